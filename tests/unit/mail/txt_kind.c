// SPDX-License-Identifier: MIT
#include "mail/txt_kind.h"

#include "tests/support/rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static void check_kind(const struct row *row, void *arg)
{
    const char *name = txt_kind_name(txt_kind_of(row->cells[1], row->lengths[1]));

    (void)arg;
    if (strcmp(name, row->cells[0]) != 0) {
        fail_msg("line %zu: have %s", row->line, name);
    }
}

static void knows_records_by_their_beginning(void **state)
{
    (void)state;
    rows_each("tests/data/mail/txt_kind.tsv", check_kind, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_records_by_their_beginning),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
