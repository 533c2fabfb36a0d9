// SPDX-License-Identifier: MIT
#include "domain/spf_proposal.h"

#include "base/array.h"
#include "base/text.h"
#include "domain/lint.h"
#include "domain/txt.h"
#include "domain/value.h"
#include "mail/spf_lint.h"
#include "mail/spf_merge.h"
#include "mail/spf_typo.h"

#include <stdlib.h>
#include <string.h>

enum {
    STRING_MOST = 255,
    IMPROVED_MOST = 2, /* harm taken away, our include put first */
};

/* What somebody meant as SPF, or as the rest of it. */
struct meant {
    struct buffer *items;
    size_t count, capacity;
};

static void meant_clear(struct meant *meant)
{
    for (size_t i = 0; i < meant->count; i++) {
        buffer_clear(&meant->items[i]);
    }
    free(meant->items);
}

/* The strings with a space between them, where that is how they make sense. */
static void join_apart(const struct rr *rr, struct buffer *out)
{
    for (size_t i = 0; i < rr_txt_count(rr); i++) {
        size_t n;
        const uint8_t *string = rr_txt_string(rr, i, &n);

        if (i > 0) {
            buffer_add_byte(out, ' ');
        }
        buffer_add(out, string, n);
    }
}

static void meant_add(struct meant *meant, const struct rr *rr)
{
    struct buffer joined = {0}, plain = {0};
    struct pasted flaws;

    if (spf_find_glue(rr, NULL)) {
        join_apart(rr, &joined);
    } else {
        rr_txt_join(rr, &joined);
    }
    pasted_read(buffer_text(&joined), joined.length, "v=spf1", &plain, &flaws);
    if (spf_is_meant(buffer_text(&plain), plain.length)) {
        *ARRAY_ADD(meant->items, meant->count, meant->capacity) = plain;
        plain = (struct buffer){0};
    } else if (spf_is_tail(buffer_text(&plain), plain.length)) {
        struct buffer *tail = ARRAY_ADD(meant->items, meant->count, meant->capacity);

        buffer_printf(tail, "v=spf1 %s", buffer_text(&plain));
    }
    buffer_clear(&plain);
    buffer_clear(&joined);
}

static bool is_ours(const struct spf_term *term, const char *include)
{
    return include && spf_term_includes(term, include);
}

static bool is_harmful(const struct spf_lint *lint, size_t i, const char *include)
{
    const struct spf_cost *cost = &lint->root->costs[i];
    const struct spf_node *below = cost->below;

    if (is_ours(&lint->root->record->terms[i], include)) {
        return false;
    }
    return (below && (below->loop || spf_node_is_broken(below) ||
                      (below->record && !below->record->valid))) ||
           cost->mx_hosts > SPF_MX_LIMIT || (cost->is_void && lint->voids > SPF_VOID_LIMIT);
}

bool spf_prune(const struct spf_lint *lint, const char *include, struct buffer *out)
{
    const struct spf *spf = lint->root->record;
    bool pruned = false;

    buffer_add_text(out, "v=spf1");
    for (size_t i = 0; spf && i < spf->count; i++) {
        if (is_harmful(lint, i, include)) {
            pruned = true;
        } else {
            buffer_printf(out, " %s", spf->terms[i].text);
        }
    }
    return pruned;
}

static bool is_proven(const struct spf_lint *lint, const char *include)
{
    return lint->verdict == SPF_VERDICT_OK && (!include || lint->covers);
}

/* The same with our include in front: a term before it refuses what it allows. */
static void put_first(const struct spf_lint *lint, const char *include, struct buffer *out)
{
    const struct spf *spf = lint->root->record;

    buffer_printf(out, "v=spf1 include:%s", include);
    for (size_t i = 0; spf && i < spf->count; i++) {
        if (!is_ours(&spf->terms[i], include)) {
            buffer_printf(out, " %s", spf->terms[i].text);
        }
    }
}

/* A better text than the one that was linted; false: there is none. */
static bool improve(const struct spf_lint *lint, const char *include, struct buffer *out)
{
    if (spf_prune(lint, include, out)) {
        return true;
    }
    buffer_reset(out);
    if (lint->verdict != SPF_VERDICT_OK || !include) {
        return false;
    }
    put_first(lint, include, out);
    return true;
}

/* Lints the text, and what can be made of it, up to so many times. */
static bool prove(struct checkup *checkup, const char *text, const struct name *include_name,
                  const char *include, int more, char **out)
{
    struct buffer better = {0};
    struct spf_lint lint = {0};
    bool complete =
        spf_lint_text(checkup->book, &checkup->wanted->domain, text, include_name, &lint);

    checkup->waiting = checkup->waiting || !complete;
    if (complete && is_proven(&lint, include)) {
        *out = mem_text(text);
    } else if (complete && more > 0 && improve(&lint, include, &better)) {
        complete = prove(checkup, buffer_text(&better), include_name, include, more - 1, out);
    }
    if (complete) {
        spf_lint_clear(&lint);
    }
    buffer_clear(&better);
    return complete;
}

bool spf_propose(struct checkup *checkup, const struct answers *answers, char **out)
{
    const char *include = checkup->wanted->include;
    struct meant meant = {0};
    struct spf_merge merge;
    struct name name;
    bool known = include && name_parse(include, &name), complete = true;

    *out = NULL;
    for (size_t i = 0; i < answers->count; i++) {
        meant_add(&meant, &answers->records[i]);
    }
    if (meant.count > 0 || known) {
        spf_merge(meant.items, meant.count, known ? include : NULL, &merge);
        complete = prove(checkup, buffer_text(&merge.text), known ? &name : NULL,
                         known ? include : NULL, IMPROVED_MOST, out);
        spf_merge_clear(&merge);
    }
    meant_clear(&meant);
    return complete;
}

/* How much of the text one string takes: up to a space, which stays at its end. */
static size_t string_length(const char *text)
{
    size_t n = strlen(text), at;

    if (n <= STRING_MOST) {
        return n;
    }
    for (at = STRING_MOST; at > 0 && text[at - 1] != ' '; at--) {
    }
    return at > 0 ? at : STRING_MOST;
}

void spf_split(const char *record, struct buffer *out)
{
    while (*record) {
        size_t n = string_length(record);

        buffer_printf(out, "%s\"%.*s\"", out->length ? " " : "", (int)n, record);
        record += n;
    }
}
