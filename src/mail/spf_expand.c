// SPDX-License-Identifier: MIT
#include "mail/spf_macro.h"

#include "base/array.h"
#include "base/text.h"
#include "mail/spf_piece.h"

#include <stdlib.h>
#include <string.h>

static const char letters[] = SPF_MACRO_NAMES;

enum { EXPANSION_MOST = 65536, VALUE_MOST = 1024, NAME_MOST = 253 };

static size_t index_of(char letter)
{
    return (size_t)(strchr(letters, letter) - letters);
}

static bool is_unreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c != '\0' && strchr("-._~", c) != NULL);
}

void spf_macros_set(struct spf_macros *macros, char letter, const char *bytes, size_t n)
{
    struct buffer *value = &macros->values[index_of(letter)];

    buffer_reset(value);
    buffer_add(value, bytes, n < VALUE_MOST ? n : VALUE_MOST);
}

void spf_macros_set_name(struct spf_macros *macros, char letter, const struct name *name)
{
    struct buffer text = {0};

    for (size_t i = 0; i < name->labels; i++) {
        size_t n = 0;
        const uint8_t *label = name_label(name, i, &n);

        if (i > 0) {
            buffer_add_byte(&text, '.');
        }
        buffer_add(&text, label, n);
    }
    spf_macros_set(macros, letter, buffer_text(&text), text.length);
    buffer_clear(&text);
}

void spf_macros_clear(struct spf_macros *macros)
{
    for (size_t i = 0; i < SPF_MACRO_LETTERS; i++) {
        buffer_clear(&macros->values[i]);
    }
}

/* RFC 3986: everything outside the unreserved set becomes %XX. */
static void add_escaped(struct buffer *out, const char *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        char c = bytes[i];

        if (is_unreserved(c)) {
            buffer_add_byte(out, (unsigned char)c);
        } else {
            buffer_printf(out, "%%%02X", (unsigned)(unsigned char)c);
        }
    }
}

struct part {
    const char *bytes;
    size_t length;
};

struct parts {
    struct part *items;
    size_t count, capacity;
};

static bool is_delimiter(const struct spf_piece *piece, char c)
{
    return piece->delimiter_count == 0
               ? c == '.'
               : memchr(piece->delimiters, c, piece->delimiter_count) != NULL;
}

static void split_value(const struct spf_piece *piece, const struct buffer *value,
                        struct parts *parts)
{
    const char *bytes = buffer_text(value);
    size_t start = 0;

    for (size_t i = 0; i <= value->length; i++) {
        if (i == value->length || is_delimiter(piece, bytes[i])) {
            struct part *part = ARRAY_ADD(parts->items, parts->count, parts->capacity);

            *part = (struct part){.bytes = bytes + start, .length = i - start};
            start = i + 1;
        }
    }
}

/* The transformers: split, perhaps reversed, the rightmost parts kept, joined by dots (RFC
 * 7208 7.3). */
static void transform(const struct spf_piece *piece, const struct buffer *value, struct buffer *out)
{
    struct parts parts = {0};

    split_value(piece, value, &parts);
    size_t keep = piece->keep == 0 || piece->keep > parts.count ? parts.count : piece->keep;

    for (size_t i = parts.count - keep; i < parts.count; i++) {
        const struct part *part = &parts.items[piece->reverse ? parts.count - 1 - i : i];

        if (i > parts.count - keep) {
            buffer_add_byte(out, '.');
        }
        buffer_add(out, part->bytes, part->length);
    }
    free(parts.items);
}

static void add_macro(const struct spf_macros *macros, const struct spf_piece *piece,
                      struct buffer *out)
{
    struct buffer value = {0};

    transform(piece, &macros->values[index_of(piece->letter)], &value);
    if (piece->escape) {
        add_escaped(out, buffer_text(&value), value.length);
    } else {
        buffer_add(out, buffer_text(&value), value.length);
    }
    buffer_clear(&value);
}

bool spf_macro_expand(const struct spf_macros *macros, const char *bytes, size_t n,
                      struct buffer *out)
{
    struct spf_piece piece;

    for (size_t at = 0; at < n; at += piece.length) {
        if (spf_piece_read(bytes + at, n - at, SPF_IN_TEXT, &piece) != NULL) {
            return false;
        }
        if (piece.literal == NULL) {
            add_macro(macros, &piece, out);
        } else {
            buffer_add(out, piece.literal, piece.literal_length);
        }
        if (out->length > EXPANSION_MOST) {
            return false;
        }
    }
    return true;
}

/* Drops labels on the left until the rest is a legal length. */
static bool name_shortened(const char *bytes, size_t n, struct name *out)
{
    n -= n > 0 && bytes[n - 1] == '.';
    while (n > NAME_MOST) {
        const char *dot = memchr(bytes, '.', n);

        if (dot == NULL) {
            return false;
        }
        n -= (size_t)(dot + 1 - bytes);
        bytes = dot + 1;
    }
    return n > 0 && name_from_bytes(bytes, n, out);
}

static bool brings_foreign_bytes(const struct spf_macros *macros, const char *bytes, size_t n)
{
    const struct buffer *local = &macros->values[index_of('l')];

    return !text_is_ascii(buffer_text(local), local->length) &&
           (spf_macro_uses(bytes, n, 's') || spf_macro_uses(bytes, n, 'l'));
}

bool spf_macro_name(const struct spf_macros *macros, const char *bytes, size_t n, struct name *out)
{
    struct buffer text = {0};
    bool made = !brings_foreign_bytes(macros, bytes, n) &&
                spf_macro_expand(macros, bytes, n, &text) &&
                name_shortened(buffer_text(&text), text.length, out);

    buffer_clear(&text);
    return made;
}
