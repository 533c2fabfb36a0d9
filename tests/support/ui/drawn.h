// SPDX-License-Identifier: MIT
#pragma once
/* What stands on a surface, held against rows of text. */
#include "ui/surface.h"

/* Fails the running test unless the rows are these, each ended by a newline, blanks at their ends
 * left out. */
void assert_drawn(const struct surface *surface, const char *rows);
/* The paint of each cell of a row from column x on: one letter a cell, 'a' + enum paint, blanks for
 * PAINT_TEXT. */
void assert_painted(const struct surface *surface, int x, int y, const char *paints);
