// SPDX-License-Identifier: MIT
#pragma once
/* Text to scroll through: lines of a telling, broken to the width, as pages and popups show them.
 */
#include "ui/layout.h"
#include "ui/telling.h"

struct reader {
    struct telling lines;
    size_t found;         /* the line that was sought last, counted from 1 */
    size_t top;           /* the first broken line in view */
    size_t seek;          /* the line to bring into view, counted from 1; 0: none */
    size_t shown, height; /* broken lines in all, and rows in view, when it was drawn last */
};

void reader_clear(struct reader *reader);
bool reader_key(struct reader *reader, uint32_t key);
/* Labels stand in a column of their own, `label_width` cells wide; a label "#" makes its value a
 * section's title. */
void reader_draw(struct reader *reader, struct pane pane, int label_width);
/* Brings the next line below the last one sought that has these words into view, or the first;
 * false: there is none. */
bool reader_find(struct reader *reader, const char *words);
void reader_tell(const struct reader *reader, struct telling *out);
