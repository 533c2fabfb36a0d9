// SPDX-License-Identifier: MIT
#include "ui/marks.h"

#include "base/status.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static void is_a_sorted_set(void **state)
{
    static const char *const names[] = {"m.example", "a.example", "z.example", "m.example"};
    struct marks marks = {0};

    (void)state;
    for (size_t i = 0; i < COUNT(names); i++) {
        assert_true(marks_add(&marks, names[i]));
    }
    assert_int_equal(marks.count, 3);
    assert_string_equal(marks.names[0], "a.example");
    assert_string_equal(marks.names[1], "m.example");
    assert_string_equal(marks.names[2], "z.example");
    assert_true(marks_has(&marks, "a.example"));
    assert_false(marks_has(&marks, "b.example"));
    marks_clear(&marks);
    assert_int_equal(marks.count, 0);
    assert_false(marks_has(&marks, "a.example"));
}

static void toggles_and_removes(void **state)
{
    struct marks marks = {0};

    (void)state;
    assert_true(marks_toggle(&marks, "a.example"));
    assert_true(marks_toggle(&marks, "b.example"));
    assert_true(marks_toggle(&marks, "a.example"));
    assert_false(marks_has(&marks, "a.example"));
    marks_remove(&marks, "c.example"); /* is not there */
    marks_remove(&marks, "b.example");
    assert_int_equal(marks.count, 0);
    marks_clear(&marks);
}

static void is_bounded(void **state)
{
    struct marks marks = {0};
    char name[32];

    (void)state;
    for (int i = 0; i < MARKS_MOST; i++) {
        snprintf(name, sizeof name, "%d.example", i);
        assert_true(marks_add(&marks, name));
    }
    assert_false(marks_add(&marks, "one-more.example"));
    assert_false(marks_toggle(&marks, "one-more.example"));
    assert_true(marks_toggle(&marks, "7.example")); /* to unmark is always possible */
    assert_true(marks_add(&marks, "one-more.example"));
    marks_clear(&marks);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_a_sorted_set),
        cmocka_unit_test(toggles_and_removes),
        cmocka_unit_test(is_bounded),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
