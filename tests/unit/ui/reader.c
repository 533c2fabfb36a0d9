// SPDX-License-Identifier: MIT
#include "ui/screen/reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { WIDTH = 30, HEIGHT = 4, LABELS = 6, LINES = 12 };

/* Twelve lines, the first one broken into three. */
static void fill(struct reader *reader)
{
    telling_add(&reader->lines, "a", "one two three four five six seven eight nine ten eleven");
    for (int i = 1; i < LINES; i++) {
        telling_printf(&reader->lines, "k", "line %d", i);
    }
}

static void draw(struct reader *reader, struct surface *surface)
{
    surface_blank(surface);
    reader_draw(reader, pane_whole(surface), LABELS);
}

static void what_is_sought_comes_into_view(void **state)
{
    struct reader reader = {.top = 0};
    struct surface surface;

    (void)state;
    surface_init(&surface, WIDTH, HEIGHT);
    fill(&reader);
    draw(&reader, &surface);
    assert_true(surface_shows(&surface, "one two"));
    assert_true(reader_find(&reader, "LINE 5"));
    draw(&reader, &surface);
    assert_true(surface_shows(&surface, "line 5"));
    assert_true(surface_shows(&surface, "line 8"));
    assert_false(surface_shows(&surface, "line 4"));
    assert_true(reader_find(&reader, "line")); /* the next one */
    draw(&reader, &surface);
    assert_false(surface_shows(&surface, "line 5"));
    assert_false(reader_find(&reader, "nowhere"));
    reader_clear(&reader);
    surface_clear(&surface);
}

static void the_end_is_never_passed(void **state)
{
    struct reader reader = {.top = 0};
    struct surface surface;

    (void)state;
    surface_init(&surface, WIDTH, HEIGHT);
    fill(&reader);
    assert_true(reader_find(&reader, "line 11"));
    draw(&reader, &surface);
    assert_int_equal(reader.top, reader.shown - HEIGHT);
    assert_true(surface_shows(&surface, "line 8"));
    reader_clear(&reader);
    surface_clear(&surface);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_sought_comes_into_view),
        cmocka_unit_test(the_end_is_never_passed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
