// SPDX-License-Identifier: MIT
#pragma once
/*
 * What curses wrote, said in fewer bytes. Curses sets colours and attributes one by one, takes each
 * back by itself and then all of them at once; here they are only noted, and one short sequence
 * goes out when something is about to be drawn. Leaving the line-drawing set, which we are never
 * in, stays at home. Pure; everything that is not an SGR sequence passes unchanged.
 */
#include "base/buffer.h"

#include <stdbool.h>

struct frame_pen {
    unsigned attributes;        /* set of 1u << SGR number, 1 to 9 */
    int foreground, background; /* 0..255, FRAME_RGB | rrggbb, or FRAME_DEFAULT */
};
enum { FRAME_DEFAULT = -1, FRAME_RGB = 0x1000000 };

struct frame {
    struct frame_pen wanted, actual; /* as curses believes it, as the terminal has it */
    bool lost; /* the terminal was told something not understood here; all passes until a reset */
};

void frame_begin(struct frame *frame); /* a terminal whose attributes were reset */
/* Adds the n bytes of a whole frame to out; no sequence is cut at its end. */
void frame_add(struct frame *frame, const char *bytes, size_t n, struct buffer *out);
