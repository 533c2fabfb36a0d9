// SPDX-License-Identifier: MIT
#include "mail/spf_fix.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void assert_fixed(const char *word, const char *include, const char *fixed)
{
    struct buffer have = {0};

    buffer_add_text(&have, word);
    spf_fix_word(&have, include);
    assert_string_equal(buffer_text(&have), fixed);
    buffer_clear(&have);
}

/* More of them, in whole records, are in spf_mend.tsv. */
static void test_fixes(void **state)
{
    (void)state;
    assert_fixed("-ipv4=192.0.2.1", NULL, "-ip4:192.0.2.1");
    assert_fixed("?inlcude=http://x@spf.mialer.test", "spf.mailer.test",
                 "?include:spf.mailer.test");
    assert_fixed("~all.:", NULL, "~all");
    assert_fixed("all=x", NULL, "all=x");
    assert_fixed("exists:http://a.example/b.example", NULL, "exists:http://a.example/b.example");
}

static void test_good_words_stay(void **state)
{
    static const char *const words[] = {
        "a",
        "-all",
        "mx:example.com/24//64",
        "a:foo:bar/baz.example.com",
        "ip6:2001:db8::/32",
        "exists:%{l1r+-/}.example.com",
        "include:%{d/}.example.com",
        "exp=why.example.com",
        "x=y",
        "redirect=_spf.example.com",
        "include:_spf2.mailer.test",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(words); i++) {
        assert_fixed(words[i], "_spf1.mailer.test", words[i]);
    }
}

static void test_what_cannot_be_fixed(void **state)
{
    struct buffer word = {0};

    (void)state;
    spf_fix_word(&word, NULL);
    assert_int_equal(word.length, 0);
    assert_false(spf_fix_is_valid(&word));
    assert_false(spf_fix_is_known(&word));
    assert_fixed("ip4:192.0.2.300", NULL, "ip4:192.0.2.300");
    assert_fixed("include:", "spf.mailer.test", "include:");
    assert_fixed("moo", "spf.mailer.test", "moo");
}

static void test_valid_and_known(void **state)
{
    struct buffer word = {0};

    (void)state;
    buffer_add_text(&word, "x=y");
    assert_true(spf_fix_is_valid(&word));
    assert_false(spf_fix_is_known(&word));
    buffer_reset(&word);
    buffer_add_text(&word, "mx");
    assert_true(spf_fix_is_valid(&word));
    assert_true(spf_fix_is_known(&word));
    buffer_clear(&word);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fixes),
        cmocka_unit_test(test_good_words_stay),
        cmocka_unit_test(test_what_cannot_be_fixed),
        cmocka_unit_test(test_valid_and_known),
    };

    return cmocka_run_group_tests_name("spf_fix", tests, NULL, NULL);
}
