// SPDX-License-Identifier: MIT
#pragma once
/*
 * What a screen says, as lines `label: value`: for the line mode (--plain), and for terminals too
 * small for the drawing. One line may be the current one.
 */
#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>

struct telling_line {
    char *label; /* "" : the value alone */
    char *value;
    bool current;
};

struct telling {
    struct telling_line *lines;
    size_t count, capacity;
};

void telling_add(struct telling *telling, const char *label, const char *value);
void telling_printf(struct telling *telling, const char *label, const char *format, ...)
    PRINTF_LIKE(3, 4);
/* The line added last is the one the keys work on. */
void telling_current(struct telling *telling);
void telling_clear(struct telling *telling);
/* "label: value", without a newline. */
void telling_write(const struct telling_line *line, struct buffer *out);
