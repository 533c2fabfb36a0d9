// SPDX-License-Identifier: MIT
#pragma once
/* Facts for tests in files: one case a line, cells separated by tabs, `#` starts a comment line.
 * \t, \n, \\ and \xHH in a cell stand for those bytes; "-" alone is an empty cell. */
#include <stddef.h>

enum { ROW_CELLS = 8 };

struct row {
    size_t line;
    size_t count;
    char *cells[ROW_CELLS];
    size_t lengths[ROW_CELLS]; /* a cell may hold NUL bytes */
};

typedef void row_fn(const struct row *row, void *arg);

/* Fails the running test when the file cannot be read or holds no case. Returns the number of
 * cases. */
size_t rows_each(const char *path, row_fn *fn, void *arg);
