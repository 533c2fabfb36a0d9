// SPDX-License-Identifier: MIT
#include "mail/authres_scan.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static struct authres_scan scan_of(const char *text)
{
    return (struct authres_scan){.at = text, .end = text + strlen(text)};
}

static void check_word(const char *text, const char *stop, const char *wanted, const char *rest)
{
    struct authres_scan scan = scan_of(text);
    struct buffer out = {0};

    assert_true(authres_scan_skip(&scan));
    assert_true(authres_scan_word(&scan, stop, &out));
    assert_string_equal(buffer_text(&out), wanted);
    assert_string_equal(scan.at, rest);
    buffer_clear(&out);
    buffer_clear(&scan.comment);
}

static void reads_words(void **state)
{
    (void)state;
    check_word("", "", "", "");
    check_word(" a b", "", "a", " b");
    check_word("a;b", "", "a", ";b");
    check_word("a(b)", "", "a", "(b)");
    check_word("a=b", "", "a=b", "");
    check_word("a=b", "=", "a", "=b");
    check_word("(x) \r\n\t(y)a", "", "a", "");
    check_word("\"a \\\"b\\\\\"c d", "", "a \"b\\c", " d");
    check_word("\"a\r\n b\"", "", "a b", "");
}

static void keeps_comments(void **state)
{
    struct authres_scan scan = scan_of("(a (b\\)) c)(d\r\n\te)x");

    (void)state;
    assert_true(authres_scan_skip(&scan));
    assert_string_equal(buffer_text(&scan.comment), "a (b)) c; d e");
    assert_true(authres_scan_is_at(&scan, 'x'));
    assert_false(authres_scan_is_at(&scan, 'y'));
    assert_false(authres_scan_ended(&scan));
    buffer_clear(&scan.comment);
}

static void tells_the_first_trouble(void **state)
{
    struct authres_scan scan = scan_of("(a");

    (void)state;
    assert_false(authres_scan_skip(&scan));
    assert_string_equal(scan.bad, "a comment has no end");
    assert_false(authres_scan_refuse(&scan, "something else"));
    assert_string_equal(scan.bad, "a comment has no end");
    assert_true(authres_scan_ended(&scan));
    assert_false(authres_scan_is_at(&scan, 'a'));
    buffer_clear(&scan.comment);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_words),
        cmocka_unit_test(keeps_comments),
        cmocka_unit_test(tells_the_first_trouble),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
