// SPDX-License-Identifier: MIT
#include "store/traits.h"

#include "base/status.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void every_valid_number_is_somebody(void **state)
{
    size_t valid = 0;

    (void)state;
    for (int64_t traits = 0; traits < TRAITS_END; traits++) {
        struct domain domain;

        if (traits_domain(traits, &domain)) {
            assert_int_equal(traits_of(&domain), traits);
            valid++;
        }
    }
    /* four verdicts, two switches, policy, role */
    assert_int_equal(valid, 5 * 5 * 5 * 5 * 3 * 3 * 4 * 2);
}

static void numbers_out_of_range_are_nobody(void **state)
{
    static const int64_t bad[] = {-1, TRAITS_END, INT64_MAX, INT64_MIN, 5, 7, 3 << 6};
    struct domain domain = {.id = 42};

    (void)state;
    for (size_t i = 0; i < COUNT(bad); i++) {
        assert_false(traits_domain(bad[i], &domain));
    }
    assert_int_equal(domain.id, 42);
}

/* The numbers stand in stores: a change here needs a migration. */
static void numbers_stay(void **state)
{
    struct domain domain = {.role = ROLE_GUEST, .policy = POLICY_REJECT};

    (void)state;
    domain.records[RECORD_TOKEN].verdict = VERDICT_VERIFIED;
    domain.records[RECORD_SPF] = (struct record_status){.verdict = VERDICT_LOST, .power = POWER_ON};
    domain.records[RECORD_DKIM] =
        (struct record_status){.verdict = VERDICT_FAILED, .power = POWER_OFF};
    domain.records[RECORD_DMARC].verdict = VERDICT_WAITING;
    assert_int_equal(traits_of(&domain),
                     2 | 4 << 3 | 1 << 6 | 3 << 8 | 2 << 11 | 1 << 13 | 3 << 16 | 1 << 18);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_valid_number_is_somebody),
        cmocka_unit_test(numbers_out_of_range_are_nobody),
        cmocka_unit_test(numbers_stay),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
