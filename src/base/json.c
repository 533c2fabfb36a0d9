// SPDX-License-Identifier: MIT
#include "base/json.h"

#include "base/text.h"

#include <string.h>

static void escape_unit(struct buffer *out, uint32_t unit)
{
    static const char digits[] = "0123456789ABCDEF";
    char text[6] = {'\\',
                    'u',
                    digits[unit >> 12 & 15],
                    digits[unit >> 8 & 15],
                    digits[unit >> 4 & 15],
                    digits[unit & 15]};

    buffer_add(out, text, sizeof text);
}

/* Outside ASCII the characters that text_safe() would escape stand inside strings, where \u is as
 * good. */
static void escape(struct buffer *out, uint32_t point)
{
    static const char letters[][2] = {['\b'] = "b", ['\t'] = "t", ['\n'] = "n", ['\f'] = "f",
                                      ['\r'] = "r", ['"'] = "\"", ['\\'] = "\\"};

    if (point < COUNT(letters) && letters[point][0]) {
        buffer_add_byte(out, '\\');
        buffer_add_byte(out, (unsigned char)letters[point][0]);
    } else if (point < 0x10000) {
        escape_unit(out, point);
    } else {
        escape_unit(out, 0xd800u + ((point - 0x10000) >> 10));
        escape_unit(out, 0xdc00u + ((point - 0x10000) & 0x3ff));
    }
}

static bool is_plain(unsigned char byte)
{
    return byte >= 0x20 && byte < 0x7f && byte != '"' && byte != '\\';
}

static bool must_escape(uint32_t point)
{
    return point < 0x80 ? !is_plain((unsigned char)point) : text_point_cells(point) < 0;
}

static void string_add(struct buffer *out, const char *text, size_t n)
{
    size_t plain = 0, at = 0;

    buffer_add_byte(out, '"');
    while (at < n) {
        uint32_t point = 0;
        size_t length =
            is_plain((unsigned char)text[at]) ? 1 : text_decode(text + at, n - at, &point);

        if (point != 0 && must_escape(point)) {
            buffer_add(out, text + plain, at - plain);
            escape(out, point);
            plain = at + length;
        }
        at += length;
    }
    buffer_add(out, text + plain, n - plain);
    buffer_add_byte(out, '"');
}

/* Valid UTF-8 without NUL keeps its characters; what is not becomes readable first. */
void json_quote(struct buffer *out, const char *bytes, size_t n)
{
    struct buffer safe = {0};

    if (text_quotable_run(bytes, n) == n) {
        char *to = buffer_extend(out, n + 2);

        to[0] = to[n + 1] = '"';
        memcpy(to + 1, bytes, n);
        return;
    }
    if (text_is_utf8(bytes, n) && !memchr(bytes, 0, n)) {
        string_add(out, bytes, n);
        return;
    }
    text_safe(&safe, bytes, n);
    string_add(out, buffer_text(&safe), safe.length);
    buffer_clear(&safe);
}
