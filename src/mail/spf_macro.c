// SPDX-License-Identifier: MIT
#include "mail/spf_macro.h"

#include "base/array.h"
#include "base/text.h"
#include "base/words.h"

#include <stdlib.h>
#include <string.h>

static const char letters[SPF_MACRO_LETTERS + 1] = "slodipvhcrt";
static const char delimiters[] = ".-+,/_=";

enum { EXPANSION_MOST = 65536, VALUE_MOST = 1024, NAME_MOST = 253, DIGITS_MOST = 100000 };

/* One piece of a macro string: a literal run or one %{...}. */
struct piece {
    size_t length;       /* in the source */
    const char *literal; /* NULL: a macro */
    size_t literal_length;
    char letter; /* lower case */
    bool escape; /* it was written in upper case: URL-escape the value */
    bool reverse;
    size_t keep; /* right-hand parts; 0: all */
    const char *delimiters;
    size_t delimiter_count;
};

static bool is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static char lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

/* The inside of the braces: letter, digits, r, delimiters. */
static const char *read_inside(const char *bytes, size_t n, struct piece *out)
{
    size_t at = 1;

    if (n == 0 || !is_alpha(bytes[0]) || strchr(letters, lower(bytes[0])) == NULL) {
        return N_("there is no macro of this letter");
    }
    out->letter = lower(bytes[0]);
    out->escape = bytes[0] != out->letter;
    for (; at < n && is_digit(bytes[at]); at++) {
        out->keep = out->keep * 10 + (size_t)(bytes[at] - '0');
        out->keep = out->keep > DIGITS_MOST ? DIGITS_MOST : out->keep;
    }
    if (at > 1 && out->keep == 0) {
        return N_("a macro cannot keep 0 parts");
    }
    if (at < n && lower(bytes[at]) == 'r') {
        out->reverse = true;
        at++;
    }
    out->delimiters = bytes + at;
    out->delimiter_count = n - at;
    for (; at < n; at++) {
        if (bytes[at] == '\0' || strchr(delimiters, bytes[at]) == NULL) {
            return N_("a macro holds a character that does not belong there");
        }
    }
    return NULL;
}

static const char *read_macro(const char *bytes, size_t n, struct piece *out)
{
    const char *end = memchr(bytes, '}', n);

    if (end == NULL) {
        return N_("a macro is not closed by '}'");
    }
    out->length = (size_t)(end - bytes) + 1;
    return read_inside(bytes + 2, out->length - 3, out);
}

static const char *read_percent(const char *bytes, size_t n, struct piece *out)
{
    static const struct {
        char mark;
        const char *becomes;
    } escapes[] = {{'%', "%"}, {'_', " "}, {'-', "%20"}};

    if (n > 1 && bytes[1] == '{') {
        return read_macro(bytes, n, out);
    }
    for (size_t i = 0; n > 1 && i < COUNT(escapes); i++) {
        if (bytes[1] == escapes[i].mark) {
            out->literal = escapes[i].becomes;
            out->literal_length = strlen(escapes[i].becomes);
            out->length = 2;
            return NULL;
        }
    }
    return N_("'%' must be followed by '{', '%', '-' or '_'");
}

/* Reads the piece at the start of bytes, n > 0; returns what is wrong with it. */
static const char *read_piece(const char *bytes, size_t n, enum spf_place place, struct piece *out)
{
    memset(out, 0, sizeof *out);
    if (bytes[0] == '%') {
        const char *problem = read_percent(bytes, n, out);

        if (problem == NULL && place == SPF_IN_NAME && out->literal == NULL &&
            strchr("crt", out->letter) != NULL) {
            return N_("the macros c, r and t are for explanations only");
        }
        return problem;
    }
    while (out->length < n && bytes[out->length] != '%') {
        char c = bytes[out->length++];

        if (c < 0x20 || c > 0x7e || (c == ' ' && place == SPF_IN_NAME)) {
            return N_("it holds a character that is not allowed");
        }
    }
    out->literal = bytes;
    out->literal_length = out->length;
    return NULL;
}

const char *spf_macro_problem(const char *bytes, size_t n, enum spf_place place)
{
    struct piece piece;

    for (size_t at = 0; at < n; at += piece.length) {
        const char *problem = read_piece(bytes + at, n - at, place, &piece);

        if (problem != NULL) {
            return problem;
        }
    }
    return NULL;
}

static bool is_label_end(char c)
{
    return is_alpha(c) || is_digit(c);
}

/* RFC 7208 12 toplabel: letters, digits and inner dashes, not digits alone. */
static const char *toplabel_problem(const char *bytes, size_t n)
{
    size_t digits = 0;

    if (n == 0 || !is_label_end(bytes[0]) || !is_label_end(bytes[n - 1])) {
        return N_("the name does not end in a top-level domain");
    }
    for (size_t i = 0; i < n; i++) {
        if (!is_label_end(bytes[i]) && bytes[i] != '-') {
            return N_("the name does not end in a top-level domain");
        }
        digits += is_digit(bytes[i]);
    }
    return digits == n ? N_("the last label is a number; an IP address needs ip4: or ip6:") : NULL;
}

/* bytes: what follows the last macro, not empty. */
static const char *domain_end_problem(const char *bytes, size_t n)
{
    size_t end = n - (bytes[n - 1] == '.');
    size_t at = end;

    while (at > 0 && bytes[at - 1] != '.') {
        at--;
    }
    if (at == 0) {
        return N_("a single label is not a domain name");
    }
    return toplabel_problem(bytes + at, end - at);
}

const char *spf_domain_problem(const char *bytes, size_t n)
{
    struct piece piece = {0};
    size_t at = 0;

    if (n == 0) {
        return N_("the domain name is missing");
    }
    for (; at < n; at += piece.length) {
        const char *problem = read_piece(bytes + at, n - at, SPF_IN_NAME, &piece);

        if (problem != NULL) {
            return problem;
        }
    }
    at -= piece.length;
    return bytes[at] == '%' ? NULL : domain_end_problem(bytes + at, n - at);
}

bool spf_macro_uses(const char *bytes, size_t n, char letter)
{
    struct piece piece;

    for (size_t at = 0; at < n; at += piece.length) {
        if (read_piece(bytes + at, n - at, SPF_IN_TEXT, &piece) != NULL) {
            return false;
        }
        if (piece.literal == NULL && piece.letter == letter) {
            return true;
        }
    }
    return false;
}

bool spf_macro_needs_sender(const char *bytes, size_t n)
{
    for (const char *letter = "slipvh"; *letter != '\0'; letter++) {
        if (spf_macro_uses(bytes, n, *letter)) {
            return true;
        }
    }
    return false;
}

void spf_macros_set(struct spf_macros *macros, char letter, const char *bytes, size_t n)
{
    struct buffer *value = &macros->values[strchr(letters, letter) - letters];

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

        if (is_alpha(c) || is_digit(c) || (c != '\0' && strchr("-._~", c) != NULL)) {
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

static bool is_delimiter(const struct piece *piece, char c)
{
    return piece->delimiter_count == 0
               ? c == '.'
               : memchr(piece->delimiters, c, piece->delimiter_count) != NULL;
}

static void split_value(const struct piece *piece, const struct buffer *value, struct parts *parts)
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
static void transform(const struct piece *piece, const struct buffer *value, struct buffer *out)
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

static void add_macro(const struct spf_macros *macros, const struct piece *piece,
                      struct buffer *out)
{
    struct buffer value = {0};

    transform(piece, &macros->values[strchr(letters, piece->letter) - letters], &value);
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
    struct piece piece;

    for (size_t at = 0; at < n; at += piece.length) {
        if (read_piece(bytes + at, n - at, SPF_IN_TEXT, &piece) != NULL) {
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
    const struct buffer *local = &macros->values[1];

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
