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

void reader_draw(struct reader *reader, struct pane pane, int label_width)
{
    reader->shown = 0;
    reader->height = (size_t)pane.height;
    for (size_t i = 0; i < reader->lines.count; i++) {
        const struct telling_line *line = &reader->lines.lines[i];

        draw_line(reader, pane, line, *line->label ? label_width + 2 : 2);
    }
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
