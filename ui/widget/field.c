// SPDX-License-Identifier: MIT
#include "ui/widget/field.h"

#include "base/memory.h"
#include "base/text.h"
#include "ui/key.h"

#include <stdlib.h>
#include <string.h>

enum { FIELD_LIMIT = 255, BRACKETS = 4 };

void field_clear(struct field *field)
{
    buffer_clear(&field->text);
    field->caret = 0;
}

const char *field_text(const struct field *field)
{
    return buffer_text(&field->text);
}

static size_t limit_of(const struct field *field)
{
    return field->limit ? field->limit : FIELD_LIMIT;
}

/* Puts bytes that are safe already in at the caret. */
static void splice(struct field *field, const char *bytes, size_t n)
{
    char *tail = mem_text(field_text(field) + field->caret);

    if (field->text.length + n <= limit_of(field)) {
        buffer_cut(&field->text, field->caret);
        buffer_add(&field->text, bytes, n);
        field->caret += n;
        buffer_add_text(&field->text, tail);
    }
    free(tail);
}

void field_insert(struct field *field, const char *bytes, size_t n)
{
    struct buffer safe = {0};
    const char *end = memchr(bytes, '\n', n);
    char *line = mem_text_n(bytes, end ? (size_t)(end - bytes) : n);
    size_t cells = 0, room = limit_of(field) - field->text.length;
    char *trimmed = text_trim(line);

    text_safe(&safe, trimmed, strlen(trimmed));
    if (safe.length > room) {
        buffer_cut(&safe, text_fit(buffer_text(&safe), room / 4, &cells));
    }
    splice(field, buffer_text(&safe), safe.length);
    buffer_clear(&safe);
    free(line);
}

void field_set(struct field *field, const char *text)
{
    buffer_reset(&field->text);
    field->caret = 0;
    field_insert(field, text, strlen(text));
}

/* Where the character before or after the caret begins or ends. */
static size_t step_left(const struct field *field)
{
    const char *text = field_text(field);
    size_t at = field->caret;

    while (at > 0 && ((unsigned char)text[--at] & 0xc0) == 0x80) {
    }
    return at;
}

static size_t step_right(const struct field *field)
{
    uint32_t point;

    return field->caret +
           text_decode(field_text(field) + field->caret, field->text.length - field->caret, &point);
}

static size_t word_left(const struct field *field)
{
    const char *text = field_text(field);
    size_t at = field->caret;

    while (at > 0 && text[at - 1] == ' ') {
        at--;
    }
    while (at > 0 && text[at - 1] != ' ') {
        at--;
    }
    return at;
}

static void erase(struct field *field, size_t from, size_t to)
{
    char *tail = mem_text(field_text(field) + to);

    buffer_cut(&field->text, from);
    buffer_add_text(&field->text, tail);
    field->caret = from;
    free(tail);
}

static bool move_key(struct field *field, uint32_t key)
{
    if (key == KEY_LEFT || key == KEY_CTRL('b')) {
        field->caret = step_left(field);
    } else if (key == KEY_RIGHT || key == KEY_CTRL('f')) {
        field->caret = step_right(field);
    } else if (key == KEY_HOME || key == KEY_CTRL('a')) {
        field->caret = 0;
    } else if (key == KEY_END || key == KEY_CTRL('e')) {
        field->caret = field->text.length;
    } else {
        return false;
    }
    return true;
}

static bool erase_key(struct field *field, uint32_t key)
{
    if (key == KEY_BACKSPACE) {
        erase(field, step_left(field), field->caret);
    } else if (key == KEY_DELETE || key == KEY_CTRL('d')) {
        erase(field, field->caret, step_right(field));
    } else if (key == KEY_CTRL('u')) {
        erase(field, 0, field->caret);
    } else if (key == KEY_CTRL('k')) {
        erase(field, field->caret, field->text.length);
    } else if (key == KEY_CTRL('w')) {
        erase(field, word_left(field), field->caret);
    } else {
        return false;
    }
    return true;
}

bool field_key(struct field *field, uint32_t key, bool *changed)
{
    size_t before = field->text.length;
    char bytes[4];
    bool used = true;

    if (key_is_text(key)) {
        splice(field, bytes, text_encode(key, bytes));
    } else {
        used = move_key(field, key) || erase_key(field, key);
    }
    if (changed) {
        *changed = field->text.length != before;
    }
    return used;
}

/* The first byte in view, so that the caret is. */
static size_t view_of(const struct field *field, size_t room)
{
    const char *text = field_text(field);
    size_t at = 0, cells = 0, used;
    uint32_t point;

    for (;;) {
        char *before = mem_text_n(text + at, field->caret - at);

        cells = text_cells(before);
        free(before);
        if (cells < room || at >= field->caret) {
            return at;
        }
        used = text_decode(text + at, field->text.length - at, &point);
        at += used ? used : 1;
    }
}

int field_draw(const struct field *field, struct pane pane, int x, int y, int width, bool focused)
{
    int room = width - BRACKETS, at;
    size_t view = view_of(field, room > 0 ? (size_t)room : 1), cells = 0;
    size_t fits = text_fit(field_text(field) + view, room > 0 ? (size_t)room : 0, &cells);
    char *seen = mem_text_n(field_text(field) + view, fits);
    char *before = mem_text_n(field_text(field) + view, field->caret - view);
    enum paint bracket = focused ? PAINT_FOCUS : PAINT_LABEL;

    pane_put(pane, x, y, bracket, "[");
    pane_put(pane, x + 1, y, PAINT_FIELD, " ");
    at = pane_put_in(pane, x + 2, y, room, PAINT_FIELD, seen);
    for (; at < x + 2 + room; at++) {
        pane_put(pane, at, y, PAINT_FIELD, "_");
    }
    pane_put(pane, at, y, PAINT_FIELD, " ");
    pane_put(pane, at + 1, y, bracket, "]");
    if (focused) {
        pane_cursor(pane, x + 2 + (int)text_cells(before), y, true);
    }
    free(seen);
    free(before);
    return x + width;
}
