// SPDX-License-Identifier: MIT
#include "ui/theme.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static enum status read_text(const char *text, struct theme *theme, struct fault *fault)
{
    return theme_read("test", text, strlen(text), theme, fault);
}

static void assert_paint(const struct theme *theme, enum paint paint, int foreground,
                         int background, unsigned attributes)
{
    assert_int_equal(theme->paints[paint].foreground, foreground);
    assert_int_equal(theme->paints[paint].background, background);
    assert_int_equal(theme->paints[paint].attributes, attributes);
}

static void reads_colours_and_attributes(void **state)
{
    struct fault fault = {.status = STATUS_OK};
    struct theme theme;

    (void)state;
    assert_int_equal(read_text("[theme]\n"
                               "bad = red default bold underline\n"
                               "good = bright-green black\n"
                               "current = 17 255 dim reverse\n"
                               "frame = #ff8000 #000000\n",
                               &theme, &fault),
                     STATUS_OK);
    assert_paint(&theme, PAINT_BAD, 1, THEME_DEFAULT, THEME_BOLD | THEME_UNDERLINE);
    assert_paint(&theme, PAINT_GOOD, 10, 0, 0);
    assert_paint(&theme, PAINT_CURRENT, 17, 255, THEME_DIM | THEME_REVERSE);
    assert_paint(&theme, PAINT_FRAME, THEME_RGB | 0xff8000, THEME_RGB, 0);
    assert_paint(&theme, PAINT_TITLE, THEME_DEFAULT, THEME_DEFAULT, 0);
}

static void says_what_it_does_not_know(void **state)
{
    static const struct {
        const char *text, *said;
    } rows[] = {
        {"[theme]\nbad = redd default\n", "redd"},
        {"[theme]\nbad = red default blink\n", "blink"},
        {"[theme]\nbad = red\n", "background"},
        {"[theme]\nworse = red default\n", "worse"},
        {"[themes]\nbad = red default\n", "[theme]"},
        {"[theme]\nbad = 256 default\n", "256"},
        {"[theme]\nbad = -1 default\n", "-1"},
        {"[theme]\nbad = #ff80 default\n", "#ff80"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fault fault = {.status = STATUS_OK};
        struct theme theme = {.paints[PAINT_TEXT] = {42, 42, 0}};

        assert_int_equal(read_text(rows[i].text, &theme, &fault), STATUS_INVALID);
        assert_non_null(strstr(fault.message, rows[i].said));
        assert_paint(&theme, PAINT_TEXT, 42, 42, 0); /* untouched */
    }
}

static void those_shipped_are_right(void **state)
{
    const char *bytes, *name;
    size_t n, count = 0;

    (void)state;
    for (; (name = theme_shipped(count, &bytes, &n)); count++) {
        struct fault fault = {.status = STATUS_OK};
        struct theme theme;

        assert_int_equal(theme_open(name, &theme, &fault), STATUS_OK);
        assert_string_equal(count == 0 ? name : "default", "default");
    }
    assert_int_equal(count, 5);
}

static void mono_has_no_colour(void **state)
{
    struct fault fault = {.status = STATUS_OK};
    struct theme theme;

    (void)state;
    assert_int_equal(theme_open("mono", &theme, &fault), STATUS_OK);
    for (int i = 0; i < PAINT_COUNT; i++) {
        assert_int_equal(theme.paints[i].foreground, THEME_DEFAULT);
        assert_int_equal(theme.paints[i].background, THEME_DEFAULT);
    }
}

/* A bar over the whole row must not be sent in reverse: it would cost twice (docs/TESTING.md). */
static void the_current_row_is_a_colour(void **state)
{
    static const char *const names[] = {"default", "light", "dark", "high-contrast"};
    struct fault fault = {.status = STATUS_OK};
    struct theme theme;

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        assert_int_equal(theme_open(names[i], &theme, &fault), STATUS_OK);
        assert_int_not_equal(theme.paints[PAINT_CURRENT].background, THEME_DEFAULT);
        assert_false(theme.paints[PAINT_CURRENT].attributes & THEME_REVERSE);
    }
}

static void none_of_that_name(void **state)
{
    struct fault fault = {.status = STATUS_OK};
    struct theme theme;

    (void)state;
    assert_int_equal(theme_open("pink", &theme, &fault), STATUS_INVALID);
    assert_string_equal(fault.code, "no-such-theme");
    assert_int_not_equal(theme_open("/nowhere/pink.theme", &theme, &fault), STATUS_OK);
}

static void the_nearest_colour_there_is(void **state)
{
    static const struct {
        int color, available, nearest;
    } rows[] = {
        {THEME_DEFAULT, 8, THEME_DEFAULT},
        {3, 8, 3},
        {11, 8, 3},
        {11, 16, 11},
        {196, 256, 196},
        {196, 8, 1},
        {109, 8, 7},
        {240, 8, 7},
        {232, 8, 0},
        {THEME_RGB | 0xff0000, 256, 196},
        {THEME_RGB | 0xff0000, 8, 1},
        {THEME_RGB | 0x808080, 256, 244},
        {THEME_RGB | 0x000000, 8, 0},
        {THEME_RGB | 0x00ffff, 16, 6},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(theme_nearest(rows[i].color, rows[i].available), rows[i].nearest);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_colours_and_attributes),
        cmocka_unit_test(says_what_it_does_not_know),
        cmocka_unit_test(those_shipped_are_right),
        cmocka_unit_test(mono_has_no_colour),
        cmocka_unit_test(the_current_row_is_a_colour),
        cmocka_unit_test(none_of_that_name),
        cmocka_unit_test(the_nearest_colour_there_is),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
