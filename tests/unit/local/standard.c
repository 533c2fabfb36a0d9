// SPDX-License-Identifier: MIT
#include "local/standard.h"

#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void each_selector_stands_there_once(void **state)
{
    static const char *const given[] = {"s1", "s2", "s1", "", "s3"};
    struct profile profile = {.include = "mail.example", .legacy_selector = "s2"};
    struct standard standard = {0};

    (void)state;
    for (size_t i = 0; i < COUNT(given); i++) {
        text_copy(profile.selectors[profile.selector_count++].selector, 64, given[i]);
    }
    standard_make(&standard, &profile);
    assert_int_equal(standard.selector_count, 3);
    assert_string_equal(standard.selectors[0], "s1");
    assert_string_equal(standard.selectors[1], "s2");
    assert_string_equal(standard.selectors[2], "s3");
    standard_clear(&standard);
}

static void the_value_to_publish_has_the_include(void **state)
{
    struct profile profile = {.include = "mail.example"};
    struct standard standard = {0};

    (void)state;
    standard_make(&standard, &profile);
    assert_string_equal(standard.spf, "v=spf1 include:mail.example ~all");
    assert_int_equal(standard.selector_count, 0);
    standard_clear(&standard);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_selector_stands_there_once),
        cmocka_unit_test(the_value_to_publish_has_the_include),
    };

    return cmocka_run_group_tests_name("local/standard", tests, NULL, NULL);
}
