// SPDX-License-Identifier: MIT
#pragma once
/*
 * One line of comma-separated values as spreadsheets write them: fields in double quotes with ""
 * inside, separated by comma, semicolon or tab; blanks around a field do not count. A line of plain
 * text is a line of one field. Pure.
 */
#include <stddef.h>

enum { CSV_FIELDS = 16 };

struct csv_line {
    size_t count;             /* further fields are dropped */
    char *fields[CSV_FIELDS]; /* into the text that was read */
};

/* Cuts the text in place. */
void csv_read(char *text, struct csv_line *out);
