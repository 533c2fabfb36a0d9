// SPDX-License-Identifier: MIT
#include "domain/finding.h"

#include "base/text.h"
#include "base/words.h"

#include <string.h>

/* What stands for a word that nobody filled in. */
static const char unknown[] = "...";

static void duration_add(struct buffer *out, uint32_t seconds)
{
    if (seconds < 60) {
        buffer_printf(out, _("%u s"), seconds);
    } else if (seconds < 60 * 60) {
        buffer_printf(out, _("%u min %u s"), seconds / 60, seconds % 60);
    } else {
        buffer_printf(out, _("%u h %u min"), seconds / 3600, seconds % 3600 / 60);
    }
}

static bool key_is(const char *key, size_t n, const char *word)
{
    return strlen(word) == n && memcmp(key, word, n) == 0;
}

/* The finding's own fields are words too; NULL: not one of them. */
static const char *field_of(const struct finding *finding, const char *key, size_t n)
{
    const struct {
        const char *key, *value;
    } fields[] = {
        {"name", finding->name},
        {"expected", finding->expected},
        {"found", finding->found},
        {"server", finding->server},
    };

    for (size_t i = 0; i < COUNT(fields); i++) {
        if (key_is(key, n, fields[i].key)) {
            return fields[i].value;
        }
    }
    return NULL;
}

static const char *word_of(const struct finding *finding, const char *key, size_t n)
{
    for (size_t i = 0; i < finding->word_count; i++) {
        const struct finding_word *word = &finding->words[i];

        if (word->value && key_is(key, n, word->key)) {
            /* gettext("") would be the catalogue's header. */
            return finding_word_is_sentence(word->key) && *word->value ? words_find(word->value)
                                                                       : word->value;
        }
    }
    return NULL;
}

static void word_add(const struct finding *finding, const char *key, size_t n, struct buffer *out)
{
    const char *value = word_of(finding, key, n);

    if (!value) {
        value = field_of(finding, key, n);
    }
    if (value) {
        buffer_add_text(out, value);
    } else if (key_is(key, n, "ttl")) {
        buffer_printf(out, "%u", finding->ttl);
    } else if (key_is(key, n, "wait")) {
        duration_add(out, finding->ttl);
    } else {
        buffer_add_text(out, unknown);
    }
}

/* The length of "key}" when text begins with one, else 0. */
static size_t key_length(const char *text)
{
    size_t n = strspn(text, "abcdefghijklmnopqrstuvwxyz-");

    return n > 0 && text[n] == '}' ? n : 0;
}

static void sentence_add(const struct finding *finding, const char *template, struct buffer *out)
{
    size_t start = out->length;

    while (*template) {
        size_t run = strcspn(template, "{");
        size_t n = template[run] ? key_length(template + run + 1) : 0;

        if (n) {
            buffer_add(out, template, run);
            word_add(finding, template + run + 1, n, out);
            template += run + n + 2;
        } else {
            run += template[run] != '\0';
            buffer_add(out, template, run);
            template += run;
        }
    }
    while (out->length > start && out->bytes[out->length - 1] == ' ') {
        buffer_cut(out, out->length - 1);
    }
}

bool finding_word_is_sentence(const char *key)
{
    return text_equal(key, "why") || text_equal(key, "kind");
}

void finding_message(const struct finding *finding, struct buffer *out)
{
    sentence_add(finding, _(code_message(finding->code)), out);
}

void finding_advice(const struct finding *finding, struct buffer *out)
{
    sentence_add(finding, _(code_advice(finding->code)), out);
}
