// SPDX-License-Identifier: MIT
#include "base/text.h"

#include <string.h>

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool text_copy(char *to, size_t size, const char *from)
{
    size_t n = strlen(from);
    bool fits = n < size;

    if (size == 0) {
        return false;
    }
    if (!fits) {
        n = size - 1;
        while (n > 0 && ((unsigned char)from[n] & 0xc0) == 0x80) {
            n--;
        }
    }
    memcpy(to, from, n);
    to[n] = '\0';
    return fits;
}

bool text_starts(const char *text, const char *prefix)
{
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

bool text_starts_nocase(const char *text, const char *prefix)
{
    for (; *prefix != '\0'; text++, prefix++) {
        if (lower(*text) != lower(*prefix)) {
            return false;
        }
    }
    return true;
}

bool text_equal_nocase(const char *a, const char *b)
{
    if (a == NULL || b == NULL) {
        return a == b;
    }
    return strlen(a) == strlen(b) && text_starts_nocase(a, b);
}

bool text_same_nocase(const char *a, const char *b, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (lower(a[i]) != lower(b[i])) {
            return false;
        }
    }
    return true;
}

void text_lower(char *text)
{
    for (; *text != '\0'; text++) {
        *text = lower(*text);
    }
}

char *text_trim(char *text)
{
    size_t n;

    while (is_space(*text)) {
        text++;
    }
    n = strlen(text);
    while (n > 0 && is_space(text[n - 1])) {
        n--;
    }
    text[n] = '\0';
    return text;
}

bool text_is_ascii(const char *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if ((unsigned char)bytes[i] > 0x7f) {
            return false;
        }
    }
    return true;
}

/* How many bytes a character has by its first one, and which bits of that byte count; 0: none. */
static size_t sequence_length(unsigned char first, uint32_t *bits)
{
    static const struct {
        unsigned char mask, lead;
    } forms[] = {{0x80, 0x00}, {0xe0, 0xc0}, {0xf0, 0xe0}, {0xf8, 0xf0}};

    for (size_t i = 0; i < COUNT(forms); i++) {
        if ((first & forms[i].mask) == forms[i].lead) {
            *bits = first & (unsigned char)~forms[i].mask;
            return i + 1;
        }
    }
    return 0;
}

size_t text_decode(const char *bytes, size_t n, uint32_t *point)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    uint32_t found = 0;
    size_t length = n == 0 ? 0 : sequence_length((unsigned char)bytes[0], &found);

    if (length == 0 || length > n) {
        return 0;
    }
    for (size_t i = 1; i < length; i++) {
        unsigned char byte = (unsigned char)bytes[i];

        if ((byte & 0xc0) != 0x80) {
            return 0;
        }
        found = found << 6 | (byte & 0x3f);
    }
    if (found < least[length] || found > 0x10ffff || (found >= 0xd800 && found <= 0xdfff)) {
        return 0;
    }
    *point = found;
    return length;
}

size_t text_encode(uint32_t point, char out[4])
{
    if (point < 0x80) {
        out[0] = (char)point;
        return 1;
    }
    if (point < 0x800) {
        out[0] = (char)(0xc0 | point >> 6);
        out[1] = (char)(0x80 | (point & 0x3f));
        return 2;
    }
    if (point < 0x10000) {
        out[0] = (char)(0xe0 | point >> 12);
        out[1] = (char)(0x80 | (point >> 6 & 0x3f));
        out[2] = (char)(0x80 | (point & 0x3f));
        return 3;
    }
    out[0] = (char)(0xf0 | point >> 18);
    out[1] = (char)(0x80 | (point >> 12 & 0x3f));
    out[2] = (char)(0x80 | (point >> 6 & 0x3f));
    out[3] = (char)(0x80 | (point & 0x3f));
    return 4;
}

bool text_is_utf8(const char *bytes, size_t n)
{
    uint32_t point;

    while (n > 0) {
        size_t length = (unsigned char)*bytes < 0x80 ? 1 : text_decode(bytes, n, &point);

        if (length == 0) {
            return false;
        }
        bytes += length;
        n -= length;
    }
    return true;
}
