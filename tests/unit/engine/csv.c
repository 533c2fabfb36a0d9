// SPDX-License-Identifier: MIT
#include "engine/csv.h"

#include "base/buffer.h"
#include "tests/support/rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void one_line(const struct row *row, void *arg)
{
    struct buffer fields = {0};
    struct csv_line line;

    (void)arg;
    csv_read(row->cells[0], &line);
    for (size_t i = 0; i < line.count; i++) {
        buffer_printf(&fields, "[%s]", line.fields[i]);
    }
    assert_string_equal(buffer_text(&fields), row->cells[1]);
    buffer_clear(&fields);
}

static void lines_are_cut_into_fields(void **state)
{
    (void)state;
    rows_each("tests/data/engine/csv.tsv", one_line, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_cut_into_fields),
    };

    return cmocka_run_group_tests_name("engine/csv", tests, NULL, NULL);
}
