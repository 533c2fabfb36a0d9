// SPDX-License-Identifier: MIT
#pragma once
/*
 * Which colour does which job. A theme is a text file (base/ini.h) with a section [theme] and lines
 * `job = foreground background attribute...`; a job that is not named looks like text. Colours:
 * default, black, red, green, yellow, blue, magenta, cyan, white, bright-*, 0 to 255, #rrggbb.
 * Attributes: bold, dim, underline, reverse.
 */
#include "base/fault.h"
#include "ui/paint.h"

#include <stddef.h>

enum {
    THEME_DEFAULT = -1,
    THEME_RGB = 0x1000000
}; /* a colour: default, 0..255, or THEME_RGB | rrggbb */
enum { THEME_BOLD = 1, THEME_DIM = 2, THEME_UNDERLINE = 4, THEME_REVERSE = 8 };

struct theme_paint {
    int foreground, background;
    unsigned attributes;
};

struct theme {
    struct theme_paint paints[PAINT_COUNT];
};

enum status theme_read(const char *source, const char *bytes, size_t n, struct theme *out,
                       struct fault *fault) MUST_USE;
/* The name of a shipped theme, or the path of a file (it has a slash). code "no-such-theme". */
enum status theme_open(const char *name, struct theme *out, struct fault *fault) MUST_USE;
/* The i-th shipped theme: its name and its text. NULL: no more. The first is the default. */
const char *theme_shipped(size_t i, const char **bytes, size_t *n);

/* The colour for a terminal of `colors` colours (8, 16 or 256): the nearest there is. */
int theme_nearest(int color, int available);
