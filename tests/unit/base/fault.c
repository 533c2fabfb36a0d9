// SPDX-License-Identifier: MIT
#include "base/fault.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static void the_first_writer_wins(void **state)
{
    struct fault fault = {0};

    (void)state;
    assert_int_equal(fault_set(&fault, STATUS_IO, "disk-full", "%s is full", "/var"), STATUS_IO);
    assert_int_equal(fault_set(&fault, STATUS_INVALID, "later", "a consequence"), STATUS_INVALID);
    assert_int_equal(fault.status, STATUS_IO);
    assert_string_equal(fault.code, "disk-full");
    assert_string_equal(fault.message, "/var is full");
}

static void nobody_has_to_listen(void **state)
{
    (void)state;
    assert_int_equal(fault_set(NULL, STATUS_BUSY, "locked", "held"), STATUS_BUSY);
    fault_detail(NULL, "key", "value");
    fault_clear(NULL);
}

static void outside_text_is_made_safe(void **state)
{
    struct fault fault = {0};

    (void)state;
    fault_set(&fault, STATUS_INVALID, "bad", "name \x1b[2J%s", "\xff");
    fault_detail(&fault, "name", "a\nb");
    assert_string_equal(fault.message, "name \\x1b[2J\\xff");
    assert_string_equal(fault.details[0].value, "a\\x0ab");
}

static void long_text_is_cut_at_a_character(void **state)
{
    struct fault fault = {0};
    char kana[700];

    (void)state;
    for (size_t i = 0; i < 200; i++) {
        memcpy(kana + i * 3, "あ", 3);
    }
    kana[600] = '\0';
    fault_set(&fault, STATUS_INVALID, "bad", "%s", kana);
    assert_int_equal(strlen(fault.message), 318);
}

static void details_come_after_the_fault_and_are_four(void **state)
{
    struct fault fault = {0};

    (void)state;
    fault_detail(&fault, "early", "ignored");
    assert_int_equal(fault.detail_count, 0);
    fault_set(&fault, STATUS_REFUSED, "no", "no");
    for (int i = 0; i < FAULT_DETAILS + 2; i++) {
        fault_detail(&fault, "key", i == 3 ? "last" : "more");
    }
    assert_int_equal(fault.detail_count, FAULT_DETAILS);
    assert_string_equal(fault.details[3].key, "key");
    assert_string_equal(fault.details[3].value, "last");
    fault_clear(&fault);
    assert_int_equal(fault.status, STATUS_OK);
    assert_int_equal(fault.detail_count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_writer_wins),
        cmocka_unit_test(nobody_has_to_listen),
        cmocka_unit_test(outside_text_is_made_safe),
        cmocka_unit_test(long_text_is_cut_at_a_character),
        cmocka_unit_test(details_come_after_the_fault_and_are_four),
    };

    return cmocka_run_group_tests_name("base/fault", tests, NULL, NULL);
}
