// SPDX-License-Identifier: MIT
#include "ui/widget/meter.h"

int meter_draw(struct pane pane, int x, int y, int width, int64_t part, int64_t whole,
               const char *tip, const char *rest)
{
    int room = width - 2;
    int64_t within = part < 0 ? 0 : part > whole ? whole : part;
    int full = whole > 0 ? (int)(within * room / whole) : 0;

    pane_put(pane, x, y, PAINT_LABEL, "[");
    for (int i = 0; i < room; i++) {
        const char *mark = i < full - 1 ? "#" : i == full - 1 ? tip : rest;

        pane_put(pane, x + 1 + i, y, PAINT_TEXT, mark);
    }
    return pane_put(pane, x + 1 + room, y, PAINT_LABEL, "]");
}
