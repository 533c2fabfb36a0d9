// SPDX-License-Identifier: MIT
#include "mail/dmarc_walk.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { SHORT_LABELS = 7 }; /* where a name of eight labels or more goes on (RFC 9989 4.10) */

/* One name of the walk and what stands there. */
struct step {
    struct name domain, query;
    enum outcome outcome; /* of its question */
    bool found;           /* exactly one record, and a sound list */
    struct dmarc_record record;
    struct buffer text;
};

struct walk {
    struct step steps[DMARC_WALK_QUERIES];
    size_t count;
    const struct step *failed; /* the first that did; NULL: none */
};

/* The steps are written when they are taken: kilobytes, of which one or two are. */
static void walk_start(struct walk *walk)
{
    walk->count = 0;
    walk->failed = NULL;
}

static void walk_clear(struct walk *walk)
{
    for (size_t i = 0; i < walk->count; i++) {
        dmarc_record_clear(&walk->steps[i].record);
        buffer_clear(&walk->steps[i].text);
    }
}

/* Several records at one name are none, and so is a list with a tag twice. */
static void step_read(struct step *step, const struct answers *answers)
{
    step->outcome = answers->outcome;
    if (dmarc_select(answers, &step->text) != 1) {
        return;
    }
    dmarc_parse(buffer_text(&step->text), step->text.length, &step->record);
    step->found = !step->record.is_void;
}

static void walk_step(struct walk *walk, const struct name *domain, const struct name *query,
                      const struct answers *answers)
{
    struct step *step = &walk->steps[walk->count++];

    *step = (struct step){.domain = *domain, .query = *query};
    step_read(step, answers);
    if (!walk->failed && !answers_is_definite(answers)) {
        walk->failed = step;
    }
}

/* The next name to ask about; false when the last one was a top-level domain. */
static bool name_next(const struct name *domain, struct name *out)
{
    if (domain->labels <= 1) {
        return false;
    }
    name_suffix(domain, domain->labels > SHORT_LABELS ? SHORT_LABELS : domain->labels - 1u, out);
    return true;
}

static bool stops_walk(const struct step *step)
{
    return step->found && step->record.psd != 'u';
}

/* Reads the walk from domain up. All its names are asked for at once, so that a walk costs one
 * round; those behind a psd= tag are not looked at. False: the book is waiting. */
static bool walk_read(struct book *book, const struct name *domain, struct walk *walk)
{
    struct name at = *domain, query;
    bool complete = true, more = at.labels > 0;

    while (more && !(complete && walk->count > 0 && stops_walk(&walk->steps[walk->count - 1]))) {
        if (name_prefix("_dmarc", &at, &query)) { /* no name that long exists otherwise */
            const struct answers *answers = book_ask_resolver(book, &query, RR_TXT);

            complete = complete && answers;
            if (complete) {
                walk_step(walk, &at, &query, answers);
            }
        }
        more = name_next(&at, &at);
    }
    return complete;
}

/* RFC 9989 4.10.2. A walk that found nothing leaves the name itself. */
static void walk_organization(const struct walk *walk, const struct name *domain, struct name *out)
{
    *out = *domain;
    for (size_t i = 0; i < walk->count; i++) {
        const struct step *step = &walk->steps[i];

        if (step->found && step->record.psd == 'y' && !name_equal(&step->domain, domain)) {
            name_suffix(domain, step->domain.labels + 1u, out);
        } else if (step->found) {
            *out = step->domain;
        }
    }
}

static const struct step *walk_find(const struct walk *walk, const struct name *domain)
{
    for (size_t i = 0; i < walk->count; i++) {
        if (walk->steps[i].found && name_equal(&walk->steps[i].domain, domain)) {
            return &walk->steps[i];
        }
    }
    return NULL;
}

/* The record to apply: the author domain's, its organization's, its public suffix's (RFC
 * 9989 4.10.1). */
static const struct step *walk_policy(const struct walk *walk, const struct name *author,
                                      const struct name *organization)
{
    const struct step *step = walk_find(walk, author);
    struct name suffix;

    if (!step) {
        step = walk_find(walk, organization);
    }
    if (!step && name_parent(organization, &suffix)) {
        step = walk_find(walk, &suffix);
    }
    return step;
}

static void note_trouble(const struct name *name, enum outcome outcome, struct dmarc_walk *out)
{
    out->temperror = true;
    out->trouble = outcome;
    out->trouble_name = *name;
}

/* p for the domain itself; below it sp where the author domain exists, np where it does not.
 * Whether it does is asked only when that makes a difference. False: the book is waiting. */
static bool policy_select(struct book *book, const struct name *author, const struct step *step,
                          struct dmarc_walk *out)
{
    const struct answers *answers;

    if (name_equal(author, &step->domain)) {
        out->effective = step->record.p;
        return true;
    }
    out->effective = step->record.sp;
    if (step->record.np == step->record.sp) {
        return true;
    }
    answers = book_ask_resolver(book, author, RR_TXT);
    if (!answers) {
        return false;
    }
    if (!answers_is_definite(answers)) {
        note_trouble(author, answers->outcome, out);
    }
    if (answers->outcome == OUTCOME_NXDOMAIN && answers->alias_count == 0) {
        out->effective = step->record.np;
    }
    return true;
}

/* The policy in force. An author domain with a record of its own needs nothing from above. */
static bool policy_find(struct book *book, const struct name *author, const struct walk *walk,
                        struct dmarc_walk *out)
{
    const struct step *step = walk_policy(walk, author, &out->org_domain);
    bool own = step && name_equal(&step->domain, author);

    if (walk->failed && !own) {
        note_trouble(&walk->failed->query, walk->failed->outcome, out);
        return true;
    }
    if (!step) {
        return true;
    }
    out->policy_domain = step->domain;
    out->testing = step->record.t == 'y';
    buffer_add(&out->record, step->text.bytes, step->text.length);
    out->has_policy = step->record.usable;
    out->unusable = !step->record.usable;
    return out->unusable || policy_select(book, author, step, out);
}

bool dmarc_walk(struct book *book, const struct name *author, struct dmarc_walk *out)
{
    struct walk walk __attribute__((uninitialized));
    bool complete;

    walk_start(&walk);
    complete = walk_read(book, author, &walk);
    memset(out, 0, sizeof *out);
    if (complete) {
        walk_organization(&walk, author, &out->org_domain);
        out->org_unsure = walk.failed != NULL;
        out->queries = mem_array(walk.count, sizeof *out->queries);
        for (size_t i = 0; i < walk.count; i++) {
            out->queries[out->query_count++] = walk.steps[i].query;
        }
        complete = policy_find(book, author, &walk, out);
    }
    if (!complete) {
        dmarc_walk_clear(out);
    }
    walk_clear(&walk);
    return complete;
}

void dmarc_walk_clear(struct dmarc_walk *walk)
{
    free(walk->queries);
    buffer_clear(&walk->record);
    memset(walk, 0, sizeof *walk);
}

bool dmarc_organization(struct book *book, const struct name *name, struct name *out)
{
    struct walk walk __attribute__((uninitialized));
    bool complete;

    walk_start(&walk);
    complete = walk_read(book, name, &walk);
    if (complete) {
        walk_organization(&walk, name, out);
    }
    walk_clear(&walk);
    return complete;
}
