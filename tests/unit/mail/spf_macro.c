// SPDX-License-Identifier: MIT
#include "mail/spf_macro.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *problem(const char *text, enum spf_place place)
{
    return spf_macro_problem(text, strlen(text), place);
}

static bool uses(const char *text, char letter)
{
    return spf_macro_uses(text, strlen(text), letter);
}

static bool needs_sender(const char *text)
{
    return spf_macro_needs_sender(text, strlen(text));
}

/* Domain-specs are tested with the terms that hold them (spf_term.tsv). */
static void test_places(void **state)
{
    (void)state;
    assert_null(problem("See http://%{d}/why?i=%{i}&r=%{R}&c=%{c}&t=%{t}", SPF_IN_TEXT));
    assert_non_null(problem("a b", SPF_IN_NAME));
    assert_non_null(problem("%{c}", SPF_IN_NAME));
    assert_non_null(problem("%{C}", SPF_IN_NAME));
    assert_non_null(problem("caf\xc3\xa9", SPF_IN_TEXT));
    assert_non_null(problem("a\tb", SPF_IN_TEXT));
    assert_non_null(problem("100% sure", SPF_IN_TEXT));
    assert_null(problem("", SPF_IN_TEXT));
    assert_null(spf_macro_problem(NULL, 0, SPF_IN_NAME));
    assert_non_null(spf_macro_problem("%{d\0}", 5, SPF_IN_NAME));
    assert_non_null(spf_macro_problem("%{\0}", 4, SPF_IN_NAME));
    assert_non_null(spf_domain_problem("", 0));
    assert_null(spf_domain_problem("%{d}", 4));
}

static void test_uses(void **state)
{
    (void)state;
    assert_true(uses("a.%{P1r-}.b", 'p'));
    assert_false(uses("a.p.%%{p", 'p'));
    assert_false(uses("%{i}", 'p'));
    assert_false(uses("%{q}%{p}", 'p')); /* not well-formed */
    assert_false(needs_sender("%{d}.%{o2}.%%%_%-"));
    for (const char *letter = "slipvhSLIPVH"; *letter != '\0'; letter++) {
        char text[] = {'%', '{', *letter, '}', '\0'};

        assert_true(needs_sender(text));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_uses),
    };

    return cmocka_run_group_tests_name("spf_macro", tests, NULL, NULL);
}
