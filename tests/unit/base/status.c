// SPDX-License-Identifier: MIT
#include "base/status.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void every_status_has_its_word(void **state)
{
    (void)state;
    assert_string_equal(status_name(STATUS_OK), "ok");
    assert_string_equal(status_name(STATUS_BUSY), "busy");
    assert_string_equal(status_name(STATUS_CANCELLED), "cancelled");
    for (int a = 0; a < STATUS_COUNT; a++) {
        for (int b = 0; b < a; b++) {
            assert_string_not_equal(status_name((enum status)a), status_name((enum status)b));
        }
    }
}

static void what_is_no_status_has_a_word_too(void **state)
{
    (void)state;
    assert_string_equal(status_name(STATUS_COUNT), "unknown");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_status_has_its_word),
        cmocka_unit_test(what_is_no_status_has_a_word_too),
    };

    return cmocka_run_group_tests_name("base/status", tests, NULL, NULL);
}
