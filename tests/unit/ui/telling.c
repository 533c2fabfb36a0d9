// SPDX-License-Identifier: MIT
#include "ui/telling.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void lines_are_label_and_value(void **state)
{
    struct telling telling = {0};
    struct buffer out = {0};

    (void)state;
    telling_current(&telling); /* none yet: nothing happens */
    telling_add(&telling, "Token", "ncp-verify=abc");
    telling_printf(&telling, "", "%d of %d", 2, 3);
    telling_current(&telling);
    assert_int_equal(telling.count, 2);
    assert_false(telling.lines[0].current);
    assert_true(telling.lines[1].current);
    for (size_t i = 0; i < telling.count; i++) {
        telling_write(&telling.lines[i], &out);
        buffer_add_byte(&out, '\n');
    }
    assert_string_equal(buffer_text(&out), "Token: ncp-verify=abc\n2 of 3\n");
    telling_clear(&telling);
    assert_int_equal(telling.count, 0);
    buffer_clear(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(lines_are_label_and_value)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
