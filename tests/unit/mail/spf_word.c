// SPDX-License-Identifier: MIT
#include "mail/spf_word.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static size_t version(const char *text)
{
    return spf_version_length(text, strlen(text));
}

/* The misspellings themselves are in spf_slip.tsv. */
static void test_version(void **state)
{
    (void)state;
    assert_int_equal(version("v=spf1 a"), 6);
    assert_int_equal(version("v=spf1"), 6);
    assert_int_equal(version("V = SPF 1; a"), 10);
    assert_int_equal(version("v=spf 192.0.2.1 a"), 5); /* no version number */
    assert_int_equal(version("v=spf 1a"), 5);
    assert_int_equal(version("spf1 hello"), 0);
    assert_int_equal(version("v=DKIM1"), 0);
    assert_int_equal(version(""), 0);
}

static void assert_word(const char *text, size_t *at, const char *word, char separator)
{
    struct spf_word have;

    assert_true(spf_word_next(text, strlen(text), at, &have));
    assert_int_equal(have.length, strlen(word));
    assert_memory_equal(text + have.offset, word, have.length);
    assert_int_equal(have.separator, separator);
    assert_true(separator == ' ' || text[have.gap] == separator);
}

static void test_words(void **state)
{
    static const char text[] = " ,a  mx ,%{l1r,;}.x;;  include:b,";
    struct spf_word word;
    size_t at = 0;

    (void)state;
    assert_word(text, &at, "a", ' ');
    assert_word(text, &at, "mx", ',');
    assert_word(text, &at, "%{l1r,;}.x", ';');
    assert_word(text, &at, "include:b", ',');
    assert_false(spf_word_next(text, strlen(text), &at, &word));
    assert_false(spf_word_next(text, strlen(text), &at, &word));
}

static void test_parts(void **state)
{
    struct spf_parts parts = spf_word_parts("-include:a:b", 12);

    (void)state;
    assert_int_equal(parts.qualifier, '-');
    assert_int_equal(parts.name_length, 7);
    assert_int_equal(parts.mark, ':');
    assert_memory_equal(parts.rest, "a:b", 3);
    assert_int_equal(parts.rest_length, 3);
    parts = spf_word_parts("a/24", 4);
    assert_int_equal(parts.qualifier, 0);
    assert_int_equal(parts.name_length, 1);
    assert_int_equal(parts.mark, 0);
    assert_int_equal(parts.rest_length, 3);
    parts = spf_word_parts("", 0);
    assert_int_equal(parts.name_length + parts.rest_length, 0);
}

static bool near_host(const char *host, const char *include)
{
    return spf_is_nearly_host(host, strlen(host), include);
}

static void test_nearly(void **state)
{
    char longest[400];

    (void)state;
    assert_true(spf_is_nearly_include("inlcude", 7));
    assert_true(spf_is_nearly_include("Include", 7));
    assert_false(spf_is_nearly_include("exclude", 7));
    assert_false(spf_is_nearly_include("incl", 4));
    assert_false(spf_is_nearly_include("incl\0de", 7));
    assert_true(near_host("spf.mialer.test", "spf.mailer.test"));
    assert_true(near_host("spf.mialer.tes.", "spf.mailer.test"));
    assert_false(near_host("spf.mailer.test", "spf.mailer.test"));
    assert_false(near_host("spf.mailer.test.", "SPF.mailer.test"));
    assert_false(near_host("spf.vendor.test", "spf.mailer.test"));
    assert_false(near_host("", "spf.mailer.test"));
    memset(longest, 'a', sizeof longest);
    assert_false(spf_is_nearly_host(longest, sizeof longest, "spf.mailer.test"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_version),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_parts),
        cmocka_unit_test(test_nearly),
    };

    return cmocka_run_group_tests_name("spf_word", tests, NULL, NULL);
}
