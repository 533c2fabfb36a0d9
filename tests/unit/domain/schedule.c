// SPDX-License-Identifier: MIT
#include "domain/schedule.h"

#include "domain/lifecycle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#define SECOND INT64_C(1000)
#define HOUR (3600 * SECOND)
#define DAY (24 * HOUR)
#define START INT64_C(1790000000000)

static void steps_grow(void **state)
{
    // clang-format off
    static const struct { int64_t age, next; } steps[] = {
        {0, 10 * SECOND}, {9 * SECOND, 10 * SECOND}, {10 * SECOND, 30 * SECOND}, {40 * SECOND, 60 * SECOND},
        {60 * SECOND, 120 * SECOND}, {HOUR, 2 * HOUR}, {5 * HOUR, 8 * HOUR}, {8 * HOUR, DAY}, {DAY, 2 * DAY},
        {13 * DAY + 1, 14 * DAY},
    };
    // clang-format on
    struct domain *domain = domain_new();

    (void)state;
    domain->registered_at = START;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        assert_int_equal(domain_next_check(domain, START + steps[i].age), START + steps[i].next);
    }
    assert_int_equal(domain_next_check(domain, START + 14 * DAY), 0);
    assert_int_equal(domain_next_check(domain, START - DAY), START - DAY + HOUR);
    domain_free(domain);
}

static void what_is_right_is_looked_at_hourly_or_daily(void **state)
{
    struct domain *domain = domain_new();

    (void)state;
    for (int i = 0; i < RECORD_COUNT; i++) {
        domain->records[i].verdict = VERDICT_VERIFIED;
    }
    assert_int_equal(domain_next_check(domain, START), START + DAY);
    domain->records[RECORD_SPF].power = POWER_ON;
    assert_int_equal(domain_next_check(domain, START), START + HOUR);
    domain->records[RECORD_SPF].verdict = VERDICT_LOST;
    assert_int_equal(domain_next_check(domain, START), START + HOUR);
    domain->records[RECORD_TOKEN].misses = 1;
    assert_int_equal(domain_next_check(domain, START), START + 300 * SECOND);
    domain_free(domain);
}

static void guests_do_not_look(void **state)
{
    struct domain *domain = domain_new();

    (void)state;
    domain->registered_at = START;
    domain->role = ROLE_GUEST;
    assert_int_equal(domain_next_check(domain, START), 0);
    domain_free(domain);
}

static void the_earlier_time_wins(void **state)
{
    (void)state;
    assert_int_equal(schedule_earlier(0, 0), 0);
    assert_int_equal(schedule_earlier(0, 5), 5);
    assert_int_equal(schedule_earlier(5, 0), 5);
    assert_int_equal(schedule_earlier(5, 4), 4);
    assert_int_equal(schedule_earlier(4, 5), 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(steps_grow),
        cmocka_unit_test(what_is_right_is_looked_at_hourly_or_daily),
        cmocka_unit_test(guests_do_not_look),
        cmocka_unit_test(the_earlier_time_wins),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
