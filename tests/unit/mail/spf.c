// SPDX-License-Identifier: MIT
#include "mail/spf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct spf *parse(const char *text)
{
    return spf_parse(text, strlen(text));
}

static bool is_record(const char *text)
{
    return spf_is_record(text, strlen(text));
}

static void test_is_record(void **state)
{
    (void)state;
    assert_true(is_record("v=spf1"));
    assert_true(is_record("v=spf1 "));
    assert_true(is_record("V=sPf1 a"));
    assert_false(is_record(" v=spf1 a"));
    assert_false(is_record("v=spf1\ta"));
    assert_false(is_record("v=spf10"));
    assert_false(is_record("v=spf"));
    assert_false(spf_is_record("v=spf1\0a", 8));
    assert_false(spf_is_record("", 0));
}

static void test_goes_on_after_errors(void **state)
{
    struct spf *spf = parse("v=spf1 ip4:192.0.2.300  a moo  -all ");

    (void)state;
    assert_false(spf->valid);
    assert_int_equal(spf->count, 4);
    assert_int_equal(spf->length, strlen(spf->text));
    assert_true(spf->terms[0].bad);
    assert_int_equal(spf->terms[0].offset, 7);
    assert_false(spf->terms[1].bad);
    assert_int_equal(spf->terms[1].offset, 24);
    assert_true(spf->terms[2].bad);
    assert_int_equal(spf->terms[3].mechanism, SPF_ALL);
    assert_int_equal(spf_all(spf), 3);
    spf_free(spf);
}

static void test_valid(void **state)
{
    struct spf *spf = parse("v=spf1 exp=a.example redirect=b.example x=y x=y");

    (void)state;
    assert_true(spf->valid);
    assert_int_equal(spf_all(spf), spf->count);
    spf_free(spf);
    spf = parse("v=spf1");
    assert_true(spf->valid);
    assert_int_equal(spf->count, 0);
    spf_free(spf);
    spf_free(NULL);
}

static void test_repeated_modifiers(void **state)
{
    struct spf *spf = parse("v=spf1 redirect=a.example redirect=b.example");

    (void)state;
    assert_false(spf->valid);
    assert_false(spf->terms[0].bad);
    assert_true(spf->terms[1].bad);
    assert_non_null(spf->terms[1].problem);
    spf_free(spf);
    spf = parse("v=spf1 exp=a.example -all EXP=a.example");
    assert_false(spf->valid);
    assert_true(spf->terms[2].bad);
    spf_free(spf);
}

static void test_no_record(void **state)
{
    struct spf *spf = parse("v=spf10 a");

    (void)state;
    assert_false(spf->valid);
    assert_true(spf->terms[0].bad);
    assert_false(spf->terms[1].bad);
    spf_free(spf);
    spf = spf_parse("v=spf1 a:x.example\0 -all", 24);
    assert_false(spf->valid); /* the NUL belongs to the term */
    assert_int_equal(spf->count, 2);
    spf_free(spf);
}

static void test_select(void **state)
{
    struct answers *answers = answers_new(OUTCOME_FOUND);
    struct buffer text = {0};

    (void)state;
    answers_add(answers, RR_TXT, 60, (const uint8_t *)"\3abc", 4);
    assert_int_equal(spf_select(answers, &text), 0);
    answers_add(answers, RR_TXT, 60, (const uint8_t *)"\7v=spf1 \4-all", 13);
    assert_int_equal(spf_select(answers, &text), 1);
    assert_string_equal(text.bytes, "v=spf1 -all");
    answers_add(answers, RR_TXT, 60, (const uint8_t *)"\6V=SPF1", 7);
    buffer_reset(&text);
    assert_int_equal(spf_select(answers, &text), 2);
    assert_string_equal(text.bytes, "v=spf1 -all");
    assert_int_equal(spf_select(answers, NULL), 2);
    buffer_clear(&text);
    answers_free(answers);
}

static bool same(const char *a, const char *b)
{
    char text[200];

    snprintf(text, sizeof text, "v=spf1 %s %s", a, b);
    struct spf *spf = parse(text);

    assert_int_equal(spf->count, 2);
    bool yes = spf_term_same(&spf->terms[0], &spf->terms[1]);

    spf_free(spf);
    return yes;
}

static void test_same(void **state)
{
    (void)state;
    assert_true(same("a", "-A"));
    assert_true(same("a", "a/32//128"));
    assert_false(same("a", "a/24"));
    assert_false(same("a", "mx"));
    assert_true(same("include:x.example", "Include:X.example."));
    assert_false(same("include:x.example", "include:y.example"));
    assert_false(same("include:x.example", "include:ax.example"));
    assert_true(same("ip4:192.0.2.1", "ip4:192.0.2.1/32"));
    assert_false(same("ip4:192.0.2.1", "ip4:192.0.2.2"));
    assert_true(same("ip6:2001:db8::1", "ip6:2001:DB8:0::1"));
    assert_true(same("moo", "MOO"));
    assert_false(same("moo", "a"));
    assert_true(same("x=y", "X=Y"));
    assert_false(same("x=y", "z=y"));
}

static void test_includes(void **state)
{
    struct spf *spf =
        parse("v=spf1 -Include:Spf.Example.com. include:%{d} a:spf.example.com include:");

    (void)state;
    assert_true(spf_term_includes(&spf->terms[0], "spf.example.com"));
    assert_true(spf_term_includes(&spf->terms[0], "spf.example.com."));
    assert_false(spf_term_includes(&spf->terms[0], "example.com"));
    assert_false(spf_term_includes(&spf->terms[1], "spf.example.com"));
    assert_false(spf_term_includes(&spf->terms[2], "spf.example.com"));
    assert_false(spf_term_includes(&spf->terms[3], "spf.example.com"));
    spf_free(spf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_is_record), cmocka_unit_test(test_goes_on_after_errors),
        cmocka_unit_test(test_valid),     cmocka_unit_test(test_repeated_modifiers),
        cmocka_unit_test(test_no_record), cmocka_unit_test(test_select),
        cmocka_unit_test(test_same),      cmocka_unit_test(test_includes),
    };

    return cmocka_run_group_tests_name("spf", tests, NULL, NULL);
}
