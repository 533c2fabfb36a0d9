// SPDX-License-Identifier: MIT
#include "base/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void quotes_are(const char *bytes, size_t n, const char *wanted)
{
    struct buffer out = {0};

    buffer_add_byte(&out, ':');
    json_quote(&out, bytes, n);
    assert_string_equal(buffer_text(&out) + 1, wanted);
    buffer_clear(&out);
}

static void text_stays_what_it_is(void **state)
{
    (void)state;
    quotes_are("", 0, "\"\"");
    quotes_are("v=spf1 -all", 11, "\"v=spf1 -all\"");
    quotes_are("b\u00fccher \u65e5\u672c", 14, "\"b\u00fccher \u65e5\u672c\"");
    quotes_are("cut here", 3, "\"cut\"");
}

static void what_json_wants_is_escaped(void **state)
{
    (void)state;
    quotes_are("a\"b\\c", 5, "\"a\\\"b\\\\c\"");
    quotes_are("\b\t\n\f\r", 5, "\"\\b\\t\\n\\f\\r\"");
    quotes_are("\x1b[0m\x7f", 5, "\"\\u001B[0m\\u007F\"");
}

static void what_nobody_sees_is_escaped(void **state)
{
    (void)state;
    quotes_are("a\u202eb", 5, "\"a\\u202Eb\"");
    quotes_are("\u200b\ufeff", 6, "\"\\u200B\\uFEFF\"");
    quotes_are("\U000e0041", 4, "\"\\uDB40\\uDC41\"");
}

static void broken_text_is_made_readable(void **state)
{
    (void)state;
    quotes_are("a\xff\"", 3, "\"a\\\\xff\\\"\"");
    quotes_are("\xed\xa0\x80", 3, "\"\\\\xed\\\\xa0\\\\x80\"");
    quotes_are("a\0b", 3, "\"a\\\\x00b\"");
    quotes_are("\u65e5\u672c", 4, "\"\u65e5\\\\xe6\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_stays_what_it_is),
        cmocka_unit_test(what_json_wants_is_escaped),
        cmocka_unit_test(what_nobody_sees_is_escaped),
        cmocka_unit_test(broken_text_is_made_readable),
    };

    return cmocka_run_group_tests_name("base/json", tests, NULL, NULL);
}
