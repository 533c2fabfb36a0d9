// SPDX-License-Identifier: MIT
#include "wire/spell.h"

#include "base/clock.h"
#include "base/json.h"
#include "base/memory.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* The comma that is due, the key, and room for n bytes of its value: where those begin. */
static inline char *member(struct buffer *out, const char *key, size_t n)
{
    char last = out->length > 0 ? out->bytes[out->length - 1] : '\n';
    bool comma = last != '{' && last != '[' && last != '\n';
    size_t length = key ? strlen(key) : 0;
    char *to = buffer_extend(out, comma + (key ? length + 3 : 0) + n);

    if (comma) {
        *to++ = ',';
    }
    if (key) {
        *to++ = '"';
        memcpy(to, key, length);
        to += length;
        *to++ = '"';
        *to++ = ':';
    }
    return to;
}

void spell_open(struct buffer *out, const char *key, char open)
{
    *member(out, key, 1) = open;
}

void spell_close(struct buffer *out, char close)
{
    buffer_add_byte(out, (unsigned char)close);
}

static inline void quote(struct buffer *out, const char *key, const char *bytes, size_t n)
{
    char *to = member(out, key, n + 2);

    to[0] = to[n + 1] = '"';
    memcpy(to + 1, bytes, n);
}

void spell_term(struct buffer *out, const char *key, const char *term)
{
    quote(out, key, term, strlen(term));
}

/* Nearly every text is quoted as it is. */
void spell_text_n(struct buffer *out, const char *key, const char *bytes, size_t n)
{
    if (text_quotable_run(bytes, n) == n) {
        quote(out, key, bytes, n);
    } else {
        member(out, key, 0);
        json_quote(out, bytes, n);
    }
}

void spell_null(struct buffer *out, const char *key)
{
    memcpy(member(out, key, 4), "null", 4);
}

void spell_text(struct buffer *out, const char *key, const char *text)
{
    if (text) {
        spell_text_n(out, key, text, strlen(text));
    } else {
        spell_null(out, key);
    }
}

size_t spell_begin(struct buffer *out, const char *key)
{
    *member(out, key, 1) = '"';
    return out->length;
}

void spell_end(struct buffer *out, size_t from)
{
    size_t n = out->length - from;
    char *text;

    if (text_quotable_run(out->bytes + from, n) == n) {
        buffer_add_byte(out, '"');
        return;
    }
    text = mem_dup(out->bytes + from, n);
    buffer_cut(out, from - 1);
    json_quote(out, text, n);
    free(text);
}

void spell_number(struct buffer *out, const char *key, int64_t number)
{
    member(out, key, 0);
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
    member(out, key, 0);
    buffer_add_text(out, flag ? "true" : "false");
}
