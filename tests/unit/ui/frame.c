// SPDX-License-Identifier: MIT
#include "ui/frame.h"

#include "base/status.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void assert_frame(struct frame *frame, const char *bytes, const char *wanted)
{
    struct buffer out = {0};

    frame_add(frame, bytes, strlen(bytes), &out);
    assert_string_equal(buffer_text(&out), wanted);
    buffer_clear(&out);
}

static void fewer_bytes_say_the_same(void **state)
{
    static const struct {
        const char *bytes, *wanted;
    } rows[] = {
        {"plain", "plain"},
        {"\x1b[0;1mr\x1b[m Register", "\x1b[1mr\x1b[m Register"},
        {"\x1b[30m\x1b[46m>\x1b[39;49m\x1b[m x", "\x1b[30;46m>\x1b[m x"},
        {"\x1b[33mwait\x1b[39m\x1b[m ok", "\x1b[33mwait\x1b[m ok"},
        {"\x1b(B\x1b[mx\x1b(By", "xy"},
        {"\x1b[m\x0fx", "x"},
        /* moves need no pen, what draws does */
        {"\x1b[31m\x1b[2;3H\x1b[m\x1b[5dx", "\x1b[2;3H\x1b[5dx"},
        {"\x1b[44m\x1b[Kx\x1b[m", "\x1b[44m\x1b[Kx\x1b[m"},
        {"\x1b[44m\r\n\x1b[m", "\r\x1b[44m\n\x1b[m"},
        /* from one colour to another without a reset between */
        {"\x1b[31ma\x1b[39m\x1b[m\x1b[32mb\x1b[m", "\x1b[31ma\x1b[32mb\x1b[m"},
        {"\x1b[1;31ma\x1b[m\x1b[31mb\x1b[m", "\x1b[1;31ma\x1b[0;31mb\x1b[m"},
        {"\x1b[31;42ma\x1b[49mb\x1b[m", "\x1b[31;42ma\x1b[49mb\x1b[m"},
        {"\x1b[1ma\x1b[22mb", "\x1b[1ma\x1b[mb"},
        {"\x1b[4;7ma\x1b[24mb\x1b[27mc", "\x1b[4;7ma\x1b[0;7mb\x1b[mc"},
        {"\x1b[38;5;196ma\x1b[48;5;17mb\x1b[m", "\x1b[38;5;196ma\x1b[48;5;17mb\x1b[m"},
        {"\x1b[38;2;1;2;3ma\x1b[m", "\x1b[38;2;1;2;3ma\x1b[m"},
        {"\x1b[97;104ma\x1b[m", "\x1b[97;104ma\x1b[m"},
        {"日\x1b[31m本\x1b[m", "日\x1b[31m本\x1b[m"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct frame frame;

        frame_begin(&frame);
        assert_frame(&frame, rows[i].bytes, rows[i].wanted);
    }
}

static void what_is_not_understood_passes(void **state)
{
    static const char *const rows[] = {
        "\x1b[?25l",
        "\x1b[>4;1m",
        "\x1b[38:2::1:2:3m",
        "\x1b[58;5;1m",
        "\x1b[38m",
        "\x1b[9999m",
        "\x1b[1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1m",
        "\x1b"
        "7",
        "\x1b[",
        "\x1b",
        "\x1bM",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct frame frame;
        struct buffer out = {0};

        frame_begin(&frame);
        frame_add(&frame, rows[i], strlen(rows[i]), &out);
        assert_memory_equal(buffer_text(&out), rows[i], strlen(rows[i]));
        buffer_clear(&out);
    }
}

static void after_the_unknown_all_passes_until_a_reset(void **state)
{
    struct frame frame;

    (void)state;
    frame_begin(&frame);
    assert_frame(&frame, "\x1b[58;5;1mx\x1b[31m\x1b[1my\x1b[m\x1b[4m\x1b[1mz",
                 "\x1b[58;5;1mx\x1b[31m\x1b[1my\x1b[m\x1b[1;4mz");
}

static void a_frame_ends_with_the_pen_that_curses_has(void **state)
{
    struct frame frame;

    (void)state;
    frame_begin(&frame);
    assert_frame(&frame, "a\x1b[31m", "a\x1b[31m");
    assert_frame(&frame, "b", "b"); /* the next frame goes on from there */
    assert_frame(&frame, "\x1b[m", "\x1b[m");
    assert_frame(&frame, "\x1b[31m\x1b[m", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fewer_bytes_say_the_same),
        cmocka_unit_test(what_is_not_understood_passes),
        cmocka_unit_test(after_the_unknown_all_passes_until_a_reset),
        cmocka_unit_test(a_frame_ends_with_the_pen_that_curses_has),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
