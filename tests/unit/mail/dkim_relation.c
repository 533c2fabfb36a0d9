// SPDX-License-Identifier: MIT
#include "mail/dkim_key.h"

#include "tests/support/rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const relations[] = {
    [DKIM_SAME] = "same",
    [DKIM_TRUNCATED] = "truncated",
    [DKIM_EDITED] = "edited",
    [DKIM_OTHER] = "other",
};

static void check_relation(const struct row *row, void *arg)
{
    size_t at = 0;
    enum dkim_relation relation = dkim_key_relation(row->cells[2], row->cells[3], &at);

    (void)arg;
    if (strcmp(relations[relation], row->cells[0]) != 0 || at != strtoul(row->cells[1], NULL, 10)) {
        fail_msg("line %zu: have %s at %zu", row->line, relations[relation], at);
    }
}

static void tells_a_slip_from_another_key(void **state)
{
    (void)state;
    rows_each("tests/data/mail/dkim_relation.tsv", check_relation, NULL);
}

static void does_not_compare_what_is_no_key(void **state)
{
    static char big[20001];
    size_t at;

    (void)state;
    memset(big, 'A', sizeof big - 1);
    big[0] = 'B';
    assert_int_equal(dkim_key_relation(big, "AAAA", &at), DKIM_OTHER);
    assert_int_equal(dkim_key_relation("AAAA", big, &at), DKIM_OTHER);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_a_slip_from_another_key),
        cmocka_unit_test(does_not_compare_what_is_no_key),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
