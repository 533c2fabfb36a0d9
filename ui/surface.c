// SPDX-License-Identifier: MIT
#include "ui/surface.h"

#include "base/memory.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { BROKEN = 0xfffd, CUT_CELLS = 2 };

uint32_t surface_plain_point(uint32_t point)
{
    // clang-format off
    static const struct {
        uint32_t point, plain;
    } pairs[] = {
        { 0x2500, '-' }, { 0x2502, '|' }, { 0x250c, '+' }, { 0x2510, '+' }, { 0x2514, '+' }, { 0x2518, '+' },
        { 0x251c, '+' }, { 0x2524, '+' }, { 0x252c, '+' }, { 0x2534, '+' }, { 0x253c, '+' },
        { 0x2713, '+' }, { 0x2717, 'x' }, { 0x25cc, '~' }, { 0x25b8, '>' }, { 0x2192, '>' }, { BROKEN, '?' },
    };
    // clang-format on

    for (size_t i = 0; i < COUNT(pairs); i++) {
        if (pairs[i].point == point) {
            return pairs[i].plain;
        }
    }
    return point;
}

static struct cell *cell_at(struct surface *surface, int x, int y)
{
    if (x < 0 || y < 0 || x >= surface->width || y >= surface->height) {
        return NULL;
    }
    return &surface->cells[(size_t)y * (size_t)surface->width + (size_t)x];
}

const struct cell *surface_at(const struct surface *surface, int x, int y)
{
    if (x < 0 || y < 0 || x >= surface->width || y >= surface->height) {
        return NULL;
    }
    return &surface->cells[(size_t)y * (size_t)surface->width + (size_t)x];
}

static int side(int wanted)
{
    if (wanted < 1) {
        return 1;
    }
    return wanted > SURFACE_SIDE ? SURFACE_SIDE : wanted;
}

void surface_init(struct surface *surface, int width, int height)
{
    *surface = (struct surface){.width = 0};
    surface_resize(surface, width, height);
}

void surface_clear(struct surface *surface)
{
    free(surface->cells);
    *surface = (struct surface){.width = 0};
}

void surface_resize(struct surface *surface, int width, int height)
{
    surface->width = side(width);
    surface->height = side(height);
    surface->cells = mem_resize(surface->cells, (size_t)surface->width * (size_t)surface->height,
                                sizeof *surface->cells);
    surface_blank(surface);
}

void surface_copy(struct surface *to, const struct surface *from)
{
    if (to->width != from->width || to->height != from->height) {
        surface_resize(to, from->width, from->height);
    }
    memcpy(to->cells, from->cells, (size_t)from->width * (size_t)from->height * sizeof *to->cells);
}

void surface_blank(struct surface *surface)
{
    const struct cell blank = {.point = ' ', .cells = 1, .paint = PAINT_TEXT};
    size_t count = (size_t)surface->width * (size_t)surface->height;

    for (size_t i = 0; i < count; i++) {
        surface->cells[i] = blank;
    }
    surface_cursor(surface, 0, 0, false);
}

void surface_cursor(struct surface *surface, int x, int y, bool shown)
{
    surface->cursor_x = x;
    surface->cursor_y = y;
    surface->cursor_shown = shown;
}

/* A wide character that loses one half leaves a blank in the other. */
static void split_wide(struct surface *surface, int x, int y)
{
    struct cell *cell = cell_at(surface, x, y);
    struct cell *left = cell_at(surface, x - 1, y);
    struct cell *right = cell_at(surface, x + 1, y);

    if (cell && cell->cells == 0 && left && left->cells == 2) {
        left->point = ' ';
        left->cells = 1;
    }
    if (cell && cell->cells == 2 && right && right->cells == 0) {
        right->point = ' ';
        right->cells = 1;
    }
}

static void put_point(struct surface *surface, int x, int y, uint32_t point, enum paint paint)
{
    int cells = text_point_cells(point);
    struct cell *cell = cell_at(surface, x, y);

    if (!cell || (cells == 2 && !cell_at(surface, x + 1, y))) {
        return;
    }
    split_wide(surface, x, y);
    *cell = (struct cell){.point = point, .cells = (uint8_t)cells, .paint = (uint8_t)paint};
    if (cells == 2) {
        split_wide(surface, x + 1, y);
        cell[1] = (struct cell){.paint = (uint8_t)paint};
    }
}

static void put_mark(struct surface *surface, int x, int y, uint32_t mark)
{
    struct cell *cell = cell_at(surface, x, y);

    if (cell && cell->cells == 0) {
        cell = cell_at(surface, x - 1, y);
    }
    for (size_t i = 0; cell && i < SURFACE_MARKS; i++) {
        if (cell->marks[i] == 0) {
            cell->marks[i] = mark;
            return;
        }
    }
}

/* Puts n bytes of text whatever their width; returns the cells used. */
static int put_run(struct surface *surface, int x, int y, enum paint paint, const char *text,
                   size_t n)
{
    int used = 0;

    for (size_t at = 0; at < n;) {
        uint32_t point = BROKEN;
        size_t length = text_decode(text + at, n - at, &point);
        int cells;

        at += length ? length : 1;
        if (length == 0 || text_point_cells(point) < 0) {
            point = BROKEN;
        }
        if (surface->ascii) {
            point = surface_plain_point(point);
        }
        cells = text_point_cells(point);
        if (cells > 0) {
            put_point(surface, x + used, y, point, paint);
        } else if (used > 0) {
            put_mark(surface, x + used - 1, y, point);
        }
        used += cells;
    }
    return used;
}

int surface_put(struct surface *surface, int x, int y, int width, enum paint paint,
                const char *text)
{
    size_t n = strlen(text), fits, cells = 0;
    int used;

    if (width <= 0) {
        return 0;
    }
    fits = text_fit(text, (size_t)width, &cells);
    if (fits == n) {
        return put_run(surface, x, y, paint, text, n);
    }
    if (width <= CUT_CELLS) {
        return put_run(surface, x, y, paint, text, fits);
    }
    fits = text_fit(text, (size_t)width - CUT_CELLS, &cells);
    used = put_run(surface, x, y, paint, text, fits);
    return used + put_run(surface, x + used, y, paint, "..", CUT_CELLS);
}

static void dump_cell(const struct cell *cell, struct buffer *out)
{
    char bytes[4];

    if (cell->cells == 0) {
        return;
    }
    buffer_add(out, bytes, text_encode(cell->point, bytes));
    for (size_t i = 0; i < SURFACE_MARKS && cell->marks[i]; i++) {
        buffer_add(out, bytes, text_encode(cell->marks[i], bytes));
    }
}

static void dump_row(const struct surface *surface, int y, struct buffer *out)
{
    size_t end = out->length;

    for (int x = 0; x < surface->width; x++) {
        const struct cell *cell = surface_at(surface, x, y);

        dump_cell(cell, out);
        if (cell->point != ' ' && cell->cells != 0) {
            end = out->length;
        }
    }
    buffer_cut(out, end);
}

void surface_dump(const struct surface *surface, struct buffer *out)
{
    for (int y = 0; y < surface->height; y++) {
        dump_row(surface, y, out);
        buffer_add_byte(out, '\n');
    }
}

bool surface_shows(const struct surface *surface, const char *text)
{
    struct buffer row = {0};
    bool shows = false;

    for (int y = 0; y < surface->height && !shows; y++) {
        buffer_reset(&row);
        dump_row(surface, y, &row);
        shows = strstr(buffer_text(&row), text) != NULL;
    }
    buffer_clear(&row);
    return shows;
}
