// SPDX-License-Identifier: MIT
#include "base/text.h"
#include "base/text_table.h"

#include <stdio.h>
#include <string.h>

enum { MARKS_A_BASE = 2, PIECE_SIZE = 16 };

/* What text_safe() makes of one character or one broken byte. */
struct piece {
    char bytes[PIECE_SIZE];
    size_t length; /* of bytes */
    size_t taken;  /* bytes of the source */
};

/* How many combining marks the character before can still carry. */
struct safe_state {
    unsigned room;
};

static enum text_kind kind_of(uint32_t point)
{
    uint32_t wanted = point << 2 | 3;
    size_t low = 0, high = COUNT(text_borders);

    if (point > 0x10ffff) {
        return TEXT_ESCAPED;
    }
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (text_borders[middle] <= wanted) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return (enum text_kind)(text_borders[low] & 3);
}

int text_point_cells(uint32_t point)
{
    // clang-format off
    static const int cells[] = {
        [TEXT_ESCAPED] = -1, [TEXT_NARROW] = 1, [TEXT_WIDE] = 2, [TEXT_MARK] = 0,
    };
    // clang-format on

    return cells[kind_of(point)];
}

/* The cells of the character at text, and its length. What is not safe counts a cell a byte. */
static size_t next_cells(const char *text, size_t n, size_t *length)
{
    uint32_t point = 0;
    int cells;

    *length = text_decode(text, n, &point);
    if (*length == 0) {
        *length = 1;
        return 1;
    }
    cells = text_point_cells(point);
    return cells < 0 ? *length : (size_t)cells;
}

size_t text_cells(const char *text)
{
    size_t used;

    text_fit(text, SIZE_MAX, &used);
    return used;
}

size_t text_fit(const char *text, size_t cells, size_t *used)
{
    size_t n = strlen(text), at = 0, length;

    *used = 0;
    while (at < n) {
        size_t wide = next_cells(text + at, n - at, &length);

        if (wide > cells - *used) {
            break;
        }
        *used += wide;
        at += length;
    }
    return at;
}

static void escape(struct piece *piece, bool as_byte, uint32_t number)
{
    int n = snprintf(piece->bytes, sizeof piece->bytes, as_byte ? "\\x%02x" : "\\u{%x}", number);

    piece->length = (size_t)n;
}

static bool may_show(enum text_kind kind, const struct safe_state *state)
{
    return kind == TEXT_MARK ? state->room > 0 : kind != TEXT_ESCAPED;
}

/* A space carries no marks: a mark on it would look as if it belonged to the word before. */
static unsigned room_after(enum text_kind kind, uint32_t point, const struct safe_state *state)
{
    if (kind == TEXT_MARK) {
        return state->room - 1;
    }
    return point == ' ' ? 0 : MARKS_A_BASE;
}

static struct piece next_piece(const char *bytes, size_t n, struct safe_state *state)
{
    struct piece piece = {0};
    uint32_t point = 0;
    enum text_kind kind;

    piece.taken = text_decode(bytes, n, &point);
    if (piece.taken == 0) {
        piece.taken = 1;
        state->room = 0;
        escape(&piece, true, (unsigned char)bytes[0]);
        return piece;
    }
    kind = kind_of(point);
    if (may_show(kind, state)) {
        state->room = room_after(kind, point, state);
        piece.length = piece.taken;
        memcpy(piece.bytes, bytes, piece.taken);
        return piece;
    }
    state->room = 0;
    escape(&piece, point < 0xa0, point);
    return piece;
}

void text_safe(struct buffer *out, const char *bytes, size_t n)
{
    struct safe_state state = {0};

    while (n > 0) {
        size_t run = text_plain_run(bytes, n);

        if (run > 0) {
            buffer_add(out, bytes, run);
            state.room = bytes[run - 1] == ' ' ? 0 : MARKS_A_BASE;
            bytes += run;
            n -= run;
            continue;
        }
        struct piece piece = next_piece(bytes, n, &state);

        buffer_add(out, piece.bytes, piece.length);
        bytes += piece.taken;
        n -= piece.taken;
    }
}

void text_add_whole(struct buffer *out, const char *bytes, size_t n)
{
    static const char replacement[] = "\xef\xbf\xbd";
    const char *zero;

    while (n > 0 && (zero = memchr(bytes, '\0', n))) {
        size_t before = (size_t)(zero - bytes);

        buffer_add(out, bytes, before);
        buffer_add_text(out, replacement);
        bytes += before + 1;
        n -= before + 1;
    }
    buffer_add(out, bytes, n);
}

void text_safe_copy(char *to, size_t size, const char *bytes, size_t n)
{
    struct safe_state state = {0};
    size_t used = 0;

    if (size == 0) {
        return;
    }
    while (n > 0) {
        struct piece piece = next_piece(bytes, n, &state);

        if (piece.length > size - 1 - used) {
            break;
        }
        memcpy(to + used, piece.bytes, piece.length);
        used += piece.length;
        bytes += piece.taken;
        n -= piece.taken;
    }
    to[used] = '\0';
}
