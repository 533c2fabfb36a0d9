// SPDX-License-Identifier: MIT
#include "domain/provider.h"

#include "base/text.h"
#include "base/words.h"
#include "domain/provider_book.h"

#include <string.h>

size_t provider_book_count(const struct provider_book *book)
{
    return book->count;
}

const struct provider *provider_at(const struct provider_book *book, size_t i)
{
    return &book->items[i];
}

const struct provider *provider_by_id(const struct provider_book *book, const char *id)
{
    for (size_t i = 0; i < book->count; i++) {
        if (text_equal(book->items[i].id, id)) {
            return &book->items[i];
        }
    }
    return NULL;
}

const char *provider_name(const struct provider *provider)
{
    const char *language = words_language();
    const char *translated = NULL;

    if (text_equal(language, "ja")) {
        translated = provider->name_ja;
    } else if (text_equal(language, "ko")) {
        translated = provider->name_ko;
    }
    return translated ? translated : provider->name;
}

/* One label against a pattern with at most one "*", which stands for one byte or more. */
static bool label_fits(const uint8_t *label, size_t n, const uint8_t *pattern, size_t pattern_n)
{
    const uint8_t *star = memchr(pattern, '*', pattern_n);
    size_t head, tail;

    if (!star) {
        return n == pattern_n && memcmp(label, pattern, n) == 0;
    }
    head = (size_t)(star - pattern);
    tail = pattern_n - head - 1;
    return n > head + tail && memcmp(label, pattern, head) == 0 &&
           memcmp(label + n - tail, star + 1, tail) == 0;
}

/* How closely a pattern fits the last labels of a name: its length, 0 when it does not fit. */
static size_t pattern_fit(const struct name *name, const struct name *pattern)
{
    if (name->labels < pattern->labels) {
        return 0;
    }
    for (size_t i = 0; i < pattern->labels; i++) {
        size_t n, pattern_n;
        const uint8_t *label = name_label(name, (size_t)(name->labels - pattern->labels) + i, &n);
        const uint8_t *wanted = name_label(pattern, i, &pattern_n);

        if (!label_fits(label, n, wanted, pattern_n)) {
            return 0;
        }
    }
    return pattern->length;
}

static size_t provider_fit(const struct provider *provider, const struct name *ns)
{
    size_t best = 0;

    for (size_t i = 0; i < provider->ns_count; i++) {
        size_t fit = pattern_fit(ns, &provider->ns[i]);

        best = fit > best ? fit : best;
    }
    return best;
}

static size_t match_self(const struct provider_book *book, const struct provider **out)
{
    *out = provider_by_id(book, "self");
    return *out ? 1 : 0;
}

size_t provider_match(const struct provider_book *book, const struct name *ns,
                      const struct name *zone, const struct provider **out, size_t max)
{
    size_t best = 0, found = 0;

    if (max > 0 && zone && zone->length > 0 && name_is_within(ns, zone)) {
        return match_self(book, out);
    }
    for (size_t i = 0; i < book->count; i++) {
        size_t fit = provider_fit(&book->items[i], ns);

        if (fit > best) {
            best = fit;
            found = 0;
        }
        if (fit > 0 && fit == best && found < max) {
            out[found++] = &book->items[i];
        }
    }
    return found;
}

static void apex_text(const struct provider *provider, const struct name *zone, char out[NAME_TEXT])
{
    switch (provider ? provider->apex : PROVIDER_APEX_AT) {
    case PROVIDER_APEX_AT:
        text_copy(out, NAME_TEXT, "@");
        return;
    case PROVIDER_APEX_EMPTY:
        *out = '\0';
        return;
    case PROVIDER_APEX_NAME:
        name_text(zone, out);
        return;
    }
}

void provider_host_text(const struct provider *provider, const struct name *name,
                        const struct name *zone, char out[NAME_TEXT])
{
    size_t n;

    if (name_equal(name, zone)) {
        apex_text(provider, zone, out);
        return;
    }
    if (provider && provider->host == PROVIDER_HOST_FULL_DOT) {
        name_text(name, out);
        n = strlen(out);
        text_copy(out + n, NAME_TEXT - n, ".");
        return;
    }
    if (!name_relative(name, zone, out)) {
        name_text(name, out);
    }
}
