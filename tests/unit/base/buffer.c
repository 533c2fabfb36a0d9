// SPDX-License-Identifier: MIT
#include "base/buffer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static void an_empty_buffer_is_an_empty_text(void **state)
{
    struct buffer buffer = {0};
    char *taken;

    (void)state;
    assert_string_equal(buffer_text(&buffer), "");
    taken = buffer_take(&buffer);
    assert_string_equal(taken, "");
    free(taken);
    buffer_clear(&buffer);
}

static void bytes_are_kept_and_always_terminated(void **state)
{
    struct buffer buffer = {0};

    (void)state;
    buffer_add(&buffer, "a\0b", 3);
    buffer_add_text(&buffer, "cd");
    buffer_add_byte(&buffer, 0xff);
    buffer_add(&buffer, NULL, 0);
    assert_int_equal(buffer.length, 6);
    assert_memory_equal(buffer.bytes, "a\0bcd\xff", 7);
    buffer_clear(&buffer);
    assert_null(buffer.bytes);
}

static void room_that_was_reserved_is_empty_text(void **state)
{
    struct buffer buffer = {0};
    const char *bytes;

    (void)state;
    free(memset(malloc(128), 'x', 128)); /* what the next malloc() may give */
    buffer_reserve(&buffer, 100);
    assert_string_equal(buffer_text(&buffer), "");
    bytes = buffer.bytes;
    buffer_extend(&buffer, 100)[0] = 'a';
    assert_ptr_equal(buffer.bytes, bytes);
    buffer_cut(&buffer, 1);
    buffer_reserve(&buffer, 1000);
    assert_string_equal(buffer_text(&buffer), "a");
    buffer_clear(&buffer);
}

static void printing_appends_whatever_the_length(void **state)
{
    struct buffer buffer = {0};
    char longer[500];

    (void)state;
    memset(longer, 'x', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    buffer_printf(&buffer, "%d-", 42);
    buffer_printf(&buffer, "%s", longer);
    buffer_printf(&buffer, "%s", "");
    assert_int_equal(buffer.length, 3 + 499);
    assert_memory_equal(buffer.bytes, "42-xxx", 6);
    buffer_clear(&buffer);
}

static void numbers_are_what_printf_says(void **state)
{
    static const int64_t numbers[] = {0, 1, -1, 9, 10, -10, 1759673251000, INT64_MAX, INT64_MIN};
    struct buffer ours = {0}, theirs = {0};

    (void)state;
    for (size_t i = 0; i < COUNT(numbers); i++) {
        buffer_add_number(&ours, numbers[i]);
        buffer_printf(&theirs, "%" PRId64, numbers[i]);
        assert_string_equal(ours.bytes, theirs.bytes);
    }
    buffer_clear(&ours);
    buffer_clear(&theirs);
}

static void cutting_never_lengthens(void **state)
{
    struct buffer buffer = {0};

    (void)state;
    buffer_cut(&buffer, 10);
    buffer_add_text(&buffer, "abcdef");
    buffer_cut(&buffer, 9);
    assert_int_equal(buffer.length, 6);
    buffer_cut(&buffer, 2);
    assert_string_equal(buffer.bytes, "ab");
    buffer_reset(&buffer);
    assert_string_equal(buffer_text(&buffer), "");
    assert_true(buffer.capacity > 0);
    buffer_clear(&buffer);
}

static void what_is_taken_is_gone(void **state)
{
    struct buffer buffer = {0};
    char *taken;

    (void)state;
    buffer_add_text(&buffer, "mine");
    taken = buffer_take(&buffer);
    assert_string_equal(taken, "mine");
    assert_int_equal(buffer.length, 0);
    assert_null(buffer.bytes);
    free(taken);
}

static void it_grows_to_a_megabyte(void **state)
{
    struct buffer buffer = {0};

    (void)state;
    for (unsigned i = 0; i < 1000000; i++) {
        buffer_add_byte(&buffer, (unsigned char)('a' + i % 26));
    }
    assert_int_equal(strlen(buffer.bytes), 1000000);
    assert_int_equal(buffer.bytes[999999], 'a' + 999999 % 26);
    buffer_clear(&buffer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_buffer_is_an_empty_text),
        cmocka_unit_test(bytes_are_kept_and_always_terminated),
        cmocka_unit_test(room_that_was_reserved_is_empty_text),
        cmocka_unit_test(printing_appends_whatever_the_length),
        cmocka_unit_test(numbers_are_what_printf_says),
        cmocka_unit_test(cutting_never_lengthens),
        cmocka_unit_test(what_is_taken_is_gone),
        cmocka_unit_test(it_grows_to_a_megabyte),
    };

    return cmocka_run_group_tests_name("base/buffer", tests, NULL, NULL);
}
