// SPDX-License-Identifier: MIT
#include "base/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static void bytes_differ_each_time(void **state)
{
    unsigned char a[32] = {0}, b[32] = {0};

    (void)state;
    random_bytes(a, sizeof a);
    random_bytes(b, sizeof b);
    assert_memory_not_equal(a, b, sizeof a);
    random_bytes(a, 0);
}

static void numbers_stay_below_and_reach_everything(void **state)
{
    unsigned seen = 0;

    (void)state;
    for (int i = 0; i < 2000; i++) {
        uint32_t number = random_below(10);

        assert_in_range(number, 0, 9);
        seen |= 1U << number;
    }
    assert_int_equal(seen, 0x3ff);
    assert_int_equal(random_below(1), 0);
}

/* With plain modulo, a bound of 3 * 2^30 would give the lower third twice as often: 1/2, not 1/3.
 */
static void no_number_comes_more_often(void **state)
{
    int low = 0;

    (void)state;
    for (int i = 0; i < 6000; i++) {
        low += random_below(3U << 30) < 1U << 30;
    }
    assert_in_range(low, 1700, 2300);
}

static void an_uuid_is_version_4(void **state)
{
    char a[37], b[37];

    (void)state;
    random_uuid(a);
    random_uuid(b);
    assert_int_equal(strlen(a), 36);
    assert_int_equal(strspn(a, "0123456789abcdef-"), 36);
    assert_int_equal(a[8], '-');
    assert_int_equal(a[14], '4');
    assert_non_null(strchr("89ab", a[19]));
    assert_string_not_equal(a, b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_differ_each_time),
        cmocka_unit_test(numbers_stay_below_and_reach_everything),
        cmocka_unit_test(no_number_comes_more_often),
        cmocka_unit_test(an_uuid_is_version_4),
    };

    return cmocka_run_group_tests_name("base/random", tests, NULL, NULL);
}
