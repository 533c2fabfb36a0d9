// SPDX-License-Identifier: MIT
#include "ui/layout.h"

#include "base/memory.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static int least(int a, int b)
{
    return a < b ? a : b;
}

static int most(int a, int b)
{
    return a > b ? a : b;
}

struct pane pane_whole(struct surface *surface)
{
    return (struct pane){surface, 0, 0, surface->width, surface->height};
}

/* A wanted length from `at`, within what is there. */
static int extent(int there, int at, int wanted)
{
    int left = most(there - at, 0);

    return wanted < 0 ? most(left + wanted, 0) : least(wanted, left);
}

struct pane pane_part(struct pane pane, int x, int y, int width, int height)
{
    int left = least(most(x, 0), pane.width), top = least(most(y, 0), pane.height);

    return (struct pane){pane.surface, pane.x + left, pane.y + top, extent(pane.width, left, width),
                         extent(pane.height, top, height)};
}

struct pane pane_middle(struct pane pane, int width, int height)
{
    int wide = least(width, pane.width), high = least(height, pane.height);

    return pane_part(pane, (pane.width - wide) / 2, (pane.height - high) / 2, wide, high);
}

int pane_put_in(struct pane pane, int x, int y, int width, enum paint paint, const char *text)
{
    int room = least(width, pane.width - x);

    if (y < 0 || y >= pane.height || x < 0 || room <= 0) {
        return x;
    }
    return x + surface_put(pane.surface, pane.x + x, pane.y + y, room, paint, text);
}

int pane_put(struct pane pane, int x, int y, enum paint paint, const char *text)
{
    return pane_put_in(pane, x, y, pane.width - x, paint, text);
}

int pane_printf(struct pane pane, int x, int y, enum paint paint, const char *format, ...)
{
    struct buffer text = {0};
    va_list args;

    va_start(args, format);
    buffer_vprintf(&text, format, args);
    va_end(args);
    x = pane_put(pane, x, y, paint, buffer_text(&text));
    buffer_clear(&text);
    return x;
}

int pane_put_right(struct pane pane, int margin, int y, enum paint paint, const char *text)
{
    int x = most(pane.width - margin - (int)text_cells(text), 0);

    pane_put_in(pane, x, y, pane.width - margin - x, paint, text);
    return x;
}

void pane_fill(struct pane pane, enum paint paint)
{
    for (int y = 0; y < pane.height; y++) {
        for (int x = 0; x < pane.width; x++) {
            surface_put(pane.surface, pane.x + x, pane.y + y, 1, paint, " ");
        }
    }
}

void pane_cursor(struct pane pane, int x, int y, bool shown)
{
    if (x >= 0 && y >= 0 && x < pane.width && y < pane.height) {
        surface_cursor(pane.surface, pane.x + x, pane.y + y, shown);
    }
}

/* The same character over and over, from x up to the column before `end`. */
static void put_line(struct pane pane, int x, int end, int y, enum paint paint, const char *one)
{
    for (; x < end; x++) {
        pane_put_in(pane, x, y, 1, paint, one);
    }
}

void pane_rule(struct pane pane, int y, const char *words)
{
    int x = 0;

    if (words && *words) {
        put_line(pane, 0, 1, y, PAINT_RULE, "─");
        x = pane_put_in(pane, 2, y, pane.width - 4, PAINT_SECTION, words) + 1;
    }
    put_line(pane, x, pane.width, y, PAINT_RULE, "─");
}

/* A top or bottom border. */
static void put_border(struct pane pane, int y, const char *left, const char *right,
                       const char *words)
{
    int x = 1;

    pane_put_in(pane, 0, y, 1, PAINT_FRAME, left);
    put_line(pane, 1, pane.width - 1, y, PAINT_FRAME, "─");
    if (words && *words) {
        x = pane_put(pane, x + 1, y, PAINT_FRAME, " ");
        x = pane_put_in(pane, x, y, pane.width - x - 3, PAINT_FRAME, words);
        pane_put(pane, x, y, PAINT_FRAME, " ");
    }
    pane_put_in(pane, pane.width - 1, y, 1, PAINT_FRAME, right);
}

struct pane pane_frame(struct pane pane, const char *top, const char *bottom)
{
    pane_fill(pane, PAINT_TEXT);
    for (int y = 1; y < pane.height - 1; y++) {
        pane_put_in(pane, 0, y, 1, PAINT_FRAME, "│");
        pane_put_in(pane, pane.width - 1, y, 1, PAINT_FRAME, "│");
    }
    put_border(pane, 0, "┌", "┐", top);
    put_border(pane, pane.height - 1, "└", "┘", bottom);
    return pane_part(pane, 2, 1, -2, -1);
}

/* Kana, kanji and their punctuation, between which a line may end anywhere; Hangul has blanks. */
static bool is_unspaced(uint32_t point)
{
    return (point >= 0x3000 && point < 0xa000) || (point >= 0xf900 && point < 0xfb00) ||
           (point >= 0xff00 && point < 0xffe7);
}

/* What never begins a line: closing marks, small kana, the mark of a long vowel. */
static bool never_first(const char *text)
{
    static const char *const marks[] = {"、", "。", "，", "．", "」", "』", "）", "】", "！",
                                        "？", "：", "・", "ー", "ッ", "ャ", "ュ", "ョ", "ァ",
                                        "ィ", "ェ", "ォ", "っ", "ゃ", "ゅ", "ょ"};

    for (size_t i = 0; i < COUNT(marks); i++) {
        if (text_starts(text, marks[i])) {
            return true;
        }
    }
    return strchr(")],.:;!?", *text) != NULL;
}

/* Whether a line may end before text[at]: at a blank, or beside a letter of an unspaced script. */
static bool may_break(const char *text, size_t at)
{
    uint32_t before = 0, after = 0;
    size_t from = at;

    if (text[at] == ' ') {
        return true;
    }
    while (from > 0 && ((unsigned char)text[--from] & 0xc0) == 0x80) {
    }
    if (text_decode(text + from, at - from, &before) == 0 ||
        text_decode(text + at, strlen(text + at), &after) == 0 || never_first(text + at)) {
        return false;
    }
    return is_unspaced(after) || (is_unspaced(before) && before != 0xff08 && before != 0x300c);
}

/* The last place at or before n where a line may end, or n when there is none. */
static size_t break_before(const char *text, size_t n)
{
    for (size_t at = n; at > 0; at--) {
        if (((unsigned char)text[at] & 0xc0) != 0x80 && may_break(text, at)) {
            return at;
        }
    }
    return n;
}

size_t layout_line(const char *text, int width, size_t *skip)
{
    size_t cells = 0, n = strcspn(text, "\n"),
           fits = text_fit(text, (size_t)most(width, 1), &cells);

    if (fits >= n) {
        *skip = n + (text[n] == '\n');
        return n;
    }
    if (fits == 0) {
        fits = 1; /* narrower than one character: go on all the same */
    }
    n = break_before(text, fits);
    *skip = n + strspn(text + n, " ");
    return n;
}

int pane_wrap(struct pane pane, int x, int y, enum paint paint, const char *text)
{
    size_t skip = 0;

    while (*text) {
        size_t n = layout_line(text, pane.width - x, &skip);
        bool last = y == pane.height - 1 && text[skip];
        char *line = last ? mem_text(text) : mem_text_n(text, n);

        line[strcspn(line, "\n")] = '\0';
        pane_put(pane, x, y++, paint, line); /* what has no room is cut with ".." */
        free(line);
        text += last ? strlen(text) : skip;
    }
    return y;
}
