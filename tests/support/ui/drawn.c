// SPDX-License-Identifier: MIT
#include "tests/support/ui/drawn.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

void assert_drawn(const struct surface *surface, const char *rows)
{
    struct buffer have = {0};

    surface_dump(surface, &have);
    assert_string_equal(buffer_text(&have), rows);
    buffer_clear(&have);
}

void assert_painted(const struct surface *surface, int x, int y, const char *paints)
{
    struct buffer have = {0}, want = {0};

    buffer_add_text(&want, paints);
    for (size_t i = 0; i < want.length; i++) {
        const struct cell *cell = surface_at(surface, x + (int)i, y);
        bool text = cell && cell->paint == PAINT_TEXT;

        buffer_add_byte(&have, !cell ? '!' : (unsigned char)(text ? ' ' : 'a' + cell->paint));
    }
    assert_string_equal(buffer_text(&have), buffer_text(&want));
    buffer_clear(&have);
    buffer_clear(&want);
}
