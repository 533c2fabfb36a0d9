// SPDX-License-Identifier: MIT
#include "mail/spf_term.h"

#include "tests/support/rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Good terms as one line of words, bad ones as "!" and the reason. */
static void describe(const struct spf_term *term, char *out, size_t size)
{
    if (term->bad) {
        assert_int_equal(term->mechanism, SPF_UNKNOWN);
        snprintf(out, size, "!%s", term->problem);
        return;
    }
    assert_null(term->problem);
    snprintf(out, size, "%s %c %s %d %d%s", spf_mechanism_name(term->mechanism),
             term->qualifier == 0 ? '0' : term->qualifier,
             term->domain_spec == NULL ? "-" : term->domain_spec, term->prefix4, term->prefix6,
             term->has_macro ? " macro" : "");
}

static void check_term(const struct row *row, void *arg)
{
    struct spf_term term;
    char have[256];

    (void)arg;
    spf_term_read(row->cells[0], row->lengths[0], 7, &term);
    describe(&term, have, sizeof have);
    assert_int_equal(term.offset, 7);
    if (row->cells[1][0] != '!') {
        assert_string_equal(have, row->cells[1]);
        assert_int_equal(term.modifier, term.qualifier == 0);
    } else if (have[0] != '!' || strstr(have + 1, row->cells[1] + 1) == NULL) {
        fail_msg("%s: %s", row->cells[0], have);
    }
    spf_term_clear(&term);
    assert_null(term.text);
}

static void test_grammar(void **state)
{
    (void)state;
    rows_each("tests/data/mail/spf_term.tsv", check_term, NULL);
}

static void test_parts(void **state)
{
    struct spf_term term;

    (void)state;
    spf_term_read("ip6:2001:db8::/32", 17, 0, &term);
    assert_int_equal(term.address.family, ADDRESS_IP6);
    assert_int_equal(term.address.bytes[3], 0xb8);
    assert_string_equal(term.text, "ip6:2001:db8::/32");
    spf_term_clear(&term);

    spf_term_read("a\x01", 2, 0, &term);
    assert_true(term.bad);
    assert_null(strchr(term.text, 1)); /* safe text */
    spf_term_clear(&term);
}

static void test_known(void **state)
{
    (void)state;
    assert_true(spf_term_is_known("-all", 4));
    assert_true(spf_term_is_known("redirect=a.example", 18));
    assert_false(spf_term_is_known("MS=ms00930", 10)); /* legal, but says nothing */
    assert_false(spf_term_is_known("moo", 3));
    assert_int_equal(spf_mechanism_from_name("INCLUDE", 7), SPF_INCLUDE);
    assert_int_equal(spf_mechanism_from_name("includes", 8), SPF_UNKNOWN);
    assert_int_equal(spf_mechanism_from_name("unknown", 7), SPF_UNKNOWN);
    assert_true(spf_mechanism_needs_argument(SPF_IP4));
    assert_false(spf_mechanism_needs_argument(SPF_A));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_grammar),
        cmocka_unit_test(test_parts),
        cmocka_unit_test(test_known),
    };

    return cmocka_run_group_tests_name("spf_term", tests, NULL, NULL);
}
