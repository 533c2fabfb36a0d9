// SPDX-License-Identifier: MIT
#include "ui/screen/merge_terms.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

static const char version[] = "v=spf1";

/* The term without its qualifier. */
static const char *body_of(const char *term)
{
    return strchr("+-~?", *term) && *term ? term + 1 : term;
}

static bool names(const char *term, const char *mechanism)
{
    const char *body = body_of(term);
    size_t n = strlen(mechanism);

    return text_starts_nocase(body, mechanism) && (body[n] == '\0' || strchr(":=/", body[n]));
}

static void term_read(const char *text, size_t n, const char *include, struct merge_term *out)
{
    char whole[MERGE_TERM_TEXT] = "";

    *out = (struct merge_term){.inside = 0};
    if (n >= sizeof whole) {
        n = sizeof whole - 1;
    }
    memcpy(whole, text, n);
    text_copy(out->text, sizeof out->text, whole);
    if (names(whole, "include") || names(whole, "redirect")) {
        text_copy(out->target, sizeof out->target,
                  body_of(whole) + strcspn(body_of(whole), ":=") + 1);
        out->inside = -1;
    }
    out->ours = include && names(whole, "include") && text_equal_nocase(out->target, include);
}

void merge_terms_read(const char *record, const char *include, struct merge_terms *out)
{
    out->count = 0;
    if (text_starts_nocase(record, version)) {
        record += strlen(version);
    }
    while (*(record += strspn(record, " ")) != '\0' && out->count < MERGE_TERMS) {
        size_t n = strcspn(record, " ");

        term_read(record, n, include, &out->items[out->count++]);
        record += n;
    }
}

void merge_terms_write(const struct merge_terms *terms, struct buffer *out)
{
    buffer_add_text(out, version);
    for (size_t i = 0; i < terms->count; i++) {
        if (!terms->items[i].dropped) {
            buffer_printf(out, " %s", terms->items[i].text);
        }
    }
}

int merge_term_cost(const struct merge_term *term, bool *known)
{
    static const char *const asking[] = {"include", "redirect", "a", "mx", "ptr", "exists"};
    int cost = 0;

    for (size_t i = 0; i < COUNT(asking); i++) {
        cost += names(term->text, asking[i]);
    }
    if (term->inside < 0) {
        *known = false;
        return cost;
    }
    return cost + term->inside;
}

int merge_terms_cost(const struct merge_terms *terms, bool *known)
{
    int cost = 0;

    for (size_t i = 0; i < terms->count; i++) {
        if (!terms->items[i].dropped) {
            cost += merge_term_cost(&terms->items[i], known);
        }
    }
    return cost;
}

bool merge_has_term(const char *record, const char *term)
{
    size_t n = strlen(term);

    while (*(record += strspn(record, " ")) != '\0') {
        size_t length = strcspn(record, " ");

        if (length == n && text_starts_nocase(record, term)) {
            return true;
        }
        record += length;
    }
    return false;
}

const char *merge_terms_all(const struct merge_terms *terms)
{
    for (size_t i = 0; i < terms->count; i++) {
        if (names(terms->items[i].text, "all")) {
            return terms->items[i].text;
        }
    }
    return NULL;
}

bool merge_terms_end(struct merge_terms *terms, char qualifier)
{
    for (size_t i = 0; i < terms->count; i++) {
        if (names(terms->items[i].text, "all")) {
            snprintf(terms->items[i].text, MERGE_TERM_TEXT, "%call", qualifier);
            return true;
        }
    }
    return false;
}
