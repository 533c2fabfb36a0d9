// SPDX-License-Identifier: MIT
#include "domain/linting.h"

#include "base/text.h"

#include <string.h>

enum { SPF_LONG = 450, SPF_NEAR = 9 };

struct finding *linting_tell(const struct linting *linting, enum code code)
{
    struct finding *finding = finding_add(linting->out, code, AREA_SPF, linting->domain);

    finding_expect(finding, NULL, linting->spf->text);
    return finding;
}

struct finding *linting_tell_term(const struct linting *linting, enum code code,
                                  const struct spf_term *term)
{
    struct finding *finding = linting_tell(linting, code);

    finding_word(finding, "term", "%s", term->text);
    return finding;
}

static bool is_ours(const struct linting *linting, const struct spf_term *term)
{
    return linting->include && spf_term_includes(term, linting->include);
}

static void lint_syntax(const struct linting *linting)
{
    for (size_t i = 0; i < linting->spf->count && (linting->grammar || !linting->excused); i++) {
        const struct spf_term *term = &linting->spf->terms[i];

        if (term->bad) {
            struct finding *finding = linting_tell_term(linting, CODE_SPF_SYNTAX, term);

            finding_word(finding, "at", "%zu", term->offset + 1);
            finding_word(finding, "why", "%s", term->problem);
            return;
        }
    }
}

static bool reaches(const struct spf_node *node, const struct name *wanted)
{
    for (size_t i = 0; node && node->record && i < node->record->count; i++) {
        const struct spf_node *below = node->costs[i].below;

        if (below && (name_equal(&below->name, wanted) || reaches(below, wanted))) {
            return true;
        }
    }
    return false;
}

static void lint_nested(const struct linting *linting)
{
    struct name wanted;

    if (!name_parse(linting->include, &wanted)) {
        return;
    }
    for (size_t i = 0; i < linting->spf->count; i++) {
        const struct spf_node *below = linting->lint->root->costs[i].below;

        if (below && (name_equal(&below->name, &wanted) || reaches(below, &wanted))) {
            struct finding *finding = linting_tell(linting, CODE_SPF_INCLUDE_NESTED);

            finding_word(finding, "via", "%s", linting->spf->terms[i].text);
            return;
        }
    }
}

static void tell_negated(const struct linting *linting, const struct spf_term *term)
{
    finding_word(linting_tell_term(linting, CODE_SPF_INCLUDE_NEGATED, term), "q", "%c",
                 term->qualifier);
}

/* Another include that leads to ours stands in front of it and does not let us pass. */
static void lint_shadowed(const struct linting *linting, size_t before)
{
    struct name wanted;

    for (size_t i = 0; i < before && name_parse(linting->include, &wanted); i++) {
        const struct spf_term *term = &linting->spf->terms[i];

        if (term->qualifier != '+' && reaches(linting->lint->root->costs[i].below, &wanted)) {
            tell_negated(linting, term);
            return;
        }
    }
}

/* Our include is there, and does not do what it should; false: it is not there. */
static bool lint_misplaced(const struct linting *linting)
{
    size_t all = spf_all(linting->spf);

    for (size_t i = 0; i < linting->spf->count; i++) {
        const struct spf_term *term = &linting->spf->terms[i];

        if (!is_ours(linting, term)) {
            continue;
        }
        if (term->qualifier != '+') {
            tell_negated(linting, term);
        } else if (i > all) {
            linting_tell_term(linting, CODE_SPF_INCLUDE_AFTER_ALL, term);
        } else {
            lint_shadowed(linting, i);
        }
        return true;
    }
    return false;
}

static void lint_include(const struct linting *linting)
{
    if (!linting->include || linting->lint->covers_directly) {
        return;
    }
    if (linting->lint->covers) {
        lint_nested(linting);
    } else if (!lint_misplaced(linting) && !linting->meant) {
        linting_tell(linting, CODE_SPF_INCLUDE_ABSENT);
    }
}

static bool has_redirect(const struct spf *spf)
{
    for (size_t i = 0; i < spf->count; i++) {
        if (spf->terms[i].mechanism == SPF_REDIRECT) {
            return true;
        }
    }
    return false;
}

static void lint_all(const struct linting *linting)
{
    size_t all = spf_all(linting->spf);

    if (all == linting->spf->count) {
        if (!has_redirect(linting->spf) && !linting->excused) {
            linting_tell(linting, CODE_SPF_NO_ALL);
        }
    } else if (linting->spf->terms[all].qualifier == '?') {
        linting_tell_term(linting, CODE_SPF_ALL_NEUTRAL, &linting->spf->terms[all]);
    }
}

static void lint_after_all(const struct linting *linting)
{
    struct buffer rest = {0};

    for (size_t i = spf_all(linting->spf) + 1; i < linting->spf->count; i++) {
        const struct spf_term *term = &linting->spf->terms[i];

        if (term->mechanism == SPF_REDIRECT) {
            linting_tell_term(linting, CODE_SPF_REDIRECT_IGNORED, term);
        } else if (term->mechanism != SPF_EXP &&
                   (linting->lint->covers_directly || !is_ours(linting, term))) {
            buffer_printf(&rest, "%s%s", rest.length ? " " : "", term->text);
        }
    }
    for (size_t i = 0; i < spf_all(linting->spf); i++) {
        if (linting->spf->terms[i].mechanism == SPF_REDIRECT &&
            spf_all(linting->spf) < linting->spf->count) {
            linting_tell_term(linting, CODE_SPF_REDIRECT_IGNORED, &linting->spf->terms[i]);
        }
    }
    if (rest.length) {
        finding_word(linting_tell(linting, CODE_SPF_TEXT_AFTER_ALL), "text", "%s",
                     buffer_text(&rest));
    }
    buffer_clear(&rest);
}

static void lint_terms(const struct linting *linting)
{
    const struct spf *spf = linting->spf;

    for (size_t i = 0; i < spf->count; i++) {
        const struct spf_term *term = &spf->terms[i];

        if (spf_term_has_macro(term) && term->mechanism != SPF_EXP) {
            linting_tell_term(linting, CODE_SPF_MACRO, term);
        }
        for (size_t j = 0; j < i; j++) {
            if (!term->bad && spf_term_same(term, &spf->terms[j])) {
                linting_tell_term(linting, CODE_SPF_DUPLICATE_TERM, term);
            }
        }
    }
}

static bool has_capitals(const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (text[i] >= 'A' && text[i] <= 'Z') {
            return true;
        }
    }
    return false;
}

/* Capitals where they mean nothing; those of a macro mean something. */
static void lint_capitals(const struct linting *linting)
{
    const struct spf *spf = linting->spf;
    bool found = has_capitals(spf->text, strlen("v=spf1"));

    for (size_t i = 0; i < spf->count && i <= spf_all(spf); i++) {
        const struct spf_term *term = &spf->terms[i];

        found = found || (term->mechanism != SPF_UNKNOWN && !term->has_macro &&
                          has_capitals(term->text, strlen(term->text)));
    }
    if (found && spf->valid) {
        linting_tell(linting, CODE_SPF_UPPER);
    }
}

static void lint_length(const struct linting *linting)
{
    if (linting->spf->length > SPF_LONG) {
        finding_word(linting_tell(linting, CODE_SPF_TOO_LONG), "n", "%zu", linting->spf->length);
    }
}

/* "include:a.example 3, mx 1" */
static void word_costs(const struct linting *linting, struct finding *finding)
{
    const struct spf_node *root = linting->lint->root;
    struct buffer costs = {0};

    for (size_t i = 0; i < linting->spf->count; i++) {
        if (root->costs[i].lookups > 0) {
            buffer_printf(&costs, "%s%s %zu", costs.length ? ", " : "", linting->spf->terms[i].text,
                          root->costs[i].lookups);
        }
    }
    finding_word(finding, "costs", "%s", buffer_text(&costs));
    buffer_clear(&costs);
}

static void lint_lookups(const struct linting *linting)
{
    size_t n = linting->lint->lookups;

    if (n >= SPF_NEAR) {
        struct finding *finding = linting_tell(linting, n > SPF_LOOKUP_LIMIT ? CODE_SPF_LOOKUP_LIMIT
                                                                             : CODE_SPF_NEAR_LIMIT);

        finding_word(finding, "n", "%zu", n);
        word_costs(linting, finding);
    }
}

/* The voids of the whole tree, by their terms. */
static void list_voids(const struct spf_node *node, struct buffer *list)
{
    for (size_t i = 0; node->record && i < node->record->count; i++) {
        const struct spf_cost *cost = &node->costs[i];

        if (cost->is_void) {
            buffer_printf(list, "%s%s", list->length ? ", " : "", node->record->terms[i].text);
        }
        if (cost->below) {
            list_voids(cost->below, list);
        }
    }
}

static void lint_voids(const struct linting *linting)
{
    struct buffer list = {0};

    if (linting->lint->voids <= SPF_VOID_LIMIT) {
        return;
    }
    list_voids(linting->lint->root, &list);
    struct finding *finding = linting_tell(linting, CODE_SPF_VOID_LIMIT);

    finding_word(finding, "n", "%zu", linting->lint->voids);
    finding_word(finding, "list", "%s", buffer_text(&list));
    buffer_clear(&list);
}

typedef void rule_fn(const struct linting *linting);

void linting_root(const struct linting *linting)
{
    static rule_fn *const rules[] = {
        lint_syntax, lint_include,  lint_all,     lint_after_all, lint_terms,
        lint_length, lint_capitals, lint_lookups, lint_voids,
    };

    for (size_t i = 0; i < COUNT(rules); i++) {
        rules[i](linting);
    }
}
