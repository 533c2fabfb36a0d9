// SPDX-License-Identifier: MIT
#include "mail/spf_mend.h"

#include "mail/spf.h"
#include "tests/support/rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void check_mended(const struct row *row, void *arg)
{
    struct buffer have = {0};
    struct buffer again = {0};
    const char *include = row->lengths[1] == 0 ? NULL : row->cells[1];
    bool left_out = spf_mend(row->cells[0], row->lengths[0], include, &have);

    (void)arg;
    assert_string_equal(buffer_text(&have), row->cells[2]);
    assert_int_equal(left_out, row->lengths[3] > 0);
    assert_false(spf_mend(buffer_text(&have), have.length, include, &again));
    assert_string_equal(buffer_text(&again),
                        buffer_text(&have)); /* a mended record stays as it is */
    buffer_clear(&again);
    buffer_clear(&have);
}

static void test_mend(void **state)
{
    (void)state;
    rows_each("tests/data/mail/spf_mend.tsv", check_mended, NULL);
}

/* One word of 64 KiB that could be split at every colon: read once, not again and again. */
static void test_hostile_word(void **state)
{
    struct buffer value = {0};
    struct buffer have = {0};

    (void)state;
    buffer_add_text(&value, "v=spf1 ");
    while (value.length < 65000) {
        buffer_add_text(&value, "include:");
    }
    assert_true(spf_mend(value.bytes, value.length, "spf.mailer.test", &have));
    assert_string_equal(have.bytes, "v=spf1");
    buffer_clear(&have);
    buffer_clear(&value);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mend),
        cmocka_unit_test(test_hostile_word),
    };

    return cmocka_run_group_tests_name("spf_mend", tests, NULL, NULL);
}
