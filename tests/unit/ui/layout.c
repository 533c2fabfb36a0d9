// SPDX-License-Identifier: MIT
#include "ui/layout.h"

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

    surface_init(&surface, 20, 5);
    *state = &surface;
    return 0;
}

static int unmake(void **state)
{
    surface_clear(*state);
    return 0;
}

static void assert_pane(struct pane pane, int x, int y, int width, int height)
{
    assert_int_equal(pane.x, x);
    assert_int_equal(pane.y, y);
    assert_int_equal(pane.width, width);
    assert_int_equal(pane.height, height);
}

static void a_part_stays_inside(void **state)
{
    struct pane whole = pane_whole(*state), part = pane_part(whole, 2, 1, 10, 3);

    assert_pane(part, 2, 1, 10, 3);
    assert_pane(pane_part(part, 1, 1, 50, 50), 3, 2, 9, 2);
    assert_pane(pane_part(whole, 2, 1, -2, -1), 2, 1, 16, 3); /* what is left less that much */
    assert_pane(pane_part(whole, 30, 9, 4, 4), 20, 5, 0, 0);
    assert_pane(pane_part(whole, -3, -3, 4, 4), 0, 0, 4, 4);
    assert_pane(pane_part(whole, 0, 0, -30, -30), 0, 0, 0, 0);
}

static void the_middle_shrinks_with_its_page(void **state)
{
    struct pane whole = pane_whole(*state);

    assert_pane(pane_middle(whole, 10, 3), 5, 1, 10, 3);
    assert_pane(pane_middle(whole, 60, 30), 0, 0, 20, 5);
}

static void text_is_cut_at_the_edge_of_the_pane(void **state)
{
    struct pane part = pane_part(pane_whole(*state), 2, 1, 8, 2);

    assert_int_equal(pane_put(part, 0, 0, PAINT_TEXT, "shop.example"), 8);
    assert_int_equal(pane_put(part, 5, 1, PAINT_TEXT, "ab"), 7);
    assert_int_equal(pane_put(part, 0, 2, PAINT_TEXT, "below"), 0);
    assert_int_equal(pane_put(part, 9, 0, PAINT_TEXT, "beside"), 9);
    assert_int_equal(pane_put_in(part, 0, 1, 4, PAINT_TEXT, "token"), 4);
    assert_drawn(*state, "\n  shop.e..\n  to.. ab\n\n\n");
}

static void text_ends_before_the_right_edge(void **state)
{
    struct pane whole = pane_whole(*state);

    assert_int_equal(pane_put_right(whole, 1, 0, PAINT_TEXT, "14:07:31"), 11);
    assert_int_equal(pane_put_right(whole, 0, 1, PAINT_TEXT, "韓国"), 16);
    assert_int_equal(pane_put_right(whole, 0, 2, PAINT_TEXT, "longer than twenty cells"), 0);
    assert_drawn(*state, "           14:07:31\n                韓国\nlonger than twenty..\n\n\n");
}

static void a_rule_has_its_words(void **state)
{
    struct pane whole = pane_whole(*state);

    pane_rule(whole, 0, "DMARC");
    pane_rule(whole, 1, NULL);
    pane_rule(whole, 2, "DNS で共有されている一覧");
    assert_drawn(*state, "─ DMARC ────────────\n────────────────────\n─ DNS で共有され.. ─\n\n\n");
}

static void a_frame_clears_what_is_below(void **state)
{
    struct pane whole = pane_whole(*state), inside;

    for (int y = 0; y < 5; y++) {
        pane_put(whole, 0, y, PAINT_GOOD, "xxxxxxxxxxxxxxxxxxxx");
    }
    inside = pane_frame(pane_part(whole, 2, 0, 14, 4), "Title", "Foot");
    assert_pane(inside, 4, 1, 10, 2);
    pane_put(inside, 0, 0, PAINT_TEXT, "inside text");
    assert_drawn(*state, "xx┌─ Title ────┐xxxx\n"
                         "xx│ inside t.. │xxxx\n"
                         "xx│            │xxxx\n"
                         "xx└─ Foot ─────┘xxxx\n"
                         "xxxxxxxxxxxxxxxxxxxx\n");
}

static void a_line_ends_at_a_blank(void **state)
{
    static const struct {
        const char *text;
        int width;
        size_t bytes, skip;
    } rows[] = {
        {"one two three", 8, 7, 8},
        {"one two three", 7, 7, 8},
        {"one two three", 6, 3, 4},
        {"one two three", 13, 13, 13},
        {"onetwothree", 6, 6, 6},
        {"one\ntwo", 20, 3, 4},
        {"日本語の説明", 5, 6, 6},
        {"日", 1, 1, 1},                       /* goes on whatever happens */
        {"DNS に DMARC レコード", 15, 17, 17}, /* between kana */
        {"DNS に DMARC がない", 10, 7, 8},     /* not within a word */
        {"値に空白。次に値", 9, 9, 9},         /* a full stop stays with its word */
        {"값 레코드가 없음", 12, 16, 17},      /* Hangul has blanks */
        {"日本語(DNS)", 7, 9, 9},
        {"", 5, 0, 0},
        {"\n", 5, 0, 1},
        {"one   two", 4, 4, 6},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t skip = 99;

        assert_int_equal(layout_line(rows[i].text, rows[i].width, &skip), rows[i].bytes);
        assert_int_equal(skip, rows[i].skip);
    }
}

static void wraps_and_says_what_is_missing(void **state)
{
    struct pane pane = pane_part(pane_whole(*state), 0, 0, 12, 3);

    assert_int_equal(pane_wrap(pane, 2, 0, PAINT_TEXT, "publish it"), 1);
    assert_drawn(*state, "  publish it\n\n\n\n\n");
    surface_blank(*state);
    assert_int_equal(
        pane_wrap(pane, 0, 0, PAINT_TEXT, "the record is in DNS, the cache does not have it"), 3);
    assert_drawn(*state, "the record\nis in DNS,\nthe cache ..\n\n\n");
    surface_blank(*state);
    assert_int_equal(pane_wrap(pane, 0, 0, PAINT_TEXT, "one\n\ntwo"), 3);
    assert_drawn(*state, "one\n\ntwo\n\n\n");
}

static void the_cursor_stays_in_its_pane(void **state)
{
    struct surface *surface = *state;
    struct pane part = pane_part(pane_whole(surface), 2, 1, 8, 2);

    pane_cursor(part, 3, 1, true);
    assert_int_equal(surface->cursor_x, 5);
    assert_int_equal(surface->cursor_y, 2);
    assert_true(surface->cursor_shown);
    pane_cursor(part, 8, 0, false);
    assert_int_equal(surface->cursor_x, 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_part_stays_inside, make, unmake),
        cmocka_unit_test_setup_teardown(the_middle_shrinks_with_its_page, make, unmake),
        cmocka_unit_test_setup_teardown(text_is_cut_at_the_edge_of_the_pane, make, unmake),
        cmocka_unit_test_setup_teardown(text_ends_before_the_right_edge, make, unmake),
        cmocka_unit_test_setup_teardown(a_rule_has_its_words, make, unmake),
        cmocka_unit_test_setup_teardown(a_frame_clears_what_is_below, make, unmake),
        cmocka_unit_test(a_line_ends_at_a_blank),
        cmocka_unit_test_setup_teardown(wraps_and_says_what_is_missing, make, unmake),
        cmocka_unit_test_setup_teardown(the_cursor_stays_in_its_pane, make, unmake),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
