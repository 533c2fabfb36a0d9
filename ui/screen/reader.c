// SPDX-License-Identifier: MIT
#include "ui/screen/reader.h"

#include "base/memory.h"
#include "base/text.h"
#include "ui/widget/scroll.h"

#include <stdlib.h>

void reader_clear(struct reader *reader)
{
    telling_clear(&reader->lines);
    reader->top = 0;
}

bool reader_key(struct reader *reader, uint32_t key)
{
    size_t last = reader->shown > reader->height ? reader->shown - reader->height : 0;
    struct scroll scroll = {.at = reader->top};

    if (!scroll_key(&scroll, key, last + 1, reader->height)) {
        return false;
    }
    reader->top = scroll.at;
    return true;
}

/* Draws a broken line when it is in view. */
static void put_line(struct reader *reader, struct pane pane, int x, enum paint paint,
                     const char *text)
{
    if (reader->shown >= reader->top && reader->shown - reader->top < reader->height) {
        pane_put(pane, x, (int)(reader->shown - reader->top), paint, text);
    }
}

static void draw_line(struct reader *reader, struct pane pane, const struct telling_line *line,
                      int x)
{
    bool section = text_equal(line->label, "#");
    const char *text = line->value;
    size_t skip = 0;

    if (section) {
        if (reader->shown >= reader->top && reader->shown - reader->top < reader->height) {
            pane_rule(pane, (int)(reader->shown - reader->top), text);
        }
        reader->shown++;
        return;
    }
    put_line(reader, pane, 2, PAINT_KEY, line->label);
    do {
        size_t n = layout_line(text, pane.width - x - 1, &skip);
        char *part = mem_text_n(text, n);

        put_line(reader, pane, x, PAINT_TEXT, part);
        free(part);
        reader->shown++;
        text += skip;
    } while (*text);
}

static void draw_nth(struct reader *reader, struct pane pane, int label_width, size_t i)
{
    const struct telling_line *line = &reader->lines.lines[i];

    draw_line(reader, pane, line, *line->label ? label_width + 2 : 2);
}

/* How many broken lines the first `count` lines take; nothing is drawn. */
static size_t rows_before(struct reader *reader, struct pane pane, int label_width, size_t count)
{
    reader->shown = reader->height = 0; /* no row is in view */
    for (size_t i = 0; i < count; i++) {
        draw_nth(reader, pane, label_width, i);
    }
    return reader->shown;
}

static bool text_has(const char *text, const char *words)
{
    for (; *text; text++) {
        if (text_starts_nocase(text, words)) {
            return true;
        }
    }
    return false;
}

void reader_draw(struct reader *reader, struct pane pane, int label_width)
{
    size_t last;

    if (reader->seek > 0) {
        reader->top = rows_before(reader, pane, label_width, reader->seek - 1);
        reader->found = reader->seek;
        reader->seek = 0;
    }
    rows_before(reader, pane, label_width, reader->lines.count);
    last = reader->shown > (size_t)pane.height ? reader->shown - (size_t)pane.height : 0;
    reader->top = reader->top < last ? reader->top : last;
    reader->shown = 0;
    reader->height = (size_t)pane.height;
    for (size_t i = 0; i < reader->lines.count; i++) {
        draw_nth(reader, pane, label_width, i);
    }
}

bool reader_find(struct reader *reader, const char *words)
{
    for (size_t i = 0; i < reader->lines.count; i++) {
        size_t at = (reader->found + i) % reader->lines.count;
        const struct telling_line *line = &reader->lines.lines[at];

        if (text_has(line->value, words) || text_has(line->label, words)) {
            reader->seek = at + 1;
            return true;
        }
    }
    return false;
}

void reader_tell(const struct reader *reader, struct telling *out)
{
    for (size_t i = 0; i < reader->lines.count; i++) {
        const struct telling_line *line = &reader->lines.lines[i];

        if (*line->label || *line->value) {
            telling_add(out, text_equal(line->label, "#") ? "" : line->label, line->value);
        }
    }
}
