// SPDX-License-Identifier: MIT
#include "keys/secret.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void made_empty_and_zeroed(void **state)
{
    struct secret secret = {0};

    (void)state;
    secret_make(&secret, 4);
    assert_int_equal(secret.length, 4);
    assert_memory_equal(secret.bytes, "\0\0\0\0", 4);
    secret_clear(&secret);
    assert_null(secret.bytes);
    assert_int_equal(secret.length, 0);
}

static void taken_leaves_nothing(void **state)
{
    struct secret from = {0}, to = {0};

    (void)state;
    secret_set(&from, "hush", 4);
    secret_set(&to, "old", 3);
    secret_take(&to, &from);
    assert_null(from.bytes);
    assert_int_equal(to.length, 4);
    assert_memory_equal(to.bytes, "hush", 4);
    secret_clear(&to);
}

static void set_from_itself(void **state)
{
    struct secret secret = {0};

    (void)state;
    secret_set(&secret, "abcdef", 6);
    secret_set(&secret, secret.bytes + 2, 3);
    assert_int_equal(secret.length, 3);
    assert_memory_equal(secret.bytes, "cde", 3);
    secret_clear(&secret);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(made_empty_and_zeroed),
        cmocka_unit_test(taken_leaves_nothing),
        cmocka_unit_test(set_from_itself),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
