// SPDX-License-Identifier: MIT
#pragma once
/*
 * What a person reads, before it has a shape: a list with headings, or labels with values. Printed
 * as columns for a terminal or as `label: value` lines. Every cell is made safe text when it is
 * added.
 */
#include "base/buffer.h"
#include "cli/output.h"

enum tone { TONE_PLAIN, TONE_STRONG, TONE_GOOD, TONE_BAD, TONE_WAIT, TONE_DIM, TONE_COUNT };

enum { SHEET_COLUMNS = 10 };

struct sheet {
    bool is_list;
    size_t columns;                      /* of a list; labels with values have 2 */
    const char *headings[SHEET_COLUMNS]; /* borrowed */
    size_t least[SHEET_COLUMNS];         /* cells a column has at least */
    struct cell {
        char *text;
        enum tone tone;
        bool prose; /* may be broken into lines at blanks */
    } * cells;
    size_t count, capacity;
};

/* A list. */
void sheet_column(struct sheet *sheet, const char *heading, size_t least);
void sheet_cell(struct sheet *sheet, enum tone tone, const char *format, ...) PRINTF_LIKE(3, 4);

/* Labels with values; a NULL or empty value is left out. label "" continues the one before. */
void sheet_line(struct sheet *sheet, const char *label, enum tone tone, const char *value);
void sheet_line_bytes(struct sheet *sheet, const char *label, const char *bytes, size_t n);
void sheet_prose(struct sheet *sheet, const char *label, const char *value);
void sheet_number(struct sheet *sheet, const char *label, size_t number);
/* A heading above the lines that follow, or an empty line: NULL. */
void sheet_title(struct sheet *sheet, enum tone tone, const char *title);

/* In the output's form; the headings only when `first`. Empties the sheet of its cells. */
void sheet_print(struct sheet *sheet, struct output *output, bool first);
void sheet_clear(struct sheet *sheet);
