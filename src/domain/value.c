// SPDX-License-Identifier: MIT
#include "domain/value.h"

#include "base/text.h"

#include <string.h>

enum { START_MOST = 24 };

// clang-format off
static const enum code codes[PASTED_FLAW_COUNT] = {
    [PASTED_QUOTED] = CODE_VALUE_QUOTED,               [PASTED_ESCAPED] = CODE_VALUE_ESCAPED_SEMICOLON,
    [PASTED_SMART_QUOTES] = CODE_VALUE_SMART_QUOTES,   [PASTED_INVISIBLE] = CODE_VALUE_INVISIBLE_CHAR,
    [PASTED_NBSP] = CODE_VALUE_NBSP,                   [PASTED_FULLWIDTH] = CODE_VALUE_FULLWIDTH,
    [PASTED_HTML] = CODE_VALUE_HTML_ENTITIES,          [PASTED_ZONE_LINE] = CODE_VALUE_ZONE_LINE,
    [PASTED_NEWLINE] = CODE_VALUE_NEWLINE,             [PASTED_LEADING_SPACE] = CODE_VALUE_LEADING_SPACE,
    [PASTED_TRAILING_SPACE] = CODE_VALUE_TRAILING_SPACE,
};
// clang-format on

/* In front of the mark stand other tags, only in a wrong order: no zone line begins like that. */
static bool is_disordered(const char *bytes, size_t n, const char *mark)
{
    const char *semicolon = memchr(bytes, ';', n);

    for (size_t at = 0; semicolon && at + strlen(mark) <= n; at++) {
        if (text_starts_nocase(bytes + at, mark)) {
            return semicolon < bytes + at;
        }
    }
    return false;
}

void value_read(const char *bytes, size_t n, const char *mark, struct value *out)
{
    *out = (struct value){.bytes = bytes, .n = n};
    if (mark && is_disordered(bytes, n, mark)) {
        mark = NULL;
    }
    pasted_read(bytes, n, mark, &out->plain, &out->flaws);
    if (memchr(buffer_text(&out->plain), '\0', out->plain.length)) {
        struct buffer whole = {0};

        text_add_whole(&whole, out->plain.bytes, out->plain.length);
        buffer_clear(&out->plain);
        out->plain = whole;
    }
}

void value_clear(struct value *value)
{
    buffer_clear(&value->plain);
}

bool value_is_harmed(const struct value *value)
{
    return pasted_is_harmful(&value->flaws);
}

/* People count characters, from 1. */
static size_t character_of(const struct value *value, size_t offset)
{
    size_t n = 1;

    for (size_t i = 0; i < offset && i < value->n; i++) {
        n += ((unsigned char)value->bytes[i] & 0xc0) != 0x80;
    }
    return n;
}

/* How much of the text at the offset shows the flaw: an entity to its semicolon, else a character.
 */
static size_t flaw_length(const struct value *value, enum pasted_flaw flaw, size_t offset)
{
    const char *at = value->bytes + offset;
    size_t left = value->n - offset;
    const char *end = flaw == PASTED_HTML ? memchr(at, ';', left) : NULL;
    uint32_t point;

    return end ? (size_t)(end - at) + 1 : text_decode(at, left, &point);
}

static void tell_character(const struct value *value, enum pasted_flaw flaw,
                           struct finding *finding)
{
    size_t offset = value->flaws.first[flaw].offset;
    uint32_t point = value->flaws.first[flaw].point;
    size_t length = offset < value->n ? flaw_length(value, flaw, offset) : 0;
    char encoded[4];

    finding_word(finding, "n", "%zu", character_of(value, offset));
    finding_word(finding, "hex", "%04X", (unsigned)point);
    if (length > 0) {
        finding_word_bytes(finding, "c", value->bytes + offset, length);
    } else { /* a byte of an older character set */
        finding_word_bytes(finding, "c", encoded, text_encode(point, encoded));
    }
}

static void tell_start(const struct value *value, enum pasted_flaw flaw, struct finding *finding)
{
    const char *text = flaw == PASTED_ZONE_LINE ? value->bytes : buffer_text(&value->plain);
    size_t n = flaw == PASTED_ZONE_LINE ? value->n : value->plain.length;

    finding_word_bytes(finding, "start", text, n < START_MOST ? n : START_MOST);
}

/* In a zone line the quotation marks and blanks belong to it. */
static bool is_told(const struct value *value, enum pasted_flaw flaw)
{
    if (!pasted_has(&value->flaws, flaw)) {
        return false;
    }
    if (flaw == PASTED_TRAILING_SPACE) {
        return !value_is_harmed(value);
    }
    return flaw != PASTED_QUOTED || !pasted_has(&value->flaws, PASTED_ZONE_LINE);
}

void value_tell(const struct value *value, enum area area, const struct name *name,
                const char *expected, struct finding_list *out)
{
    struct buffer found = {0};

    if (value->flaws.flaws == 0) {
        return;
    }
    text_add_whole(&found, value->bytes, value->n);
    for (int flaw = 0; flaw < PASTED_FLAW_COUNT; flaw++) {
        enum code code = codes[flaw];

        if (!is_told(value, (enum pasted_flaw)flaw)) {
            continue;
        }
        if (code == CODE_VALUE_QUOTED && area == AREA_TOKEN) {
            code = CODE_VALUE_TOKEN_QUOTED;
        }
        struct finding *finding = finding_add(out, code, area, name);

        tell_character(value, (enum pasted_flaw)flaw, finding);
        tell_start(value, (enum pasted_flaw)flaw, finding);
        finding_expect(finding, expected, buffer_text(&found));
    }
    buffer_clear(&found);
}
