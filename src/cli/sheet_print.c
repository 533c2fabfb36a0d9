// SPDX-License-Identifier: MIT
#include "cli/sheet.h"

#include "base/memory.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { GAP = 2, NARROW = 16 };

/* The terminal's own colours, so that they fit whatever its owner likes. */
// clang-format off
static const char *const colors[] = {
    [TONE_PLAIN] = "", [TONE_STRONG] = "\033[1m", [TONE_GOOD] = "\033[32m", [TONE_BAD] = "\033[31m",
    [TONE_WAIT] = "\033[33m", [TONE_DIM] = "\033[2m",
};
// clang-format on
_Static_assert(COUNT(colors) == TONE_COUNT, "every tone has its colour");

static void text_put(struct output *output, enum tone tone, const char *text, size_t n)
{
    bool colored = output->color && *colors[tone] && n > 0;

    if (colored) {
        buffer_add_text(&output->pending, colors[tone]);
    }
    buffer_add(&output->pending, text, n);
    if (colored) {
        buffer_add_text(&output->pending, "\033[0m");
    }
}

static void blanks_put(struct output *output, size_t n)
{
    while (n-- > 0) {
        buffer_add_byte(&output->pending, ' ');
    }
}

static size_t wider(size_t a, size_t b)
{
    return a > b ? a : b;
}

static void measure(const struct sheet *sheet, size_t widths[SHEET_COLUMNS])
{
    for (size_t column = 0; column < sheet->columns; column++) {
        widths[column] = sheet->least[column];
        if (sheet->is_list) {
            widths[column] = wider(widths[column], text_cells(sheet->headings[column]));
        }
    }
    for (size_t i = 0; i < sheet->count && sheet->columns > 0; i++) {
        bool is_title = !sheet->is_list && i % 2 == 0 && !*sheet->cells[i + 1].text;

        if (!is_title) {
            widths[i % sheet->columns] =
                wider(widths[i % sheet->columns], text_cells(sheet->cells[i].text));
        }
    }
}

/* One cell of a row; the last one is not padded, and cut where the terminal ends. */
static void column_put(struct output *output, const struct cell *cell, size_t width, bool last,
                       size_t room)
{
    size_t cells = text_cells(cell->text), n = strlen(cell->text);

    if (!last) {
        text_put(output, cell->tone, cell->text, n);
        blanks_put(output, (width > cells ? width - cells : 0) + GAP);
        return;
    }
    if (room >= NARROW && cells > room) {
        n = text_fit(cell->text, room - 2, &cells);
        text_put(output, cell->tone, cell->text, n);
        buffer_add_text(&output->pending, "..");
        return;
    }
    text_put(output, cell->tone, cell->text, n);
}

static void row_put(const struct sheet *sheet, struct output *output, const struct cell *row,
                    const size_t widths[SHEET_COLUMNS])
{
    size_t used = 0;

    for (size_t column = 0; column < sheet->columns; column++) {
        bool last = column + 1 == sheet->columns;

        column_put(output, &row[column], widths[column], last,
                   output->width > used ? output->width - used : 0);
        used += widths[column] + GAP;
    }
    while (output->pending.length > 0 && output->pending.bytes[output->pending.length - 1] == ' ') {
        buffer_cut(&output->pending, output->pending.length - 1);
    }
    buffer_add_byte(&output->pending, '\n');
}

static void headings_put(const struct sheet *sheet, struct output *output,
                         const size_t widths[SHEET_COLUMNS])
{
    struct cell row[SHEET_COLUMNS];

    for (size_t column = 0; column < sheet->columns; column++) {
        row[column] = (struct cell){mem_text(sheet->headings[column]), TONE_STRONG, false};
    }
    row_put(sheet, output, row, widths);
    for (size_t column = 0; column < sheet->columns; column++) {
        free(row[column].text);
    }
}

static void list_print(struct sheet *sheet, struct output *output, bool first)
{
    size_t widths[SHEET_COLUMNS] = {0};

    measure(sheet, widths);
    if (first) {
        headings_put(sheet, output, widths);
    }
    for (size_t i = 0; i + sheet->columns <= sheet->count; i += sheet->columns) {
        row_put(sheet, output, &sheet->cells[i], widths);
    }
    /* What follows keeps to these columns. */
    memcpy(sheet->least, widths, sizeof widths);
}

/* How many bytes of text stand on the first line of at most `room` cells: up to the last blank that
 * fits. */
static size_t line_break(const char *text, size_t room)
{
    size_t used, n = text_fit(text, room, &used), at = n;

    if (text[n] == '\0') {
        return n;
    }
    while (at > 0 && text[at] != ' ') {
        at--;
    }
    return at > 0 ? at : wider(n, 1);
}

static void prose_put(struct output *output, const struct cell *cell, size_t indent)
{
    size_t room = output->width > indent + NARROW ? output->width - indent : SIZE_MAX;
    const char *text = cell->text;

    for (;;) {
        size_t n = line_break(text, room);

        text_put(output, cell->tone, text, n);
        buffer_add_byte(&output->pending, '\n');
        text += n + strspn(text + n, " ");
        if (*text == '\0') {
            return;
        }
        blanks_put(output, indent);
    }
}

static void pairs_print(const struct sheet *sheet, struct output *output)
{
    size_t widths[SHEET_COLUMNS] = {0};

    measure(sheet, widths);
    for (size_t i = 0; i + 1 < sheet->count; i += 2) {
        const struct cell *label = &sheet->cells[i], *value = &sheet->cells[i + 1];

        if (!*value->text) {
            text_put(output, label->tone, label->text, strlen(label->text));
            buffer_add_byte(&output->pending, '\n');
            continue;
        }
        column_put(output, label, widths[0], false, 0);
        if (value->prose) {
            prose_put(output, value, widths[0] + GAP);
        } else {
            text_put(output, value->tone, value->text, strlen(value->text));
            buffer_add_byte(&output->pending, '\n');
        }
    }
}

static void labelled_put(struct output *output, const char *label, const char *value)
{
    if (*value) {
        buffer_printf(&output->pending, "%s: %s\n", label + strspn(label, " "), value);
    }
}

/* A block a row; or the pairs as they are, where an empty label repeats the one before. */
static void plain_print(const struct sheet *sheet, struct output *output, bool first)
{
    const char *label = "";

    for (size_t i = 0; i < sheet->count; i++) {
        const struct cell *cell = &sheet->cells[i];

        if (!sheet->is_list && i % 2 == 0) {
            label = *cell->text ? cell->text : label;
            continue;
        }
        if (sheet->is_list && i % sheet->columns == 0 && !(first && i == 0)) {
            buffer_add_byte(&output->pending, '\n');
        }
        labelled_put(output, sheet->is_list ? sheet->headings[i % sheet->columns] : label,
                     cell->text);
    }
}

void sheet_print(struct sheet *sheet, struct output *output, bool first)
{
    if (output->form == FORM_PLAIN) {
        plain_print(sheet, output, first);
    } else if (output->form == FORM_TABLE && sheet->is_list) {
        list_print(sheet, output, first);
    } else if (output->form == FORM_TABLE) {
        pairs_print(sheet, output);
    }
    for (size_t i = 0; i < sheet->count; i++) {
        free(sheet->cells[i].text);
    }
    sheet->count = 0;
}
