// SPDX-License-Identifier: MIT
#include "mail/pasted.h"

#include "base/text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

struct reading {
    const char *bytes;
    size_t n;
    struct buffer text; /* as meant, so far */
    struct pasted *out;
};

enum { REMOVED = 0, SHIFTED = 1, REFERENCE_MOST = 8 };
#define NO_FLAW PASTED_FLAW_COUNT

/* Characters that stand for others: becomes an ASCII character, REMOVED, or SHIFTED by 0xFEE0. */
// clang-format off
static const struct lookalike {
    uint32_t first, last;
    enum pasted_flaw flaw;
    char becomes;
} lookalikes[] = {
    { 0x00a0, 0x00a0, PASTED_NBSP,         ' '     },
    { 0x00ab, 0x00ab, PASTED_SMART_QUOTES, '"'     },
    { 0x00ad, 0x00ad, PASTED_INVISIBLE,    REMOVED },
    { 0x00b4, 0x00b4, PASTED_SMART_QUOTES, '\''    },
    { 0x00bb, 0x00bb, PASTED_SMART_QUOTES, '"'     },
    { 0x2000, 0x200a, PASTED_NBSP,         ' '     },
    { 0x200b, 0x200f, PASTED_INVISIBLE,    REMOVED },
    { 0x2010, 0x2015, NO_FLAW,             '-'     },
    { 0x2018, 0x201b, PASTED_SMART_QUOTES, '\''    },
    { 0x201c, 0x201f, PASTED_SMART_QUOTES, '"'     },
    { 0x2028, 0x2029, PASTED_NEWLINE,      ' '     },
    { 0x202a, 0x202e, PASTED_INVISIBLE,    REMOVED },
    { 0x202f, 0x202f, PASTED_NBSP,         ' '     },
    { 0x2032, 0x2032, PASTED_SMART_QUOTES, '\''    },
    { 0x2033, 0x2033, PASTED_SMART_QUOTES, '"'     },
    { 0x2039, 0x203a, PASTED_SMART_QUOTES, '\''    },
    { 0x205f, 0x205f, PASTED_NBSP,         ' '     },
    { 0x2060, 0x2064, PASTED_INVISIBLE,    REMOVED },
    { 0x2212, 0x2212, NO_FLAW,             '-'     },
    { 0x3000, 0x3000, PASTED_FULLWIDTH,    ' '     },
    { 0x300c, 0x300f, PASTED_SMART_QUOTES, '"'     },
    { 0x301d, 0x301f, PASTED_SMART_QUOTES, '"'     },
    { 0xfeff, 0xfeff, PASTED_INVISIBLE,    REMOVED },
    { 0xff01, 0xff5e, PASTED_FULLWIDTH,    SHIFTED },
};

/* Single bytes that are no UTF-8: what Windows-1252 and Latin-1 mean by them. */
static const struct {
    unsigned char byte;
    uint16_t point;
} single_bytes[] = {
    { 0x82, 0x201a }, { 0x84, 0x201e }, { 0x8b, 0x2039 }, { 0x91, 0x2018 }, { 0x92, 0x2019 },
    { 0x93, 0x201c }, { 0x94, 0x201d }, { 0x96, 0x2013 }, { 0x97, 0x2014 }, { 0x9b, 0x203a },
    { 0xa0, 0x00a0 }, { 0xab, 0x00ab }, { 0xad, 0x00ad }, { 0xb4, 0x00b4 }, { 0xbb, 0x00bb },
};

/* Sequences that somebody's escaping left behind. */
static const struct {
    const char *written;
    enum pasted_flaw flaw;
    char becomes;
} sequences[] = {
    { "\\;",     PASTED_ESCAPED, ';'  },
    { "\\\"",    NO_FLAW,        '"'  },
    { "\\n",     PASTED_NEWLINE, ' '  },
    { "\\r",     PASTED_NEWLINE, ' '  },
    { "\\t",     PASTED_NEWLINE, ' '  },
    { "&quot;",  PASTED_HTML,    '"'  },
    { "&apos;",  PASTED_HTML,    '\'' },
    { "&amp;",   PASTED_HTML,    '&'  },
    { "&lt;",    PASTED_HTML,    '<'  },
    { "&gt;",    PASTED_HTML,    '>'  },
    { "&nbsp;",  PASTED_HTML,    ' '  },
    { "&semi;",  PASTED_HTML,    ';'  },
    { "&colon;", PASTED_HTML,    ':'  },
    { "&equals;", PASTED_HTML,   '='  },
    { "\r",      PASTED_NEWLINE, ' '  },
    { "\n",      PASTED_NEWLINE, ' '  },
    { "\t",      PASTED_NEWLINE, ' '  },
};
// clang-format on

static void note(struct pasted *out, enum pasted_flaw flaw, size_t offset, uint32_t point)
{
    if (flaw != NO_FLAW && !pasted_has(out, flaw)) {
        out->flaws |= 1u << flaw;
        out->first[flaw].offset = offset;
        out->first[flaw].point = point;
    }
}

static size_t read_sequence(struct reading *reading, size_t at)
{
    for (size_t i = 0; i < COUNT(sequences); i++) {
        size_t length = strlen(sequences[i].written);

        if (length <= reading->n - at &&
            text_same_nocase(reading->bytes + at, sequences[i].written, length)) {
            note(reading->out, sequences[i].flaw, at, (unsigned char)reading->bytes[at]);
            buffer_add_byte(&reading->text, (unsigned char)sequences[i].becomes);
            return length;
        }
    }
    return 0;
}

/* &#59; and &#x3b; for a printable ASCII character; its length, 0: none stands there. */
static size_t read_reference(struct reading *reading, size_t at)
{
    const char *text = reading->bytes + at;
    size_t left = reading->n - at;
    const char *semicolon = memchr(text, ';', left < REFERENCE_MOST ? left : REFERENCE_MOST);
    char digits[REFERENCE_MOST] = {0}, *end = digits;
    unsigned long point;
    bool hex;

    if (!semicolon || semicolon - text < 3 || text[0] != '&' || text[1] != '#') {
        return 0;
    }
    hex = text[2] == 'x' || text[2] == 'X';
    memcpy(digits, text + 2 + hex, (size_t)(semicolon - text) - 2 - hex);
    point = isxdigit((unsigned char)digits[0]) ? strtoul(digits, &end, hex ? 16 : 10) : 0;
    if (*end || point < ' ' || point > '~') {
        return 0;
    }
    note(reading->out, PASTED_HTML, at, '&');
    buffer_add_byte(&reading->text, (unsigned char)point);
    return (size_t)(semicolon - text) + 1;
}

/* The character at the offset; its length. A byte that is no character is point 0. */
static size_t read_point(const struct reading *reading, size_t at, uint32_t *point)
{
    unsigned char byte = (unsigned char)reading->bytes[at];
    size_t length = text_decode(reading->bytes + at, reading->n - at, point);

    if (length > 0) {
        return length;
    }
    *point = 0;
    for (size_t i = 0; i < COUNT(single_bytes); i++) {
        *point = single_bytes[i].byte == byte ? single_bytes[i].point : *point;
    }
    return 1;
}

static const struct lookalike *find_lookalike(uint32_t point)
{
    for (size_t i = 0; i < COUNT(lookalikes); i++) {
        if (point >= lookalikes[i].first && point <= lookalikes[i].last) {
            return &lookalikes[i];
        }
    }
    return NULL;
}

static size_t read_character(struct reading *reading, size_t at)
{
    uint32_t point = 0;
    size_t length = read_point(reading, at, &point);
    const struct lookalike *like = find_lookalike(point);

    if (like == NULL) {
        buffer_add(&reading->text, reading->bytes + at, length);
        return length;
    }
    note(reading->out, like->flaw, at, point);
    if (like->becomes == SHIFTED) {
        buffer_add_byte(&reading->text, (unsigned char)(point - 0xfee0));
    } else if (like->becomes != REMOVED) {
        buffer_add_byte(&reading->text, (unsigned char)like->becomes);
    }
    return length;
}

/* How much is printable ASCII that begins nothing above: nearly all of what records hold. */
static size_t plain_run(const char *bytes, size_t n)
{
    size_t run = 0;

    while (run < n && bytes[run] >= ' ' && bytes[run] <= '~' && bytes[run] != '\\' &&
           bytes[run] != '&') {
        run++;
    }
    return run;
}

static size_t read_special(struct reading *reading, size_t at)
{
    size_t used = read_sequence(reading, at);

    used = used > 0 ? used : read_reference(reading, at);
    return used > 0 ? used : read_character(reading, at);
}

/* Marks that a record may begin or end with, but not both. */
static bool is_pair(char first, char last)
{
    return first == last && (first == '\'' || first == '`');
}

/* What shows at the borders of the value as published. */
static void read_borders(const char *bytes, size_t n, struct pasted *out)
{
    size_t first = 0;
    size_t last = n;

    while (first < n && (bytes[first] == ' ' || bytes[first] == '\t')) {
        first++;
    }
    while (last > first && bytes[last - 1] == ' ') {
        last--;
    }
    if (first > 0) {
        note(out, PASTED_LEADING_SPACE, 0, (unsigned char)bytes[0]);
    }
    if (last < n && last > 0) {
        note(out, PASTED_TRAILING_SPACE, last, ' ');
    }
    if (last > first && bytes[first] == '"') {
        note(out, PASTED_QUOTED, first, '"');
    }
    if (last > first && (bytes[last - 1] == '"' || is_pair(bytes[first], bytes[last - 1]))) {
        note(out, PASTED_QUOTED, last - 1, (unsigned char)bytes[last - 1]);
    }
}

static bool is_wrapping(char c)
{
    return c == ' ' || c == '\'' || c == '`' || c == '(' || c == ')';
}

/* Double quotes go wherever they stand: between two of them a zone file joins its strings, and no
 * record needs one. Everything else that can wrap a value goes at both ends. */
static void unwrap(struct buffer *text)
{
    size_t kept = 0;
    size_t start = 0;

    for (size_t i = 0; i < text->length; i++) {
        if (text->bytes[i] != '"') {
            text->bytes[kept++] = text->bytes[i];
            continue;
        }
        size_t next = i + 1;

        while (next < text->length && text->bytes[next] == ' ') {
            next++;
        }
        i = next < text->length && text->bytes[next] == '"' ? next : i;
    }
    while (kept > 0 && is_wrapping(text->bytes[kept - 1])) {
        kept--;
    }
    while (start < kept && is_wrapping(text->bytes[start])) {
        start++;
    }
    if (text->length > 0) {
        memmove(text->bytes, text->bytes + start, kept - start);
        buffer_cut(text, kept - start);
    }
}

/* Cuts off what stands in front of the mark; true when something did. */
static bool cut_to_mark(struct buffer *text, const char *mark)
{
    size_t length = strlen(mark);

    for (size_t at = 1; at + length <= text->length; at++) {
        if (text_same_nocase(text->bytes + at, mark, length)) {
            memmove(text->bytes, text->bytes + at, text->length - at);
            buffer_cut(text, text->length - at);
            return true;
        }
    }
    return false;
}

static bool begins(const struct buffer *text, const char *mark)
{
    return text_starts_nocase(buffer_text(text), mark);
}

void pasted_read(const char *bytes, size_t n, const char *mark, struct buffer *plain,
                 struct pasted *out)
{
    struct reading reading = {.bytes = bytes, .n = n, .out = out};
    size_t at = 0;

    *out = (struct pasted){0};
    read_borders(bytes, n, out);
    while (at < n && (bytes[at] == ' ' || bytes[at] == '\t')) {
        at++;
    }
    while (at < n) {
        size_t run = plain_run(bytes + at, n - at);

        buffer_add(&reading.text, bytes + at, run);
        at += run > 0 ? run : read_special(&reading, at);
    }
    unwrap(&reading.text);
    if (mark != NULL && !begins(&reading.text, mark) && cut_to_mark(&reading.text, mark)) {
        note(out, PASTED_ZONE_LINE, 0, (unsigned char)bytes[0]);
    }
    if (plain != NULL) {
        buffer_add(plain, buffer_text(&reading.text), reading.text.length);
    }
    buffer_clear(&reading.text);
}

bool pasted_has(const struct pasted *pasted, enum pasted_flaw flaw)
{
    return (pasted->flaws & (1u << flaw)) != 0;
}

bool pasted_is_harmful(const struct pasted *pasted)
{
    return (pasted->flaws & ~(1u << PASTED_TRAILING_SPACE)) != 0;
}
