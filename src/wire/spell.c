// SPDX-License-Identifier: MIT
#include "wire/spell.h"

#include "base/clock.h"
#include "base/json.h"

#include <string.h>

static void begin(struct buffer *out, const char *key)
{
    char last = out->length > 0 ? out->bytes[out->length - 1] : '\n';

    if (last != '{' && last != '[' && last != '\n') {
        buffer_add_byte(out, ',');
    }
    if (key) {
        size_t n = strlen(key);
        char *to = buffer_extend(out, n + 3);

        *to = '"';
        memcpy(to + 1, key, n);
        memcpy(to + 1 + n, "\":", 2);
    }
}

void spell_open(struct buffer *out, const char *key, char open)
{
    begin(out, key);
    buffer_add_byte(out, (unsigned char)open);
}

void spell_close(struct buffer *out, char close)
{
    buffer_add_byte(out, (unsigned char)close);
}

void spell_text_n(struct buffer *out, const char *key, const char *bytes, size_t n)
{
    begin(out, key);
    json_quote(out, bytes, n);
}

void spell_null(struct buffer *out, const char *key)
{
    begin(out, key);
    buffer_add(out, "null", 4);
}

void spell_text(struct buffer *out, const char *key, const char *text)
{
    if (text) {
        spell_text_n(out, key, text, strlen(text));
    } else {
        spell_null(out, key);
    }
}

void spell_number(struct buffer *out, const char *key, int64_t number)
{
    begin(out, key);
    buffer_add_number(out, number);
}

void spell_word(struct buffer *out, const char *key, const char *text)
{
    spell_text(out, key, text && *text ? text : NULL);
}

void spell_time(struct buffer *out, const char *key, int64_t ms)
{
    char text[CLOCK_TEXT];

    clock_rfc3339(ms, text);
    spell_word(out, key, text);
}

void spell_flag(struct buffer *out, const char *key, bool flag)
{
    begin(out, key);
    buffer_add_text(out, flag ? "true" : "false");
}
