// SPDX-License-Identifier: MIT
#include "cli/sheet.h"

#include "base/array.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void cell_add(struct sheet *sheet, enum tone tone, bool prose, const char *bytes, size_t n)
{
    struct buffer safe = {0};
    struct cell *cell = ARRAY_ADD(sheet->cells, sheet->count, sheet->capacity);

    text_safe(&safe, bytes, n);
    cell->text = buffer_take(&safe);
    cell->tone = tone;
    cell->prose = prose;
}

void sheet_column(struct sheet *sheet, const char *heading, size_t least)
{
    sheet->is_list = true;
    sheet->headings[sheet->columns] = heading;
    sheet->least[sheet->columns++] = least;
}

void sheet_cell(struct sheet *sheet, enum tone tone, const char *format, ...)
{
    struct buffer text = {0};
    va_list args;

    va_start(args, format);
    buffer_vprintf(&text, format, args);
    va_end(args);
    cell_add(sheet, tone, false, buffer_text(&text), text.length);
    buffer_clear(&text);
}

static void pair_add(struct sheet *sheet, const char *label, enum tone tone, bool prose,
                     const char *bytes, size_t n)
{
    sheet->columns = 2;
    cell_add(sheet, TONE_PLAIN, false, label, strlen(label));
    cell_add(sheet, tone, prose, bytes, n);
}

void sheet_line(struct sheet *sheet, const char *label, enum tone tone, const char *value)
{
    if (value && *value) {
        pair_add(sheet, label, tone, false, value, strlen(value));
    }
}

void sheet_line_bytes(struct sheet *sheet, const char *label, const char *bytes, size_t n)
{
    if (n > 0) {
        pair_add(sheet, label, TONE_PLAIN, false, bytes, n);
    }
}

void sheet_prose(struct sheet *sheet, const char *label, const char *value)
{
    if (value && *value) {
        pair_add(sheet, label, TONE_PLAIN, true, value, strlen(value));
    }
}

void sheet_number(struct sheet *sheet, const char *label, size_t number)
{
    char text[24];

    snprintf(text, sizeof text, "%zu", number);
    sheet_line(sheet, label, TONE_PLAIN, text);
}

/* A pair whose value says that its label is a title. */
void sheet_title(struct sheet *sheet, enum tone tone, const char *title)
{
    sheet->columns = 2;
    cell_add(sheet, tone, false, title ? title : "", title ? strlen(title) : 0);
    cell_add(sheet, TONE_PLAIN, false, "", 0);
}

void sheet_clear(struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->count; i++) {
        free(sheet->cells[i].text);
    }
    free(sheet->cells);
    *sheet = (struct sheet){0};
}
