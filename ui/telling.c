// SPDX-License-Identifier: MIT
#include "ui/telling.h"

#include "base/array.h"

#include <stdarg.h>
#include <stdlib.h>

void telling_add(struct telling *telling, const char *label, const char *value)
{
    struct telling_line *line = ARRAY_ADD(telling->lines, telling->count, telling->capacity);

    line->label = mem_text(label);
    line->value = mem_text(value);
}

void telling_printf(struct telling *telling, const char *label, const char *format, ...)
{
    struct buffer value = {0};
    va_list args;

    va_start(args, format);
    buffer_vprintf(&value, format, args);
    va_end(args);
    telling_add(telling, label, buffer_text(&value));
    buffer_clear(&value);
}

void telling_current(struct telling *telling)
{
    if (telling->count > 0) {
        telling->lines[telling->count - 1].current = true;
    }
}

void telling_clear(struct telling *telling)
{
    for (size_t i = 0; i < telling->count; i++) {
        free(telling->lines[i].label);
        free(telling->lines[i].value);
    }
    free(telling->lines);
    *telling = (struct telling){.count = 0};
}

void telling_write(const struct telling_line *line, struct buffer *out)
{
    buffer_printf(out, "%s%s%s", line->label, *line->label ? ": " : "", line->value);
}
