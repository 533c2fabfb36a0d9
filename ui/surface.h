// SPDX-License-Identifier: MIT
#pragma once
/*
 * The screen as cells, drawn here first and sent by ui/terminal.c, or dumped as text for scripts
 * and tests. Widths are cells, never bytes. Everything put here must be safe text (base/text.h);
 * what is not becomes U+FFFD. With `ascii`, line, state and arrow characters are replaced by ASCII
 * ones as they are put.
 */
#include "base/buffer.h"
#include "ui/paint.h"

#include <stdbool.h>
#include <stdint.h>

enum { SURFACE_MARKS = 2, SURFACE_SIDE = 1000 };

struct cell {
    uint32_t point;                /* 0 in the right half of a wide character */
    uint32_t marks[SURFACE_MARKS]; /* combining characters, 0: none */
    uint8_t cells;                 /* 1 or 2; 0: right half */
    uint8_t paint;                 /* enum paint */
};

struct surface {
    int width, height;
    struct cell *cells;
    int cursor_x, cursor_y; /* where the terminal's own cursor rests */
    bool cursor_shown;      /* it blinks in a field; elsewhere it only marks the place */
    bool ascii;
};

void surface_init(struct surface *surface, int width, int height);
void surface_clear(struct surface *surface);                         /* frees */
void surface_resize(struct surface *surface, int width, int height); /* blank afterwards */
void surface_blank(struct surface *surface);
void surface_copy(struct surface *to, const struct surface *from); /* to takes from's size */
const struct cell *surface_at(const struct surface *surface, int x, int y); /* NULL outside */

/* Puts at most `width` cells of text; what is longer ends in "..". Cells outside the surface are
 * dropped. Returns the cells used. */
int surface_put(struct surface *surface, int x, int y, int width, enum paint paint,
                const char *text);
void surface_cursor(struct surface *surface, int x, int y, bool shown);

/* One line a row, blanks at the end left out. */
void surface_dump(const struct surface *surface, struct buffer *out);
bool surface_shows(const struct surface *surface, const char *text); /* within one row */

/* The ASCII form of a character of ours; the character itself when it has none. */
uint32_t surface_plain_point(uint32_t point);
