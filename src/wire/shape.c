// SPDX-License-Identifier: MIT
#include "wire/shape.h"

#include "base/clock.h"
#include "base/text.h"
#include "wire/wire.h"

#include <stdlib.h>
#include <string.h>

json_t *json_text_n(const char *bytes, size_t n)
{
    struct buffer safe = {0};
    json_t *text;

    if (text_is_utf8(bytes, n) && !memchr(bytes, 0, n)) {
        return json_stringn_nocheck(bytes, n);
    }
    text_safe(&safe, bytes, n);
    text = json_stringn_nocheck(buffer_text(&safe), safe.length);
    buffer_clear(&safe);
    return text;
}

json_t *json_text(const char *text)
{
    return text ? json_text_n(text, strlen(text)) : json_null();
}

json_t *json_word(const char *text)
{
    return text && *text ? json_text(text) : json_null();
}

json_t *json_name(const struct name *name)
{
    char text[NAME_TEXT];

    if (name->length == 0) {
        return json_null();
    }
    name_text(name, text);
    return json_text(text);
}

json_t *json_time(int64_t ms)
{
    char text[CLOCK_TEXT];

    clock_rfc3339(ms, text);
    return json_word(text);
}

json_t *json_number(size_t number)
{
    return json_integer((json_int_t)number);
}

void json_put(json_t *object, const char *key, json_t *value)
{
    json_object_set_new_nocheck(object, key, value);
}

json_t *json_codes(const struct finding_list *findings)
{
    json_t *codes = json_array();

    for (size_t i = 0; i < findings->count; i++) {
        if (!finding_list_repeats(findings, i)) {
            json_array_append_new(codes, json_text(code_word(findings->items[i].code)));
        }
    }
    return codes;
}

json_t *json_spelled(struct buffer *text)
{
    json_t *json = json_loadb(buffer_text(text), text->length, 0, NULL);

    buffer_clear(text);
    return json;
}

/* Outside ASCII the characters that text_safe() would escape stand inside strings, where \u is as
 * good. */
static void escape_add(struct buffer *out, uint32_t point)
{
    if (point < 0x10000) {
        buffer_printf(out, "\\u%04X", (unsigned)point);
    } else {
        buffer_printf(out, "\\u%04X\\u%04X", 0xd800u + (((unsigned)point - 0x10000) >> 10),
                      0xdc00u + (((unsigned)point - 0x10000) & 0x3ff));
    }
}

static void safe_add(struct buffer *out, const char *text, size_t n)
{
    size_t plain = 0, at = 0;

    while (at < n) {
        uint32_t point = (unsigned char)text[at];
        size_t length = point < 0x7f ? 1 : text_decode(text + at, n - at, &point);

        if (point >= 0x7f && text_point_cells(point) < 0) {
            buffer_add(out, text + plain, at - plain);
            escape_add(out, point);
            plain = at + length;
        }
        at += length;
    }
    buffer_add(out, text + plain, n - plain);
}

void json_line(json_t *value, struct buffer *out)
{
    char *text = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);

    safe_add(out, text, strlen(text));
    buffer_add_byte(out, '\n');
    free(text);
    json_decref(value);
}
