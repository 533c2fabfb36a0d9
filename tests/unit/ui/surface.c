// SPDX-License-Identifier: MIT
#include "ui/surface.h"

#include "tests/support/ui/drawn.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static int make(void **state)
{
    static struct surface surface;

    surface_init(&surface, 10, 3);
    *state = &surface;
    return 0;
}

static int unmake(void **state)
{
    surface_clear(*state);
    return 0;
}

static void is_blank_at_first(void **state)
{
    assert_drawn(*state, "\n\n\n");
    assert_null(surface_at(*state, 10, 0));
    assert_null(surface_at(*state, 0, 3));
    assert_null(surface_at(*state, -1, 0));
}

static void cuts_in_cells(void **state)
{
    static const struct {
        const char *text, *row;
        int width, used;
    } rows[] = {
        {"shop", "shop", 10, 4},
        {"0123456789", "0123456789", 10, 10},
        {"shop.example", "shop.exa..", 10, 10},
        {"ドメイン管理", "ドメイン..", 10, 10},
        {"aドメイン管理", "aドメイ..", 10, 9}, /* half a character never */
        {"日本語", "日", 2, 2},
        {"日本語", "", 1, 0},
        {"abc", "ab", 2, 2}, /* no room for the dots */
        {"abc", "", 0, 0},
        {"", "", 10, 0},
    };
    char want[64];

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        surface_blank(*state);
        assert_int_equal(surface_put(*state, 0, 0, rows[i].width, PAINT_TEXT, rows[i].text),
                         rows[i].used);
        strcat(strcpy(want, rows[i].row), "\n\n\n");
        assert_drawn(*state, want);
    }
}

static void drops_what_lies_outside(void **state)
{
    surface_put(*state, 8, 0, 10, PAINT_TEXT, "abcd");
    surface_put(*state, -2, 1, 10, PAINT_TEXT, "abcd");
    surface_put(*state, 0, 7, 10, PAINT_TEXT, "abcd");
    surface_put(*state, 9, 2, 10, PAINT_TEXT, "日"); /* its right half has no room */
    assert_drawn(*state, "        ab\ncd\n\n");
}

static void half_a_wide_character_is_a_blank(void **state)
{
    surface_put(*state, 0, 0, 10, PAINT_TEXT, "日本語");
    surface_put(*state, 1, 0, 1, PAINT_TEXT, "x");
    surface_put(*state, 4, 0, 1, PAINT_TEXT, "y");
    assert_drawn(*state, " x本y\n\n\n");
    surface_put(*state, 1, 0, 2, PAINT_TEXT, "日");
    assert_drawn(*state, " 日 y\n\n\n");
}

static void keeps_marks_with_their_letter(void **state)
{
    surface_put(*state, 0, 0, 10, PAINT_TEXT, "e\u0301\u0302\u0303x");
    assert_int_equal(surface_at(*state, 0, 0)->marks[0], 0x301);
    assert_int_equal(surface_at(*state, 0, 0)->marks[1], 0x302);
    assert_int_equal(surface_at(*state, 1, 0)->point, 'x');
    surface_put(*state, 0, 1, 10, PAINT_TEXT, "か\u3099");
    assert_int_equal(surface_at(*state, 0, 1)->marks[0], 0x3099);
    surface_put(*state, 0, 2, 10, PAINT_TEXT, "\u0301a"); /* a mark without a letter */
    assert_int_equal(surface_at(*state, 0, 2)->point, 'a');
}

static void never_passes_on_what_is_unsafe(void **state)
{
    surface_put(*state, 0, 0, 10, PAINT_TEXT, "a\x1b\xe2\x80\xae\xff");
    assert_drawn(*state, "a\ufffd\ufffd\ufffd\n\n\n");
}

static void ascii_replaces_our_own_signs(void **state)
{
    struct surface *surface = *state;

    surface->ascii = true;
    surface_put(surface, 0, 0, 10, PAINT_TEXT, "┌─┐│└┘");
    surface_put(surface, 0, 1, 10, PAINT_TEXT, "✓✗◌▸→");
    surface_put(surface, 0, 2, 10, PAINT_TEXT, "済é"); /* letters stay */
    assert_drawn(surface, "+-+|++\n+x~>>\n済é\n");
    surface->ascii = false;
}

static void finds_text_within_a_row(void **state)
{
    surface_put(*state, 0, 0, 10, PAINT_TEXT, "shop");
    surface_put(*state, 0, 1, 10, PAINT_TEXT, "日本");
    assert_true(surface_shows(*state, "ho"));
    assert_true(surface_shows(*state, "日本"));
    assert_false(surface_shows(*state, "shop\n"));
    assert_false(surface_shows(*state, "pony"));
}

static void a_copy_has_the_size_and_the_cells(void **state)
{
    struct surface copy;

    surface_put(*state, 3, 1, 10, PAINT_GOOD, "ok");
    surface_init(&copy, 1, 1);
    surface_copy(&copy, *state);
    assert_drawn(&copy, "\n   ok\n\n");
    assert_int_equal(surface_at(&copy, 3, 1)->paint, PAINT_GOOD);
    surface_clear(&copy);
}

static void its_size_is_bounded(void **state)
{
    struct surface surface;

    (void)state;
    surface_init(&surface, 0, -5);
    assert_int_equal(surface.width, 1);
    assert_int_equal(surface.height, 1);
    surface_resize(&surface, 5000, 2);
    assert_int_equal(surface.width, SURFACE_SIDE);
    surface_clear(&surface);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(is_blank_at_first, make, unmake),
        cmocka_unit_test_setup_teardown(cuts_in_cells, make, unmake),
        cmocka_unit_test_setup_teardown(drops_what_lies_outside, make, unmake),
        cmocka_unit_test_setup_teardown(half_a_wide_character_is_a_blank, make, unmake),
        cmocka_unit_test_setup_teardown(keeps_marks_with_their_letter, make, unmake),
        cmocka_unit_test_setup_teardown(never_passes_on_what_is_unsafe, make, unmake),
        cmocka_unit_test_setup_teardown(ascii_replaces_our_own_signs, make, unmake),
        cmocka_unit_test_setup_teardown(finds_text_within_a_row, make, unmake),
        cmocka_unit_test_setup_teardown(a_copy_has_the_size_and_the_cells, make, unmake),
        cmocka_unit_test(its_size_is_bounded),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
