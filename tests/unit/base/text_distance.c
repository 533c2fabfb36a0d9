// SPDX-License-Identifier: MIT
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

// clang-format off
static const struct {
    const char *a, *b;
    size_t distance;
} pairs[] = {
    { "",         "",          0 },
    { "",         "abc",       3 },
    { "domains",  "Domains",   0 },
    { "domains",  "domain",    1 },
    { "domains",  "domians",   1 }, /* two neighbours changed places */
    { "verify",   "vreifyy",   2 },
    { "kitten",   "sitting",   3 },
    { "ca",       "abc",       3 }, /* each part is edited once only */
    { "_dmarc",   "dmarc",     1 },
};
// clang-format on

static void distances_are_counted_both_ways(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(pairs); i++) {
        assert_int_equal(text_distance(pairs[i].a, pairs[i].b, 9), pairs[i].distance);
        assert_int_equal(text_distance(pairs[i].b, pairs[i].a, 9), pairs[i].distance);
    }
}

static void nobody_counts_beyond_the_limit(void **state)
{
    (void)state;
    assert_int_equal(text_distance("abcdef", "uvwxyz", 2), 3);
    assert_int_equal(text_distance("abcdef", "abcdeg", 2), 1);
}

static void long_text_is_equal_or_far(void **state)
{
    char longer[101];

    (void)state;
    memset(longer, 'a', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    assert_int_equal(text_distance(longer, longer, 3), 0);
    assert_int_equal(text_distance(longer, longer + 1, 3), 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(distances_are_counted_both_ways),
        cmocka_unit_test(nobody_counts_beyond_the_limit),
        cmocka_unit_test(long_text_is_equal_or_far),
    };

    return cmocka_run_group_tests_name("base/text_distance", tests, NULL, NULL);
}
