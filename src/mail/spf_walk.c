// SPDX-License-Identifier: MIT
#include "mail/spf_walk.h"

#include "base/memory.h"

#include <string.h>

enum { BYTES_MOST = 128 * 1024 };

/* A record on the path from the root. */
struct step {
    const struct step *above;
    struct name name;
    size_t depth;
};

typedef void cost_fn(struct spf_walk *walk, const struct step *step, const struct spf_term *term,
                     struct spf_cost *cost);

static cost_fn cost_below, cost_a, cost_mx, cost_ptr, cost_exists;

// clang-format off
static cost_fn *const costs[SPF_MECHANISM_COUNT] = {
    [SPF_INCLUDE]  = cost_below,
    [SPF_A]        = cost_a,
    [SPF_MX]       = cost_mx,
    [SPF_PTR]      = cost_ptr,
    [SPF_EXISTS]   = cost_exists,
    [SPF_REDIRECT] = cost_below,
};
// clang-format on

static struct spf_node *node_new(const struct name *name)
{
    struct spf_node *node = mem_new(sizeof *node);

    node->name = *name;
    return node;
}

static bool is_on_path(const struct step *step, const struct name *name)
{
    while (step != NULL && !name_equal(&step->name, name)) {
        step = step->above;
    }
    return step != NULL;
}

/* The name the term points to; false when it depends on the sender or is no name (then out is no
 * name either). */
static bool find_target(struct spf_walk *walk, const struct step *step, const struct spf_term *term,
                        struct name *out)
{
    *out = (struct name){0};
    if (term->has_macro) {
        return false;
    }
    if (term->domain_spec == NULL) {
        *out = step->name;
        return true;
    }
    spf_macros_set_name(&walk->macros, 'd', &step->name);
    return spf_macro_name(&walk->macros, term->domain_spec, term->domain_spec_length, out);
}

static const struct answers *ask(struct spf_walk *walk, const struct name *name, uint16_t type)
{
    const struct answers *answers = book_ask_resolver(walk->book, name, type);

    walk->waiting = walk->waiting || answers == NULL;
    return answers;
}

/* The limits are those of a depth: what is learnt deeper down on the left then changes nothing on
 * the right, and no question is asked in one round that is not needed in the next. */
static bool may_ask(struct spf_walk *walk, const struct step *step)
{
    return ++walk->terms[step->depth] <= (step->depth == 0 ? 64 : 16);
}

static bool may_read(struct spf_walk *walk, const struct step *step)
{
    return step->depth < SPF_WALK_DEPTH &&
           ++walk->records[step->depth] <= (step->depth <= 1 ? 24 : 12);
}

/* Notes what the answers to a term's question say about its target; NULL: not known yet. */
static void note_void(struct spf_cost *cost, const struct answers *answers)
{
    if (answers != NULL) {
        cost->trouble = answers_is_definite(answers) ? OUTCOME_NONE : answers->outcome;
        cost->is_void = answers_is_definite(answers) && !answers_is_found(answers);
        cost->voids = cost->is_void;
    }
}

/* Void when there are neither A nor AAAA records: a receiver asks for one of the two. */
static void cost_a(struct spf_walk *walk, const struct step *step, const struct spf_term *term,
                   struct spf_cost *cost)
{
    struct name target;

    cost->lookups = 1;
    if (!find_target(walk, step, term, &target) || !may_ask(walk, step)) {
        return;
    }
    const struct answers *four = ask(walk, &target, RR_A);
    const struct answers *six = ask(walk, &target, RR_AAAA);

    if (four == NULL || six == NULL || answers_is_found(four) || answers_is_found(six)) {
        return;
    }
    note_void(cost, answers_is_definite(four) ? six : four);
}

static void cost_mx(struct spf_walk *walk, const struct step *step, const struct spf_term *term,
                    struct spf_cost *cost)
{
    struct name target;

    cost->lookups = 1;
    if (!find_target(walk, step, term, &target) || !may_ask(walk, step)) {
        return;
    }
    const struct answers *answers = ask(walk, &target, RR_MX);

    note_void(cost, answers);
    cost->mx_hosts = answers == NULL ? 0 : answers->count;
}

static void cost_exists(struct spf_walk *walk, const struct step *step, const struct spf_term *term,
                        struct spf_cost *cost)
{
    struct name target;

    cost->lookups = 1;
    if (find_target(walk, step, term, &target) && may_ask(walk, step)) {
        note_void(cost, ask(walk, &target, RR_A));
    }
}

static void cost_ptr(struct spf_walk *walk, const struct step *step, const struct spf_term *term,
                     struct spf_cost *cost)
{
    (void)walk;
    (void)step;
    (void)term;
    cost->lookups = 1;
}

/* Reading ends at `all`, which also switches redirect= off, wherever that stands (RFC
 * 7208 5.1, 6.1). */
static bool is_read(const struct spf *record, size_t all, size_t i)
{
    const struct spf_term *term = &record->terms[i];

    return !term->bad && (term->modifier ? all == record->count : i < all);
}

/* Does what stands below the term let a sender of the wanted include pass? */
static bool meets_wanted(const struct spf_walk *walk, const struct spf_node *below)
{
    return walk->wanted != NULL &&
           (below->meeting == SPF_PASSES || name_equal(&below->name, walk->wanted));
}

/* The first term that a sender of the wanted include matches decides. */
static void note_meeting(const struct spf_walk *walk, const struct spf_term *term,
                         struct spf_node *node, const struct spf_node *below)
{
    bool named = walk->wanted != NULL && name_equal(&below->name, walk->wanted);
    bool plus = term->modifier || term->qualifier == '+';

    if (node->meeting == SPF_MISSES && meets_wanted(walk, below)) {
        node->meeting = plus ? SPF_PASSES : SPF_FAILS;
    } else if (node->meeting == SPF_MISSES && term->modifier) {
        node->meeting = below->meeting;
    }
    node->meets_directly =
        node->meets_directly || (node->meeting == SPF_PASSES && named && plus && !term->modifier);
}

/* Mechanisms in their order; a redirect= is read when none of them matches (RFC 7208 6.1). */
static void note_meetings(const struct spf_walk *walk, struct spf_node *node)
{
    for (int modifier = 0; modifier <= 1; modifier++) {
        for (size_t i = 0; i < node->record->count; i++) {
            const struct spf_term *term = &node->record->terms[i];

            if (node->costs[i].below != NULL && term->modifier == (modifier == 1)) {
                note_meeting(walk, term, node, node->costs[i].below);
            }
        }
    }
}

static void walk_terms(struct spf_walk *walk, const struct step *step, struct spf_node *node)
{
    size_t all = spf_all(node->record);

    node->costs = mem_array(node->record->count + 1, sizeof *node->costs);
    for (size_t i = 0; i < node->record->count; i++) {
        struct spf_cost *cost = &node->costs[i];
        cost_fn *count = costs[node->record->terms[i].mechanism];

        if (count != NULL && is_read(node->record, all, i)) {
            count(walk, step, &node->record->terms[i], cost);
        }
        node->lookups += cost->lookups;
        node->voids += cost->voids;
    }
    note_meetings(walk, node);
}

static void walk_record(struct spf_walk *walk, const struct step *step, struct spf_node *node,
                        const char *bytes, size_t n)
{
    node->outcome = OUTCOME_FOUND;
    node->record_count = 1;
    node->record = spf_parse(bytes, n);
    walk_terms(walk, step, node);
}

static struct spf_node *walk_published(struct spf_walk *walk, const struct step *step)
{
    struct spf_node *node = node_new(&step->name);
    struct buffer text = {0};

    if (!may_read(walk, step)) {
        node->unread = true;
        return node;
    }
    const struct answers *answers = ask(walk, &step->name, RR_TXT);

    if (answers == NULL) {
        return node;
    }
    node->outcome = answers->outcome;
    node->record_count = spf_select(answers, &text);
    walk->bytes += text.length;
    node->unread = walk->bytes > BYTES_MOST;
    if (node->record_count == 1 && !node->unread) {
        walk_record(walk, step, node, buffer_text(&text), text.length);
    }
    buffer_clear(&text);
    return node;
}

/* include: and redirect=. */
static void cost_below(struct spf_walk *walk, const struct step *step, const struct spf_term *term,
                       struct spf_cost *cost)
{
    struct step below = {.above = step, .depth = step->depth + 1};

    cost->lookups = 1;
    if (!find_target(walk, step, term, &below.name)) {
        cost->below = node_new(&below.name);
        cost->below->unread = term->has_macro;
        return;
    }
    if (is_on_path(step, &below.name)) {
        cost->below = node_new(&below.name);
        cost->below->loop = true;
        return;
    }
    cost->below = walk_published(walk, &below);
    cost->lookups += cost->below->lookups;
    cost->voids = cost->below->voids;
    cost->is_void =
        cost->below->outcome == OUTCOME_NXDOMAIN || cost->below->outcome == OUTCOME_NODATA;
}

struct spf_node *spf_walk_name(struct spf_walk *walk, const struct name *name)
{
    struct step root = {.name = *name};

    return walk_published(walk, &root);
}

struct spf_node *spf_walk_text(struct spf_walk *walk, const struct name *name, const char *record)
{
    struct step root = {.name = *name};
    struct spf_node *node = node_new(name);

    walk_record(walk, &root, node, record, strlen(record));
    return node;
}
