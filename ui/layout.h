// SPDX-License-Identifier: MIT
#pragma once
/*
 * A rectangle of a surface to draw in, with coordinates of its own: what would leave it is cut.
 * Values, copied freely.
 */
#include "ui/surface.h"

#include <stddef.h>

struct pane {
    struct surface *surface;
    int x, y, width, height;
};

struct pane pane_whole(struct surface *surface);
/* A rectangle inside, clipped to it; negative width or height: what is left less that much. */
struct pane pane_part(struct pane pane, int x, int y, int width, int height);
/* One of this size in the middle, or as much of it as there is room for. */
struct pane pane_middle(struct pane pane, int width, int height);

/* Text from column x of row y to the pane's right edge; returns the column after it. */
int pane_put(struct pane pane, int x, int y, enum paint paint, const char *text);
/* At most width cells of it. */
int pane_put_in(struct pane pane, int x, int y, int width, enum paint paint, const char *text);
int pane_printf(struct pane pane, int x, int y, enum paint paint, const char *format, ...)
    PRINTF_LIKE(5, 6);
/* Ends `margin` cells before the right edge; returns the column it begins at. */
int pane_put_right(struct pane pane, int margin, int y, enum paint paint, const char *text);
void pane_fill(struct pane pane, enum paint paint);
void pane_cursor(struct pane pane, int x, int y, bool shown);

/* A line over the whole width, with words in it: "─ Title ───". NULL or "": the line alone. */
void pane_rule(struct pane pane, int y, const char *words);
/* Clears the pane and draws a border; words in the top and bottom lines (NULL: none). Returns what
 * is inside. */
struct pane pane_frame(struct pane pane, const char *top, const char *bottom);

/* The bytes of text for a line of at most `width` cells, broken at a blank or between kanji
 * where there is one;
 * *skip: with the blanks that are not shown. 0 at the end. */
size_t layout_line(const char *text, int width, size_t *skip);
/* Writes text in lines of the pane from row y on, the last one cut where it does not fit; returns
 * the row after it. */
int pane_wrap(struct pane pane, int x, int y, enum paint paint, const char *text);
