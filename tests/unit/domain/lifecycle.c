// SPDX-License-Identifier: MIT
#include "domain/lifecycle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#define MINUTE INT64_C(60000)
#define START INT64_C(1790000000000)

static struct domain *domain_with(enum verdict token, enum verdict spf)
{
    struct domain *domain = domain_new();

    domain->registered_at = START;
    domain->records[RECORD_TOKEN].verdict = token;
    domain->records[RECORD_SPF].verdict = spf;
    return domain;
}

/* A check that saw one record like this, and nothing else. */
static struct check_result seen_as(enum record record, enum check_status status)
{
    struct check_result seen = {.only = 1u << record};

    seen.records[record].status = status;
    return seen;
}

static unsigned apply(struct domain *domain, enum record record, enum check_status status,
                      int64_t at)
{
    struct check_result seen = seen_as(record, status);

    return domain_apply(domain, &seen, 0, at);
}

static void switches_make_states(void **state)
{
    struct domain *domain = domain_with(VERDICT_VERIFIED, VERDICT_VERIFIED);
    struct record_status *spf = &domain->records[RECORD_SPF];

    (void)state;
    assert_int_equal(record_state(domain, RECORD_SPF), STATE_VERIFIED);
    spf->power = POWER_ON;
    assert_int_equal(record_state(domain, RECORD_SPF), STATE_IN_USE);
    assert_true(domain_is_in_use(domain));
    spf->power = POWER_OFF;
    assert_int_equal(record_state(domain, RECORD_SPF), STATE_STOPPED);
    assert_true(record_is_verified(domain, RECORD_SPF));
    spf->verdict = VERDICT_LOST;
    assert_int_equal(record_state(domain, RECORD_SPF), STATE_LOST);
    assert_false(record_is_verified(domain, RECORD_SPF));
    spf->verdict = VERDICT_NEW;
    assert_int_equal(record_state(domain, RECORD_SPF), STATE_UNVERIFIED);
    domain_free(domain);
}

static void a_pass_verifies(void **state)
{
    struct domain *domain = domain_with(VERDICT_NEW, VERDICT_NEW);

    (void)state;
    assert_int_equal(apply(domain, RECORD_TOKEN, CHECK_PASS, START + 5), 1u << RECORD_TOKEN);
    assert_int_equal(record_state(domain, RECORD_TOKEN), STATE_VERIFIED);
    assert_int_equal(domain->records[RECORD_TOKEN].verified_at, START + 5);
    assert_int_equal(domain->checked_at, START + 5);
    assert_int_equal(apply(domain, RECORD_TOKEN, CHECK_PASS, START + 9), 0);
    assert_int_equal(domain->records[RECORD_TOKEN].verified_at, START + 9);
    domain_free(domain);
}

static void ownership_comes_first(void **state)
{
    struct domain *domain = domain_with(VERDICT_NEW, VERDICT_NEW);
    struct check_result seen = {.only = RECORD_ALL, .policy = POLICY_REJECT};

    (void)state;
    seen.records[RECORD_TOKEN].status = CHECK_FAIL;
    finding_add(&seen.findings, CODE_TOKEN_MISSING, AREA_TOKEN, NULL);
    finding_add(&seen.findings, CODE_SPF_PTR, AREA_SPF, NULL);
    finding_add(&seen.findings, CODE_DNS_LAME, AREA_DNS, NULL);
    assert_int_equal(domain_apply(domain, &seen, 0, START), 1u << RECORD_TOKEN);
    assert_int_equal(record_state(domain, RECORD_SPF), STATE_UNVERIFIED);
    assert_int_equal(domain->policy, POLICY_UNKNOWN);
    assert_int_equal(domain->findings.count, 2);
    assert_false(finding_list_has(&domain->findings, CODE_SPF_PTR));

    seen.records[RECORD_TOKEN].status = CHECK_PASS;
    assert_int_equal(domain_apply(domain, &seen, 0, START), RECORD_ALL);
    assert_int_equal(record_state(domain, RECORD_DKIM), STATE_VERIFIED);
    assert_int_equal(domain->policy, POLICY_REJECT);
    finding_list_clear(&seen.findings);
    domain_free(domain);
}

static void three_misses_apart_lose_it(void **state)
{
    struct domain *domain = domain_with(VERDICT_VERIFIED, VERDICT_VERIFIED);

    (void)state;
    domain->records[RECORD_SPF].power = POWER_ON;
    assert_int_equal(apply(domain, RECORD_SPF, CHECK_FAIL, START), 0);
    assert_int_equal(record_state(domain, RECORD_SPF), STATE_IN_USE);
    assert_int_equal(apply(domain, RECORD_SPF, CHECK_FAIL, START + 4 * MINUTE), 0);
    assert_int_equal(domain->records[RECORD_SPF].misses, 1);
    assert_int_equal(apply(domain, RECORD_SPF, CHECK_FAIL, START - 60 * MINUTE), 0);
    assert_int_equal(domain->records[RECORD_SPF].misses, 1);
    assert_int_equal(apply(domain, RECORD_SPF, CHECK_FAIL, START + 5 * MINUTE), 0);
    assert_int_equal(apply(domain, RECORD_SPF, CHECK_TEMP, START + 10 * MINUTE), 0);
    assert_int_equal(domain->records[RECORD_SPF].misses, 2);
    assert_int_equal(apply(domain, RECORD_SPF, CHECK_FAIL, START + 10 * MINUTE), 1u << RECORD_SPF);
    assert_int_equal(record_state(domain, RECORD_SPF), STATE_LOST);
    assert_int_equal(domain->records[RECORD_SPF].power, POWER_ON);
    assert_int_equal(apply(domain, RECORD_SPF, CHECK_FAIL, START + 90 * MINUTE), 0);
    assert_int_equal(apply(domain, RECORD_SPF, CHECK_PASS, START + 91 * MINUTE), 1u << RECORD_SPF);
    assert_int_equal(record_state(domain, RECORD_SPF), STATE_IN_USE);
    assert_int_equal(domain->records[RECORD_SPF].misses, 0);
    domain_free(domain);
}

static void a_pass_between_forgives(void **state)
{
    struct domain *domain = domain_with(VERDICT_VERIFIED, VERDICT_VERIFIED);

    (void)state;
    apply(domain, RECORD_SPF, CHECK_FAIL, START);
    apply(domain, RECORD_SPF, CHECK_FAIL, START + 5 * MINUTE);
    apply(domain, RECORD_SPF, CHECK_PASS, START + 10 * MINUTE);
    apply(domain, RECORD_SPF, CHECK_FAIL, START + 15 * MINUTE);
    assert_int_equal(record_state(domain, RECORD_SPF), STATE_VERIFIED);
    assert_int_equal(domain->records[RECORD_SPF].misses, 1);
    domain_free(domain);
}

static void not_knowing_changes_nothing(void **state)
{
    static const enum verdict verdicts[] = {VERDICT_NEW, VERDICT_WAITING, VERDICT_VERIFIED,
                                            VERDICT_FAILED, VERDICT_LOST};

    (void)state;
    for (size_t i = 0; i < sizeof verdicts / sizeof *verdicts; i++) {
        struct domain *domain = domain_with(VERDICT_VERIFIED, verdicts[i]);

        assert_int_equal(apply(domain, RECORD_SPF, CHECK_TEMP, START), 0);
        assert_int_equal(domain->records[RECORD_SPF].verdict, verdicts[i]);
        domain_free(domain);
    }
}

static void a_cache_makes_it_wait(void **state)
{
    struct domain *domain = domain_with(VERDICT_VERIFIED, VERDICT_FAILED);
    struct check_result seen = seen_as(RECORD_SPF, CHECK_TEMP);
    int64_t day = 24 * 60 * MINUTE;

    (void)state;
    seen.records[RECORD_SPF].source_has_some = true;
    seen.records[RECORD_SPF].cached_seconds = 134;
    assert_int_equal(domain_apply(domain, &seen, 0, START), 1u << RECORD_SPF);
    assert_int_equal(record_state(domain, RECORD_SPF), STATE_WAITING);
    assert_true(domain_is_waiting(domain));
    domain->records[RECORD_TOKEN].verdict = VERDICT_VERIFIED;
    domain_apply(domain, &seen, 0, START + 3 * day - 1);
    assert_int_equal(record_state(domain, RECORD_SPF), STATE_WAITING);
    domain_apply(domain, &seen, 0, START + 3 * day);
    assert_int_equal(record_state(domain, RECORD_SPF), STATE_FAILED);
    domain_apply(domain, &seen, 0, START + 3 * day + 1);
    assert_int_equal(record_state(domain, RECORD_SPF), STATE_FAILED);
    apply(domain, RECORD_SPF, CHECK_FAIL, START + 4 * day);
    domain_apply(domain, &seen, 0, START + 4 * day + 1);
    assert_int_equal(record_state(domain, RECORD_SPF), STATE_WAITING);
    domain_free(domain);
}

static void a_cache_does_not_excuse_what_was_right(void **state)
{
    struct domain *domain = domain_with(VERDICT_VERIFIED, VERDICT_LOST);
    struct check_result seen = seen_as(RECORD_SPF, CHECK_TEMP);

    (void)state;
    seen.records[RECORD_SPF].source_has_some = true;
    seen.records[RECORD_SPF].cached_seconds = 134;
    domain_apply(domain, &seen, 0, START);
    assert_int_equal(record_state(domain, RECORD_SPF), STATE_LOST);
    domain_free(domain);
}

static void a_cache_without_end_is_not_waited_for(void **state)
{
    struct domain *domain = domain_with(VERDICT_NEW, VERDICT_NEW);
    struct check_result seen = seen_as(RECORD_SPF, CHECK_TEMP);

    (void)state;
    seen.only = 0;
    for (int record = 0; record < RECORD_COUNT; record++) {
        seen.records[record].status = CHECK_TEMP;
        seen.records[record].source_has_some = true;
        seen.records[record].cached_seconds = INT32_MAX;
    }
    domain->records[RECORD_TOKEN].verdict = VERDICT_VERIFIED;
    domain_apply(domain, &seen, 0, START);
    assert_int_equal(domain->next_check_at, START + 24 * 60 * MINUTE);
    domain_free(domain);
}

static void the_next_check_waits_for_the_cache(void **state)
{
    struct domain *domain = domain_with(VERDICT_VERIFIED, VERDICT_NEW);
    struct check_result seen = seen_as(RECORD_SPF, CHECK_TEMP);

    (void)state;
    domain->records[RECORD_DKIM].verdict = VERDICT_VERIFIED;
    domain->records[RECORD_DMARC].verdict = VERDICT_VERIFIED;
    seen.records[RECORD_SPF].source_has_some = true;
    seen.records[RECORD_SPF].cached_seconds = 134;
    domain_apply(domain, &seen, 0, START);
    assert_int_equal(domain->next_check_at, START + 136 * 1000);
    domain->records[RECORD_DKIM].verdict = VERDICT_FAILED;
    domain_apply(domain, &seen, 0, START);
    assert_int_equal(domain->next_check_at, START + 10 * 1000);
    domain_free(domain);
}

static void only_what_was_looked_at_is_replaced(void **state)
{
    struct domain *domain = domain_with(VERDICT_VERIFIED, VERDICT_NEW);
    struct check_result seen = seen_as(RECORD_SPF, CHECK_FAIL);

    (void)state;
    finding_add(&domain->findings, CODE_SPF_PTR, AREA_SPF, NULL);
    finding_add(&domain->findings, CODE_DKIM_MISSING, AREA_DKIM, NULL);
    finding_add(&domain->findings, CODE_DNS_LAME, AREA_DNS, NULL);
    finding_add(&domain->findings, CODE_ALL_OK, AREA_ALL, NULL);
    finding_add(&seen.findings, CODE_SPF_MISSING, AREA_SPF, NULL);
    finding_add(&seen.findings, CODE_ALL_OK, AREA_ALL, NULL);
    domain_apply(domain, &seen, 1u << RECORD_SPF, START);
    assert_int_equal(domain->findings.count, 2);
    assert_int_equal(domain->findings.items[0].code, CODE_SPF_MISSING);
    assert_int_equal(domain->findings.items[1].code, CODE_DKIM_MISSING);
    finding_list_clear(&seen.findings);
    domain_free(domain);
}

static void the_last_policy_stays_when_nobody_knows(void **state)
{
    struct domain *domain = domain_with(VERDICT_VERIFIED, VERDICT_NEW);
    struct check_result seen = seen_as(RECORD_DMARC, CHECK_TEMP);

    (void)state;
    domain->policy = POLICY_QUARANTINE;
    domain_apply(domain, &seen, 0, START);
    assert_int_equal(domain->policy, POLICY_QUARANTINE);
    seen.records[RECORD_DMARC].status = CHECK_FAIL;
    domain_apply(domain, &seen, 0, START);
    assert_int_equal(domain->policy, POLICY_UNKNOWN);
    domain_free(domain);
}

static void those_who_need_somebody_come_first(void **state)
{
    struct domain *domain = domain_with(VERDICT_NEW, VERDICT_NEW);
    struct record_status *records = domain->records;

    (void)state;
    assert_int_equal(domain_rank(domain), 5);
    assert_false(domain_needs_attention(domain));
    records[RECORD_TOKEN].verdict = VERDICT_WAITING;
    assert_int_equal(domain_rank(domain), 4);
    records[RECORD_TOKEN].verdict = VERDICT_FAILED;
    assert_int_equal(domain_rank(domain), 2);
    assert_true(domain_needs_attention(domain));
    records[RECORD_TOKEN].verdict = VERDICT_VERIFIED;
    assert_int_equal(domain_rank(domain), 6);
    for (int i = 0; i < RECORD_COUNT; i++) {
        records[i].verdict = VERDICT_VERIFIED;
    }
    assert_int_equal(domain_rank(domain), 3);
    assert_true(domain_needs_attention(domain));
    records[RECORD_SPF].power = POWER_ON;
    records[RECORD_DKIM].power = POWER_OFF;
    assert_int_equal(domain_rank(domain), 7);
    records[RECORD_DKIM].power = POWER_ON;
    assert_int_equal(domain_rank(domain), 8);
    records[RECORD_DMARC].verdict = VERDICT_LOST;
    assert_int_equal(domain_rank(domain), 1);
    records[RECORD_DKIM].verdict = VERDICT_LOST;
    assert_int_equal(domain_rank(domain), 0);
    domain->role = ROLE_GUEST;
    assert_int_equal(domain_rank(domain), 9);
    assert_false(domain_needs_attention(domain));
    domain_free(domain);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(switches_make_states),
        cmocka_unit_test(a_pass_verifies),
        cmocka_unit_test(ownership_comes_first),
        cmocka_unit_test(three_misses_apart_lose_it),
        cmocka_unit_test(a_pass_between_forgives),
        cmocka_unit_test(not_knowing_changes_nothing),
        cmocka_unit_test(a_cache_makes_it_wait),
        cmocka_unit_test(a_cache_does_not_excuse_what_was_right),
        cmocka_unit_test(a_cache_without_end_is_not_waited_for),
        cmocka_unit_test(the_next_check_waits_for_the_cache),
        cmocka_unit_test(only_what_was_looked_at_is_replaced),
        cmocka_unit_test(the_last_policy_stays_when_nobody_knows),
        cmocka_unit_test(those_who_need_somebody_come_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
