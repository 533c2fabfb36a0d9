// SPDX-License-Identifier: MIT
#include "mail/dkim_tag.h"

#include "base/text.h"

#include <string.h>

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Blank and tab are blanks of both; most bytes are above all of them. */
static bool is_blank(char c, const char *blanks)
{
    return (unsigned char)c <= ' ' &&
           (c == ' ' || c == '\t' || (c != '\0' && strchr(blanks, c) != NULL));
}

const char *dkim_span_trim(const char *bytes, size_t *n, const char *blanks)
{
    while (*n > 0 && is_blank(bytes[0], blanks)) {
        bytes++;
        (*n)--;
    }
    while (*n > 0 && is_blank(bytes[*n - 1], blanks)) {
        (*n)--;
    }
    return bytes;
}

static bool is_name_char(char c, bool first)
{
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');

    return letter || (!first && ((c >= '0' && c <= '9') || c == '_'));
}

static bool is_tag_name(const char *name, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (!is_name_char(name[i], i == 0)) {
            return false;
        }
    }
    return n > 0;
}

/* Splits the part at its first "="; without one, or without a name, it is no tag. */
static void part_split(struct dkim_tag *tag, const char *blanks)
{
    const char *equals = memchr(tag->part, '=', tag->part_length);
    size_t before, after;

    if (equals == NULL) {
        return;
    }
    before = (size_t)(equals - tag->part);
    after = tag->part_length - before - 1;
    tag->spaced =
        (before > 0 && is_blank(equals[-1], blanks)) || (after > 0 && is_blank(equals[1], blanks));
    tag->name = dkim_span_trim(tag->part, &before, blanks);
    tag->name_length = is_tag_name(tag->name, before) ? before : 0;
    tag->value = dkim_span_trim(equals + 1, &after, blanks);
    tag->value_length = after;
}

void dkim_tags_start(struct dkim_tags *tags, const char *bytes, size_t n, const char *blanks)
{
    *tags = (struct dkim_tags){.at = bytes, .end = bytes + n, .blanks = blanks};
}

bool dkim_tags_next(struct dkim_tags *tags, struct dkim_tag *out)
{
    size_t left = (size_t)(tags->end - tags->at), length;
    const char *semicolon;

    if (left == 0) {
        return false;
    }
    semicolon = memchr(tags->at, ';', left);
    length = semicolon ? (size_t)(semicolon - tags->at) : left;
    *out = (struct dkim_tag){.name = "", .value = ""};
    out->part_length = length;
    out->part = dkim_span_trim(tags->at, &out->part_length, tags->blanks);
    tags->at += semicolon ? length + 1 : length;
    if (out->part_length == 0 && !semicolon) {
        return false; /* blanks behind the last semicolon */
    }
    part_split(out, tags->blanks);
    return true;
}

bool dkim_tag_is(const struct dkim_tag *tag, const char *name)
{
    return tag->name_length > 0 && tag->name[0] == name[0] && strlen(name) == tag->name_length &&
           memcmp(tag->name, name, tag->name_length) == 0;
}

bool dkim_tag_is_nocase(const struct dkim_tag *tag, const char *name)
{
    return tag->name_length > 0 && lower(tag->name[0]) == lower(name[0]) &&
           strlen(name) == tag->name_length && text_starts_nocase(tag->name, name);
}

bool dkim_value_is_nocase(const struct dkim_tag *tag, const char *word)
{
    return strlen(word) == tag->value_length && text_starts_nocase(tag->value, word);
}

bool dkim_tag_same_name(const struct dkim_tag *a, const struct dkim_tag *b)
{
    return a->name_length == b->name_length && memcmp(a->name, b->name, a->name_length) == 0;
}

bool dkim_tag_same_name_nocase(const struct dkim_tag *a, const struct dkim_tag *b)
{
    size_t i = 0;

    while (i < a->name_length && i < b->name_length && lower(a->name[i]) == lower(b->name[i])) {
        i++;
    }
    return i == a->name_length && i == b->name_length;
}

bool dkim_list_has(const char *value, size_t n, const char *word)
{
    const char *end = value + n;

    while (value < end) {
        const char *colon = memchr(value, ':', (size_t)(end - value));
        size_t length = (size_t)((colon ? colon : end) - value);
        const char *item = dkim_span_trim(value, &length, DKIM_BLANKS);

        if (length == strlen(word) && text_starts_nocase(item, word)) {
            return true;
        }
        value = colon ? colon + 1 : end;
    }
    return false;
}
