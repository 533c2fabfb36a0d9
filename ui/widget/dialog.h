// SPDX-License-Identifier: MIT
#pragma once
/* The frame of a popup in the middle of its page. */
#include "ui/layout.h"

/* width and height with the border; returns what is inside it. foot: words in the lower border;
 * NULL: none. */
struct pane dialog_draw(struct pane page, int width, int height, const char *title,
                        const char *foot);
/* Rows that text takes when it is broken at `width` cells. */
int dialog_rows(const char *text, int width);
