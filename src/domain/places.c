// SPDX-License-Identifier: MIT
#include "domain/places.h"

#include "base/array.h"
#include "base/buffer.h"
#include "domain/requirement.h"

#include <stdlib.h>

enum { LETTER = 3 /* characters of "{d}" */ };

struct pattern {
    const char *name; /* {d} the domain, {z} its zone, {p} its parent, {s} the selector; the last
                         label of all is one of the first three */
    enum code code;
};

// clang-format off
static const struct pattern token_patterns[] = {
    {"{d}.{d}",        CODE_HOST_DOUBLED},     {"{d}.{z}",             CODE_HOST_DOUBLED},
    {"www.{d}",        CODE_HOST_AT_WWW},      {"mail.{d}",            CODE_HOST_AT_WWW},
    {"@.{d}",          CODE_HOST_WRONG_LEVEL}, {"@.{z}",               CODE_HOST_WRONG_LEVEL},
    {"{p}",            CODE_HOST_WRONG_LEVEL}, {"{z}",                 CODE_HOST_WRONG_LEVEL},
    {"_dmarc.{d}",     CODE_HOST_WRONG_LEVEL}, {"{s}._domainkey.{d}",  CODE_HOST_WRONG_LEVEL},
    {"_domainkey.{d}", CODE_HOST_WRONG_LEVEL}, {"txt.{d}",             CODE_HOST_WRONG_LEVEL},
};
/* Not above the domain: others may send from there by the same service, and rightly so. */
static const struct pattern spf_patterns[] = {
    {"{d}.{d}",        CODE_HOST_DOUBLED},     {"{d}.{z}",             CODE_HOST_DOUBLED},
    {"www.{d}",        CODE_HOST_AT_WWW},      {"mail.{d}",            CODE_HOST_AT_WWW},
    {"@.{d}",          CODE_HOST_WRONG_LEVEL}, {"spf.{d}",             CODE_HOST_WRONG_LEVEL},
    {"_spf.{d}",       CODE_HOST_WRONG_LEVEL}, {"txt.{d}",             CODE_HOST_WRONG_LEVEL},
    {"_dmarc.{d}",     CODE_HOST_WRONG_LEVEL}, {"{s}._domainkey.{d}",  CODE_HOST_WRONG_LEVEL},
    {"_domainkey.{d}", CODE_HOST_WRONG_LEVEL},
};
static const struct pattern dkim_patterns[] = {
    {"{s}._domainkey.{d}.{d}",   CODE_HOST_DOUBLED},
    {"{s}._domainkey.{d}.{z}",   CODE_HOST_DOUBLED},
    {"{s}.domainkey.{d}",        CODE_HOST_MISSING_UNDERSCORE},
    {"{s}_domainkey.{d}",        CODE_HOST_DOT_LOST},
    {"{s}-_domainkey.{d}",       CODE_HOST_DOT_LOST},
    {"{s}-domainkey.{d}",        CODE_HOST_DOT_LOST},
    {"{s}domainkey.{d}",         CODE_HOST_DOT_LOST},
    {"{s}.{d}",                  CODE_HOST_WRONG_LEVEL},
    {"_domainkey.{d}",           CODE_HOST_WRONG_LEVEL},
    {"domainkey.{d}",            CODE_HOST_WRONG_LEVEL},
    {"{d}",                      CODE_HOST_WRONG_LEVEL},
    {"www.{d}",                  CODE_HOST_WRONG_LEVEL},
    {"{s}._domainkey.www.{d}",   CODE_HOST_WRONG_LEVEL},
    {"{s}._domainkey.mail.{d}",  CODE_HOST_WRONG_LEVEL},
    {"_domainkey.{s}.{d}",       CODE_HOST_WRONG_LEVEL},
    {"{s}._domainkey._domainkey.{d}", CODE_HOST_WRONG_LEVEL},
    {"{s}._domainkey.{p}",       CODE_HOST_WRONG_LEVEL},
    {"{s}._domainkey.{z}",       CODE_HOST_WRONG_LEVEL},
    {"_dmarc.{d}",               CODE_HOST_WRONG_LEVEL},
};
static const struct pattern dmarc_patterns[] = {
    {"{d}",                 CODE_DMARC_AT_APEX},
    {"dmarc.{d}",           CODE_HOST_MISSING_UNDERSCORE},
    {"_dmarc.{d}.{d}",      CODE_HOST_DOUBLED},
    {"_dmarc.{d}.{z}",      CODE_HOST_DOUBLED},
    {"_dmarc._dmarc.{d}",   CODE_HOST_WRONG_LEVEL},
    {"-dmarc.{d}",          CODE_HOST_MISSING_UNDERSCORE},
    {"__dmarc.{d}",         CODE_HOST_WRONG_LEVEL},
    {"_dmarc.www.{d}",      CODE_HOST_WRONG_LEVEL},
    {"_dmarc.mail.{d}",     CODE_HOST_WRONG_LEVEL},
    {"www.{d}",             CODE_HOST_WRONG_LEVEL},
    {"_domainkey.{d}",      CODE_HOST_WRONG_LEVEL},
    {"_dmarc._domainkey.{d}", CODE_HOST_WRONG_LEVEL},
    {"{s}._domainkey.{d}",  CODE_HOST_WRONG_LEVEL},
};
static const struct {
    const struct pattern *patterns;
    size_t count;
} lists[] = {
    [RECORD_TOKEN] = {token_patterns, COUNT(token_patterns)}, [RECORD_SPF] = {spf_patterns, COUNT(spf_patterns)},
    [RECORD_DKIM] = {dkim_patterns, COUNT(dkim_patterns)},  [RECORD_DMARC] = {dmarc_patterns, COUNT(dmarc_patterns)},
};
// clang-format on
_Static_assert(COUNT(lists) == RECORD_COUNT, "every record has its places");

static void add_name(struct buffer *out, const struct name *name)
{
    char text[NAME_TEXT];

    name_text(name, text);
    buffer_add_text(out, text);
}

/* What a pattern ends in; false: it is not known, so the place is none. */
static bool base_of(const struct checkup *checkup, char letter, struct name *out)
{
    switch (letter) {
    case 'z':
        *out = checkup->source->zone;
        return out->length > 0;
    case 'p':
        return name_parent(&checkup->wanted->domain, out);
    default:
        *out = checkup->wanted->domain;
        return true;
    }
}

/* What stands before that, as text. */
static bool expand_head(const struct checkup *checkup, const char *pattern, size_t n,
                        struct buffer *out)
{
    const char *selector = checkup->wanted->selector, *end = pattern + n;

    while (pattern < end) {
        size_t run = strcspn(pattern, "{");

        if (run > 0) {
            run = run < (size_t)(end - pattern) ? run : (size_t)(end - pattern);
            buffer_add(out, pattern, run);
            pattern += run;
            continue;
        }
        if (pattern[1] == 'd') {
            add_name(out, &checkup->wanted->domain);
        } else if (selector && *selector) {
            buffer_add_text(out, selector);
        } else {
            return false;
        }
        pattern += LETTER;
    }
    return true;
}

/* False: there is no such place. text: to work in. */
static bool expand(const struct checkup *checkup, const char *pattern, struct buffer *text,
                   struct name *out)
{
    size_t head = strlen(pattern) - LETTER;
    struct name base;

    if (!base_of(checkup, pattern[head + 1], &base)) {
        return false;
    }
    if (head == 0) {
        *out = base;
        return true;
    }
    buffer_reset(text);
    return expand_head(checkup, pattern, head - 1, text) &&
           name_prefix(buffer_text(text), &base, out);
}

void places_add(struct places *places, const struct name *name, enum code code,
                const struct name *right)
{
    for (size_t i = 0; i < places->count; i++) {
        if (name_equal(&places->items[i].name, name)) {
            return;
        }
    }
    if (places->count < PLACES_MOST && !name_equal(name, right)) {
        struct place *place = ARRAY_ADD(places->items, places->count, places->capacity);

        place->name = *name;
        place->code = code;
    }
}

/* Only what the asked server is in charge of: it would refuse everything else. */
static bool is_askable(const struct checkup *checkup, const struct name *name)
{
    const struct name *zone = &checkup->source->zone;

    return zone->length > 0 ? name_is_within(name, zone)
                            : name_is_within(name, &checkup->wanted->domain);
}

static void add_selectors(const struct checkup *checkup, const struct name *right,
                          struct places *out)
{
    const struct check_wanted *wanted = checkup->wanted;
    struct name name;

    for (size_t i = 0; i < wanted->other_selector_count; i++) {
        size_t before = out->count;

        if (record_name(RECORD_DKIM, &wanted->domain, wanted->other_selectors[i], &name)) {
            places_add(out, &name, CODE_DKIM_OLD_SELECTOR, right);
        }
        if (out->count > before) {
            out->items[before].selector = wanted->other_selectors[i];
        }
    }
}

struct places *places_list(const struct checkup *checkup, enum record record)
{
    const struct name *right = &checkup->out->records[record].name;
    struct places *places = mem_new(sizeof *places);
    struct buffer text = {0};
    struct name name;

    if (record == RECORD_DKIM) {
        add_selectors(checkup, right, places);
    }
    for (size_t i = 0; i < lists[record].count; i++) {
        const struct pattern *pattern = &lists[record].patterns[i];

        if (expand(checkup, pattern->name, &text, &name) && is_askable(checkup, &name)) {
            places_add(places, &name, pattern->code, right);
        }
    }
    buffer_clear(&text);
    return places;
}

void places_free(struct places *places)
{
    if (places) {
        free(places->items);
        free(places);
    }
}
