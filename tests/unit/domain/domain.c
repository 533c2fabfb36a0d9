// SPDX-License-Identifier: MIT
#include "domain/domain.h"

#include "base/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static void words_lead_back(void **state)
{
    (void)state;
    for (int i = 0; i < RECORD_COUNT; i++) {
        enum record record = RECORD_COUNT;

        assert_true(record_from_word(record_word((enum record)i), &record));
        assert_int_equal(record, i);
    }
    for (int i = 0; i < STATE_COUNT; i++) {
        enum state found = STATE_COUNT;

        assert_true(state_from_word(state_word((enum state)i), &found));
        assert_int_equal(found, i);
    }
    for (int i = 0; i < ENVIRONMENT_COUNT; i++) {
        enum environment environment = ENVIRONMENT_COUNT;

        assert_true(environment_from_word(environment_word((enum environment)i), &environment));
        assert_int_equal(environment, i);
    }
    for (int i = 0; i < REGION_COUNT; i++) {
        enum region region = REGION_COUNT;

        assert_true(region_from_word(region_word((enum region)i), &region));
        assert_int_equal(region, i);
    }
}

static void words_are_the_contract(void **state)
{
    (void)state;
    assert_string_equal(state_word(STATE_IN_USE), "in-use");
    assert_string_equal(record_word(RECORD_DMARC), "dmarc");
    assert_string_equal(environment_word(ENVIRONMENT_GOVERNMENT), "government");
    assert_string_equal(region_word(REGION_SG), "sg");
}

static void other_words_are_refused(void **state)
{
    enum record record;
    enum state found;
    enum environment environment;
    enum region region;

    (void)state;
    assert_false(record_from_word("mx", &record));
    assert_false(state_from_word("IN-USE", &found));
    assert_false(environment_from_word("", &environment));
    assert_false(region_from_word("us", &region));
}

static void copies_share_nothing(void **state)
{
    struct domain *domain = domain_new(), *copy;

    (void)state;
    strcpy(domain->name, "shop.example");
    domain->token = mem_text("t=1");
    domain->dkim = mem_text("MIIB");
    domain->shares = mem_array(1, sizeof *domain->shares);
    domain->share_count = 1;
    domain->shares[0].registered_at = 5;
    finding_add(&domain->findings, CODE_SPF_MISSING, AREA_SPF, NULL);
    copy = domain_dup(domain);
    domain_free(domain);
    assert_string_equal(copy->name, "shop.example");
    assert_string_equal(copy->token, "t=1");
    assert_null(copy->spf);
    assert_int_equal(copy->shares[0].registered_at, 5);
    assert_int_equal(copy->findings.count, 1);
    domain_free(copy);
    domain_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_lead_back),
        cmocka_unit_test(words_are_the_contract),
        cmocka_unit_test(other_words_are_refused),
        cmocka_unit_test(copies_share_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
