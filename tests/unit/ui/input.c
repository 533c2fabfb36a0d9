// SPDX-License-Identifier: MIT
#include "ui/input.h"

#include "ui/key.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* The names of the keys that came, blanks between. */
static void note_key(void *arg, uint32_t key)
{
    struct buffer *seen = arg;
    char name[KEY_NAME];

    key_name(key, name);
    buffer_printf(seen, "%s%s", seen->length ? " " : "", name);
}

/* The bytes at once, and one by one, are the same keys. */
static void assert_keys(const char *bytes, const char *names)
{
    for (size_t step = 1; step <= 64; step *= 64) {
        struct input input = {0};
        struct buffer seen = {0};
        size_t n = strlen(bytes);

        for (size_t at = 0; at < n; at += step) {
            input_feed(&input, bytes + at, step < n - at ? step : n - at, note_key, &seen);
        }
        input_flush(&input, note_key, &seen);
        assert_false(input_is_waiting(&input));
        assert_string_equal(buffer_text(&seen), names);
        buffer_clear(&seen);
        input_clear(&input);
    }
}

static void bytes_are_keys(void **state)
{
    static const struct {
        const char *bytes, *names;
    } rows[] = {
        {"jG ", "j G Space"},
        {"\r\n\t", "Enter Enter Tab"},
        {"\b\x7f", "Backspace Backspace"},
        {"\x06\x0c", "Ctrl-F Ctrl-L"},
        {"\x1b[A\x1bOB\x1b[C\x1b[D", "Up Down Right Left"},
        {"\x1b[H\x1b[F\x1b[1~\x1b[4~", "Home End Home End"},
        {"\x1b[5~\x1b[6~\x1b[3~", "PgUp PgDn Delete"},
        {"\x1b[Z", "Shift-Tab"},
        {"\x1bOP\x1b[15~\x1b[24~\x1b[[A", "F1 F5 F12 F1"},
        {"\x1b[1;5A", "Up"}, /* with Ctrl: the same key */
        {"\x1b", "Esc"},
        {"\x1b\x1b", "Esc Esc"},
        {"\x1bj", "Esc j"},
        {"\xe3\x81\x82x", "あ x"},
        {"\xe3\x81x", "x"}, /* broken: dropped */
        {"\xffq", "q"},
        {"\x1b[999~q", "q"},      /* no key of ours */
        {"\x1b[>0;276;0cq", "q"}, /* an answer nobody asked for */
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_keys(rows[i].bytes, rows[i].names);
    }
}

static void a_lone_escape_waits_for_what_follows(void **state)
{
    struct input input = {0};
    struct buffer seen = {0};

    (void)state;
    input_feed(&input, "\x1b", 1, note_key, &seen);
    assert_int_equal(seen.length, 0);
    assert_true(input_is_waiting(&input));
    input_feed(&input, "[A", 2, note_key, &seen);
    assert_string_equal(buffer_text(&seen), "Up");
    assert_false(input_is_waiting(&input));
    buffer_clear(&seen);
    input_clear(&input);
}

static void a_paste_is_one_key_and_runs_none(void **state)
{
    static const char bytes[] = "a\x1b[200~dq\r\x1b[A\x1b[20\x1b[201~b";
    struct input input = {0};
    struct buffer seen = {0};

    (void)state;
    for (size_t i = 0; i < sizeof bytes - 1; i++) {
        input_feed(&input, bytes + i, 1, note_key, &seen);
    }
    assert_string_equal(buffer_text(&seen), "a - b"); /* "-": a key without a name */
    assert_string_equal(buffer_text(&input.paste), "dq\r\x1b[A\x1b[20");
    buffer_clear(&seen);
    input_clear(&input);
}

/* The end marker got lost, whole or cut: a silence ends the paste, and keys are keys again. */
static void a_paste_without_end_ends_with_a_silence(void **state)
{
    static const struct {
        const char *bytes, *pasted;
    } rows[] = {{"\x1b[200~dq\r", "dq\r"},
                {"\x1b[200~dq\x1b[20", "dq"},
                {"\x1b[200~dq\x1b", "dq"},
                {"\x1b[200~", ""}};

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct input input = {0};
        struct buffer seen = {0};

        input_feed(&input, rows[i].bytes, strlen(rows[i].bytes), note_key, &seen);
        assert_true(input.pasting);
        assert_int_equal(seen.length, 0);
        input_flush(&input, note_key, &seen);
        assert_false(input.pasting);
        assert_string_equal(buffer_text(&input.paste), rows[i].pasted);
        input_feed(&input, "\x1b[201~q", 7, note_key, &seen); /* late: it is no key */
        assert_string_equal(buffer_text(&seen), "- q");
        buffer_clear(&seen);
        input_clear(&input);
    }
}

static void a_paste_is_bounded(void **state)
{
    struct input input = {0};
    struct buffer seen = {0};
    char block[4096];

    (void)state;
    memset(block, 'x', sizeof block);
    input_feed(&input, "\x1b[200~", 6, note_key, &seen);
    for (size_t i = 0; i < 2 * INPUT_PASTE / sizeof block; i++) {
        input_feed(&input, block, sizeof block, note_key, &seen);
    }
    input_feed(&input, "\x1b[201~q", 7, note_key, &seen);
    assert_int_equal(input.paste.length, INPUT_PASTE);
    assert_string_equal(buffer_text(&seen), "- q");
    buffer_clear(&seen);
    input_clear(&input);
}

static void the_place_of_the_cursor_is_kept(void **state)
{
    struct input input = {0};
    struct buffer seen = {0};

    (void)state;
    input_feed(&input, "\x1b[1;5R", 6, note_key, &seen);
    assert_int_equal(input.report_row, 1);
    assert_int_equal(input.report_column, 5);
    buffer_clear(&seen);
    input_clear(&input);
}

static void a_sequence_without_end_ends(void **state)
{
    struct input input = {0};
    struct buffer seen = {0};

    (void)state;
    input_feed(&input, "\x1b[", 2, note_key, &seen);
    for (int i = 0; i < 1000; i++) {
        input_feed(&input, "1;", 2, note_key, &seen);
        assert_in_range(input.count, 0, INPUT_HELD - 1);
    }
    buffer_clear(&seen);
    input_clear(&input);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_are_keys),
        cmocka_unit_test(a_lone_escape_waits_for_what_follows),
        cmocka_unit_test(a_paste_is_one_key_and_runs_none),
        cmocka_unit_test(a_paste_without_end_ends_with_a_silence),
        cmocka_unit_test(a_paste_is_bounded),
        cmocka_unit_test(the_place_of_the_cursor_is_kept),
        cmocka_unit_test(a_sequence_without_end_ends),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
