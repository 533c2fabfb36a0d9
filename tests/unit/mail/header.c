// SPDX-License-Identifier: MIT
#include "mail/header.h"

#include "base/buffer.h"
#include "base/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

static void write_field(void *arg, const char *name, const char *body, size_t n)
{
    buffer_printf(arg, "[%s|%.*s]", name, (int)n, body);
}

static void check_message(const char *message, const char *wanted)
{
    struct buffer out = {0};

    header_read(message, strlen(message), write_field, &out);
    assert_string_equal(buffer_text(&out), wanted);
    buffer_clear(&out);
}

static void reads_fields(void **state)
{
    (void)state;
    check_message("", "");
    check_message("A: b", "[A| b]");
    check_message("A: b\r\nC:d\r\n\r\nE: f", "[A| b\r\n][C|d\r\n]");
    check_message("A: b\nC : d\n\nE: f", "[A| b\n][C| d\n]");
    check_message("A: b\n c\n\td\nE: f\n", "[A| b\n c\n\td\n][E| f\n]");
}

static void bears_what_people_paste(void **state)
{
    (void)state;
    check_message("\n\r\nA: b\n", "[A| b\n]");
    check_message("From a@b.example Mon Oct  5\nFrom: c\n", "[From| c\n]");
    check_message("A: b\nFrom a@b.example: x\n", "[A| b\n][From a@b.example| x\n]");
    check_message("words without sense\nA: b\n", "[A| b\n]");
    check_message("a\rb: c\n", "[a\rb| c\n]");
    check_message("\xef\xbb\xbf", "");
    check_message("\xef\xbb\xbf"
                  "A: b\nC: d\n",
                  "[A| b\n][C| d\n]");
    check_message("\xef\xbb\xbf"
                  "From a@b.example Mon Oct  5\nA: b\n",
                  "[A| b\n]");
}

static void passes_over_names_that_are_none(void **state)
{
    struct buffer message = {0}, out = {0};
    static const char nul[] = "A\0B: c\nD: e\n";

    (void)state;
    for (int i = 0; i < HEADER_NAME; i++) {
        buffer_add_byte(&message, 'x');
    }
    buffer_add_text(&message, ": a\nB: c\n");
    check_message(buffer_text(&message), "[B| c\n]");
    header_read(nul, sizeof nul - 1, write_field, &out);
    assert_string_equal(buffer_text(&out), "[D| e\n]");
    buffer_clear(&message);
    buffer_clear(&out);
}

static void count_field(void *arg, const char *name, const char *body, size_t n)
{
    (void)name;
    (void)body;
    (void)n;
    ++*(size_t *)arg;
}

static void bounds_what_it_reads(void **state)
{
    size_t n = HEADER_MOST + 100, count = 0;
    char *message = mem_new(n);

    (void)state;
    memset(message, 'x', n);
    memcpy(message + HEADER_MOST - 5, "\nA:b\n", 5);
    memcpy(message + HEADER_MOST, "A:b\n", 4);
    header_read(message, n, count_field, &count);
    assert_int_equal(count, 1);
    free(message);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_fields),
        cmocka_unit_test(bears_what_people_paste),
        cmocka_unit_test(passes_over_names_that_are_none),
        cmocka_unit_test(bounds_what_it_reads),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
