// SPDX-License-Identifier: MIT
#include "mail/dkim_slip.h"

#include "tests/support/rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static const char *const slips[] = {
    [DKIM_SLIP_NONE] = "none",
    [DKIM_SLIP_PRIVATE_KEY] = "private",
    [DKIM_SLIP_PEM] = "pem",
    [DKIM_SLIP_FOREIGN] = "foreign",
    [DKIM_SLIP_SEPARATOR] = "separator",
    [DKIM_SLIP_BARE_KEY] = "bare",
};

static void check_slip(const struct row *row, void *arg)
{
    char part[DKIM_SLIP_PART];
    enum dkim_slip slip = dkim_slip_find(row->cells[2], row->lengths[2], part);
    bool same = strcmp(row->cells[1], "@") == 0 ? strncmp(part, row->cells[2], 60) == 0
                                                : strcmp(part, row->cells[1]) == 0;

    (void)arg;
    if (strcmp(slips[slip], row->cells[0]) != 0 || !same) {
        fail_msg("line %zu: have %s, \"%s\"", row->line, slips[slip], part);
    }
    assert_int_equal(dkim_slip_find(row->cells[2], row->lengths[2], NULL), slip);
}

static void finds_what_was_pasted_wrong(void **state)
{
    (void)state;
    rows_each("tests/data/mail/dkim_slip.tsv", check_slip, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_what_was_pasted_wrong),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
