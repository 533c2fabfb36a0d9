// SPDX-License-Identifier: MIT
#include "keys/api_key.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void letters_and_digits(void **state)
{
    struct api_key key;

    (void)state;
    api_key_make(&key);
    assert_int_equal(strlen(key.access), API_ACCESS_KEY - 1);
    assert_int_equal(strlen(key.secret), API_SECRET_KEY - 1);
    assert_int_equal(strspn(key.access, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"), API_ACCESS_KEY - 1);
    assert_int_equal(strspn(key.secret, "abcdefghijklmnopqrstuvwxyz234567"), API_SECRET_KEY - 1);
}

static void never_twice(void **state)
{
    struct api_key one, other;

    (void)state;
    api_key_make(&one);
    api_key_make(&other);
    assert_string_not_equal(one.access, other.access);
    assert_string_not_equal(one.secret, other.secret);
}

static void cleared_is_wiped(void **state)
{
    static const struct api_key nothing;
    struct api_key key;

    (void)state;
    api_key_make(&key);
    api_key_clear(&key);
    assert_memory_equal(&key, &nothing, sizeof key);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_and_digits),
        cmocka_unit_test(never_twice),
        cmocka_unit_test(cleared_is_wiped),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
