// SPDX-License-Identifier: MIT
#include "local/detail.h"

#include "base/json.h"
#include "domain/code.h"

#include <string.h>

enum { SEEN_MOST = 2048 };

/* Where a text is cut, which is not inside a character. */
static size_t seen_length(const char *text)
{
    size_t n = strnlen(text, SEEN_MOST);

    if (n == SEEN_MOST) {
        while (n > 0 && ((unsigned char)text[n] & 0xc0) == 0x80) {
            n--;
        }
    }
    return n;
}

static void add_text(struct buffer *out, const char *text)
{
    json_quote(out, text, seen_length(text));
}

/* Keys are plain words: nothing in them needs an escape. */
static void add_key(struct detail *detail, const char *key)
{
    size_t n = strlen(key);
    char *to = buffer_extend(&detail->text, n + 4);

    to[0] = detail->begun ? ',' : '{';
    to[1] = to[n + 2] = '"';
    memcpy(to + 2, key, n);
    to[n + 3] = ':';
    detail->begun = true;
}

void detail_add(struct detail *detail, const char *key, const char *value)
{
    if (value) {
        add_key(detail, key);
        add_text(&detail->text, value);
    }
}

static void add_codes(struct detail *detail, const struct finding_list *findings)
{
    add_key(detail, "codes");
    buffer_add_byte(&detail->text, '[');
    for (size_t i = 0; i < findings->count; i++) {
        if (finding_list_repeats(findings, i)) {
            continue;
        }
        if (i > 0) {
            buffer_add_byte(&detail->text, ',');
        }
        add_text(&detail->text, code_word(findings->items[i].code));
    }
    buffer_add_byte(&detail->text, ']');
}

/* What is added until object_end() goes into an object under this key. */
static void object_begin(struct detail *detail, const char *key)
{
    add_key(detail, key);
    detail->begun = false;
}

static void object_end(struct detail *detail)
{
    (void)detail_end(detail);
}

/* What stood at each record's name, right or wrong, and what the resolver said of it. */
static void add_answers(struct detail *detail, const struct check_result *seen)
{
    object_begin(detail, "answers");
    for (int record = 0; record < RECORD_COUNT; record++) {
        const struct check_record *one = &seen->records[record];
        char name[NAME_TEXT];

        if (!(seen->only & 1u << record) || one->name.length == 0) {
            continue;
        }
        name_text(&one->name, name);
        object_begin(detail, record_word((enum record)record));
        detail_add(detail, "name", name);
        detail_add(detail, "resolver", outcome_name(one->resolver));
        detail_add(detail, "seen", one->seen);
        object_end(detail);
    }
    object_end(detail);
}

/* The answer that a finding rests on, where it names one. */
static void add_seen(struct detail *detail, const struct finding_list *findings)
{
    size_t count = 0;

    add_key(detail, "seen");
    buffer_add_byte(&detail->text, '[');
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];

        if (!finding->found) {
            continue;
        }
        if (count++ > 0) {
            buffer_add_byte(&detail->text, ',');
        }
        detail->begun = false;
        detail_add(detail, "name", finding->name);
        detail_add(detail, "found", finding->found);
        detail_add(detail, "server", finding->server);
        object_end(detail);
    }
    buffer_add_byte(&detail->text, ']');
}

void detail_add_check(struct detail *detail, const struct check_result *seen)
{
    for (int record = 0; record < RECORD_COUNT; record++) {
        if (seen->only & 1u << record) {
            detail_add(detail, record_word((enum record)record),
                       check_status_word(seen->records[record].status));
        }
    }
    add_answers(detail, seen);
    add_codes(detail, &seen->findings);
    add_seen(detail, &seen->findings);
}

const char *detail_end(struct detail *detail)
{
    if (!detail->begun) {
        buffer_add_byte(&detail->text, '{');
        detail->begun = true;
    }
    buffer_add_byte(&detail->text, '}');
    return buffer_text(&detail->text);
}

void detail_reset(struct detail *detail)
{
    buffer_reset(&detail->text);
    detail->begun = false;
}

void detail_clear(struct detail *detail)
{
    buffer_clear(&detail->text);
    detail->begun = false;
}
