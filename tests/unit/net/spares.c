// SPDX-License-Identifier: MIT
#include "net/spares.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { SIZE = 100, MANY = 1000 };

static void are_taken_again_and_zeroed(void **state)
{
    static const char zeros[SIZE];
    struct spares spares = {0};
    char *a = spares_take(&spares, SIZE);
    char *b = spares_take(&spares, SIZE);
    char *again;

    (void)state;
    assert_ptr_not_equal(a, b);
    memset(a, 'x', SIZE);
    spares_give(&spares, a);
    again = spares_take(&spares, SIZE);
    assert_ptr_equal(again, a);
    assert_memory_equal(again, zeros, SIZE);
    spares_give(&spares, again);
    spares_give(&spares, b);
    assert_int_equal(spares.count, 2);
    spares_clear(&spares);
    assert_int_equal(spares.count, 0);
}

static void are_few(void **state)
{
    static void *objects[MANY];
    struct spares spares = {0};

    (void)state;
    for (size_t i = 0; i < MANY; i++) {
        objects[i] = spares_take(&spares, SIZE);
    }
    for (size_t i = 0; i < MANY; i++) {
        spares_give(&spares, objects[i]);
    }
    assert_in_range(spares.count, 1, MANY / 2);
    spares_clear(&spares);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(are_taken_again_and_zeroed),
        cmocka_unit_test(are_few),
    };

    return cmocka_run_group_tests_name("net/spares", tests, NULL, NULL);
}
