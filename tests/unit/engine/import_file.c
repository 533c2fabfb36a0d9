// SPDX-License-Identifier: MIT
#include "engine/import_file.h"

#include "tests/support/rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void line_import(struct import_file *file, const char *line, size_t length,
                        struct buffer *out)
{
    struct import_wish wish;
    size_t twice_of;

    if (import_file_line(file, line, length, &wish, &twice_of)) {
        buffer_printf(out, "[%zu %s %s %s %s %zu]", wish.line, wish.written, wish.environment,
                      wish.region, wish.registered_at, twice_of);
    }
}

static void one_file(const struct row *row, void *arg)
{
    struct import_file *file = import_file_new();
    struct buffer wishes = {0};

    (void)arg;
    for (const char *line = row->cells[0], *end = line + row->lengths[0]; line < end;) {
        const char *stop = memchr(line, '\n', (size_t)(end - line));
        size_t length = (size_t)((stop ? stop : end) - line);

        line_import(file, line, length, &wishes);
        line += length + (stop != NULL);
    }
    assert_string_equal(buffer_text(&wishes), row->cells[1]);
    buffer_clear(&wishes);
    import_file_free(file);
}

static void files_become_wishes(void **state)
{
    (void)state;
    rows_each("tests/data/engine/import.tsv", one_file, NULL);
}

static void many_names_are_remembered(void **state)
{
    struct import_file *file = import_file_new();
    struct import_wish wish;
    size_t twice_of;
    char line[32];

    (void)state;
    for (size_t round = 0; round < 2; round++) {
        for (size_t i = 1; i <= 3000; i++) {
            int length = snprintf(line, sizeof line, "d%zu.example", i);

            assert_true(import_file_line(file, line, (size_t)length, &wish, &twice_of));
            assert_int_equal(twice_of, round ? i : 0);
        }
    }
    import_file_free(file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_become_wishes),
        cmocka_unit_test(many_names_are_remembered),
    };

    return cmocka_run_group_tests_name("engine/import_file", tests, NULL, NULL);
}
