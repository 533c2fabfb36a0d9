// SPDX-License-Identifier: MIT
#include "ui/widget/dialog.h"

struct pane dialog_draw(struct pane page, int width, int height, const char *title,
                        const char *foot)
{
    return pane_frame(pane_middle(page, width, height), title, foot);
}

int dialog_rows(const char *text, int width)
{
    size_t skip = 0;
    int rows = 0;

    for (; *text; text += skip) {
        layout_line(text, width, &skip);
        rows++;
    }
    return rows;
}
