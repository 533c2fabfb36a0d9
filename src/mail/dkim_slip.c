// SPDX-License-Identifier: MIT
#include "mail/dkim_slip.h"

#include "base/encode.h"
#include "base/text.h"
#include "mail/dkim_key.h"
#include "mail/dkim_tag.h"

#include <string.h>

enum { BARE_KEY_LEAST = 100 };

/* The value being looked at, without white space around it. */
struct slip_text {
    const char *bytes;
    size_t n;
};

static bool is_blank(char c)
{
    return c != '\0' && strchr(DKIM_BLANKS, c) != NULL;
}

static bool part_set(char *part, const char *bytes, size_t n)
{
    text_safe_copy(part, DKIM_SLIP_PART, bytes, n);
    return true;
}

/* The first place of word in any letter case, NULL when it is not there. */
static const char *find_word(const struct slip_text *text, const char *word)
{
    size_t length = strlen(word);

    for (size_t i = 0; i + length <= text->n; i++) {
        if (text_starts_nocase(text->bytes + i, word)) {
            return text->bytes + i;
        }
    }
    return NULL;
}

static bool is_base64(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' ||
           c == '/';
}

/* Where the key's text begins: behind a PEM frame's first line, else behind p=, else at the very
 * beginning. */
static const char *key_start(const struct slip_text *text)
{
    const char *begin = find_word(text, "-----BEGIN");
    const char *p = find_word(text, "p=");

    if (begin) {
        size_t left = (size_t)(text->bytes + text->n - begin);
        const char *dashes = left > 10 ? memchr(begin + 10, '-', left - 10) : NULL;

        while (dashes && dashes < text->bytes + text->n && *dashes == '-') {
            dashes++;
        }
        return dashes ? dashes : text->bytes + text->n;
    }
    return p ? p + 2 : text->bytes;
}

/* Reads what looks like a key, white space skipped; the end is the first character that is no
 * base64. */
static void key_find(const struct slip_text *text, struct dkim_shape *out, const char **end)
{
    struct buffer base64 = {0}, der = {0};
    const char *at = key_start(text);

    for (; at < text->bytes + text->n && (is_base64(*at) || is_blank(*at)); at++) {
        if (is_base64(*at)) {
            buffer_add_byte(&base64, (unsigned char)*at);
        }
    }
    buffer_cut(&base64, base64.length - base64.length % 4);
    decode_base64(&der, buffer_text(&base64), base64.length, NULL);
    dkim_shape_read("rsa", (const uint8_t *)der.bytes, der.length, out);
    *end = at;
    buffer_clear(&base64);
    buffer_clear(&der);
}

static bool slip_private_key(const struct slip_text *text, char *part)
{
    static const char words[] = "PRIVATE KEY";
    struct dkim_shape key;
    const char *end;

    key_find(text, &key, &end);
    return (find_word(text, words) || key.form == DKIM_KEY_PRIVATE) &&
           part_set(part, words, strlen(words));
}

static bool slip_pem(const struct slip_text *text, char *part)
{
    static const char *const frames[] = {"-----BEGIN", "-----END", "BEGIN PUBLIC KEY",
                                         "END PUBLIC KEY"};

    for (size_t i = 0; i < COUNT(frames); i++) {
        if (find_word(text, frames[i])) {
            return part_set(part, frames[i], strlen(frames[i]));
        }
    }
    return false;
}

static bool slip_foreign(const struct slip_text *text, char *part)
{
    enum txt_kind kind = txt_kind_of(text->bytes, text->n);

    return kind != TXT_KIND_OTHER && kind != TXT_KIND_DKIM && part_set(part, text->bytes, text->n);
}

/* "k=rsa", "p:MII": where a tag of a key record seems to begin, `sign` behind its name. The "==" at
 * the end of wrapped base64 is none. */
static bool is_tag_head(const char *at, size_t n, char sign)
{
    size_t i = 1;

    if (n < 3 || memchr("vhkpst", at[0], 6) == NULL) {
        return false;
    }
    while (i + 2 < n && is_blank(at[i])) {
        i++;
    }
    return at[i] == sign && at[i + 1] != sign;
}

/* A part with ':' for '=', or a value that swallowed the next tag. n= is a note and may say
 * anything. */
static bool has_separator_slip(const struct dkim_tag *tag)
{
    const char *end = tag->value + tag->value_length;

    if (tag->name_length == 0) {
        return is_tag_head(tag->part, tag->part_length, ':');
    }
    for (const char *at = tag->value; at < end && !dkim_tag_is(tag, "n"); at++) {
        bool separates = is_blank(*at) || *at == ':' || *at == ',';

        if (separates && is_tag_head(at + 1, (size_t)(end - at - 1), '=')) {
            return true;
        }
    }
    return false;
}

static bool slip_separator(const struct slip_text *text, char *part)
{
    struct dkim_tags tags;
    struct dkim_tag tag;

    dkim_tags_start(&tags, text->bytes, text->n, DKIM_BLANKS);
    while (dkim_tags_next(&tags, &tag)) {
        if (has_separator_slip(&tag)) {
            return part_set(part, tag.part, tag.part_length);
        }
    }
    return false;
}

static bool slip_bare_key(const struct slip_text *text, char *part)
{
    struct dkim_shape key;
    const char *end;

    if (text->n < BARE_KEY_LEAST || find_word(text, "p=")) {
        return false;
    }
    key_find(text, &key, &end);
    while (end < text->bytes + text->n && *end == '=') {
        end++;
    }
    return end == text->bytes + text->n && (key.bits > 0 || key.truncated) &&
           part_set(part, text->bytes, text->n);
}

typedef bool slip_fn(const struct slip_text *text, char *part);

// clang-format off
static slip_fn *const slips[] = {
    [DKIM_SLIP_PRIVATE_KEY] = slip_private_key, [DKIM_SLIP_PEM] = slip_pem,
    [DKIM_SLIP_FOREIGN] = slip_foreign,         [DKIM_SLIP_SEPARATOR] = slip_separator,
    [DKIM_SLIP_BARE_KEY] = slip_bare_key,
};
// clang-format on
_Static_assert(COUNT(slips) == DKIM_SLIP_COUNT, "every slip can be found");

static struct slip_text text_of(const char *bytes, size_t n)
{
    while (n > 0 && is_blank(bytes[0])) {
        bytes++;
        n--;
    }
    while (n > 0 && is_blank(bytes[n - 1])) {
        n--;
    }
    return (struct slip_text){.bytes = bytes, .n = n};
}

enum dkim_slip dkim_slip_find(const char *bytes, size_t n, char part[DKIM_SLIP_PART])
{
    struct slip_text text = text_of(bytes, n);
    char found[DKIM_SLIP_PART] = "";
    enum dkim_slip slip = DKIM_SLIP_NONE + 1;

    while (slip < DKIM_SLIP_COUNT && !slips[slip](&text, found)) {
        slip++;
    }
    if (part) {
        memcpy(part, found, sizeof found);
    }
    return slip == DKIM_SLIP_COUNT ? DKIM_SLIP_NONE : slip;
}
