// SPDX-License-Identifier: MIT
#include "tests/support/rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static char unescape_one(const char **at)
{
    unsigned value = 0;
    char c = *(*at)++;

    switch (c) {
    case 't':
        return '\t';
    case 'n':
        return '\n';
    case 'x':
        assert_int_equal(sscanf(*at, "%2x", &value), 1);
        *at += 2;
        return (char)value;
    default:
        return c;
    }
}

static size_t unescape(char *cell)
{
    const char *from = cell;
    char *to = cell;

    if (strcmp(cell, "-") == 0) {
        *cell = '\0';
        return 0;
    }
    while (*from != '\0') {
        char c = *from++;

        *to++ = c == '\\' ? unescape_one(&from) : c;
    }
    *to = '\0';
    return (size_t)(to - cell);
}

static void row_split(struct row *row, char *line)
{
    char *rest = line;
    char *cell;

    row->count = 0;
    while ((cell = strsep(&rest, "\t"))) {
        assert_true(row->count < ROW_CELLS);
        row->cells[row->count] = cell;
        row->lengths[row->count] = unescape(cell);
        row->count++;
    }
}

size_t rows_each(const char *path, row_fn *fn, void *arg)
{
    struct row row = {0};
    char *line = NULL;
    size_t room = 0;
    size_t cases = 0;
    FILE *file = fopen(path, "r");

    if (!file) {
        fail_msg("cannot read %s", path);
    }
    while (getline(&line, &room, file) >= 0) {
        row.line++;
        line[strcspn(line, "\n")] = '\0';
        if (line[0] == '\0' || line[0] == '#') {
            continue;
        }
        row_split(&row, line);
        fn(&row, arg);
        cases++;
    }
    free(line);
    fclose(file);
    assert_true(cases > 0);
    return cases;
}
