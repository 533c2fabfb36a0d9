// SPDX-License-Identifier: MIT
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

enum { LENGTH = 43 }; /* two steps of sixteen, and a rest */

/* One byte of each kind at each place, and what stands in front of it. */
static void each_byte_at_each_place(void **state)
{
    char bytes[LENGTH];

    (void)state;
    for (unsigned byte = 0; byte < 256; byte++) {
        bool plain = byte >= ' ' && byte <= '~', mark = byte == '"' || byte == '\\';

        for (size_t at = 0; at < LENGTH; at++) {
            memset(bytes, 'x', sizeof bytes);
            bytes[at] = (char)byte;
            assert_int_equal(text_plain_run(bytes, LENGTH), plain ? LENGTH : at);
            assert_int_equal(text_quotable_run(bytes, LENGTH), plain && !mark ? LENGTH : at);
        }
    }
}

static void no_byte_behind_the_end_counts(void **state)
{
    char bytes[LENGTH];

    (void)state;
    memset(bytes, '\n', sizeof bytes);
    for (size_t n = 0; n < LENGTH; n++) {
        assert_int_equal(text_plain_run(bytes, n), 0);
        memset(bytes, ' ', n);
        assert_int_equal(text_plain_run(bytes, n), n);
        assert_int_equal(text_quotable_run(bytes, n), n);
        memset(bytes, '\n', n);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_byte_at_each_place),
        cmocka_unit_test(no_byte_behind_the_end_counts),
    };

    return cmocka_run_group_tests_name("base/text_run", tests, NULL, NULL);
}
