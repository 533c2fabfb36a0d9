// SPDX-License-Identifier: MIT
#include "base/spares.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { SIZE = 100, MANY = 1000, MOST = 10 };

/* The sanitizers' build keeps none. */
static bool keeps(const struct spares *spares, unsigned count)
{
#ifdef __SANITIZE_ADDRESS__
    return spares->count == 0 && count > 0;
#else
    return spares->count == count;
#endif
}

static void are_taken_again_as_they_were_given(void **state)
{
    static const char zeros[SIZE];
    struct spares spares = {.most = 2};
    char *a = spares_take(&spares, SIZE);
    char *b = spares_take(&spares, SIZE);
    char *again;

    (void)state;
    assert_ptr_not_equal(a, b);
    assert_memory_equal(a, zeros, SIZE);
    spares_give(&spares, a);
    assert_true(keeps(&spares, 1));
    again = spares_take(&spares, SIZE);
    assert_memory_equal(again, zeros, SIZE);
    spares_give(&spares, again);
    spares_give(&spares, b);
    assert_true(keeps(&spares, 2));
    spares_clear(&spares);
    assert_int_equal(spares.count, 0);
}

static void are_as_many_as_wanted(void **state)
{
    static void *objects[MANY];
    struct spares spares = {.most = MOST};

    (void)state;
    for (size_t i = 0; i < MANY; i++) {
        objects[i] = spares_take(&spares, SIZE);
    }
    for (size_t i = 0; i < MANY; i++) {
        spares_give(&spares, objects[i]);
    }
    assert_true(keeps(&spares, MOST));
    spares_clear(&spares);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(are_taken_again_as_they_were_given),
        cmocka_unit_test(are_as_many_as_wanted),
    };

    return cmocka_run_group_tests_name("base/spares", tests, NULL, NULL);
}
