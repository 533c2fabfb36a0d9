// SPDX-License-Identifier: MIT
#include "tests/support/json_rdata.h"

#include "base/text.h"
#include "dns/record.h"

#include <jansson.h>
#include <string.h>

enum { STRING_MOST = 255 };

/* Latin-1 where all characters fit, else UTF-8, as the case files say. */
static void text_bytes(const char *text, struct buffer *out)
{
    struct buffer latin = {0};
    size_t n = strlen(text), i = 0;
    uint32_t point;

    while (i < n) {
        i += text_decode(text + i, n - i, &point);
        if (point > 0xff) {
            buffer_add(out, text, n);
            buffer_clear(&latin);
            return;
        }
        buffer_add_byte(&latin, (unsigned char)point);
    }
    buffer_add(out, latin.bytes, latin.length);
    buffer_clear(&latin);
}

static void add_string(struct buffer *out, const char *text)
{
    struct buffer bytes = {0};
    size_t at = 0;

    text_bytes(text, &bytes);
    do {
        size_t n = bytes.length - at < STRING_MOST ? bytes.length - at : STRING_MOST;

        buffer_add_byte(out, (unsigned char)n);
        buffer_add(out, buffer_text(&bytes) + at, n);
        at += n;
    } while (at < bytes.length);
    buffer_clear(&bytes);
}

static void add_strings(struct buffer *out, const json_t *data)
{
    if (json_is_string(data)) {
        add_string(out, json_string_value(data));
    }
    for (size_t i = 0; i < json_array_size(data); i++) {
        add_string(out, json_string_value(json_array_get(data, i)));
    }
}

static void add_name(struct buffer *out, const char *text)
{
    struct name name;

    if (name_parse(text, &name)) {
        buffer_add(out, name.wire, name.length);
    }
}

void json_rdata(uint16_t type, const json_t *data, struct buffer *out)
{
    struct address address;

    if (type == RR_TXT || type == RR_SPF) {
        add_strings(out, data);
    } else if (type == RR_MX) {
        buffer_add(out, "\0\12", 2);
        add_name(out, json_string_value(json_array_get(data, 1)));
    } else if ((type == RR_A || type == RR_AAAA) &&
               address_parse(json_string_value(data), &address)) {
        buffer_add(out, address.bytes, type == RR_A ? 4 : 16);
    } else if (json_is_string(data)) {
        add_name(out, json_string_value(data));
    }
}
