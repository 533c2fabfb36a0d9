// SPDX-License-Identifier: MIT
#include "domain/linting.h"

#include "base/text.h"
#include "domain/trouble.h"

/* A slip in the term says already why its target is not there. */
static bool is_slip(const struct linting *linting, const struct spf_term *term)
{
    for (size_t i = 0; linting->excused && !linting->grammar && i < linting->out->count; i++) {
        const struct finding *finding = &linting->out->items[i];
        bool slip = finding->code == CODE_SPF_INCLUDE_URL ||
                    finding->code == CODE_SPF_INCLUDE_TYPO || finding->code == CODE_SPF_SEPARATOR;

        if (slip && finding->word_count > 0 && text_equal(finding->words[0].value, term->text)) {
            return true;
        }
    }
    return false;
}

static void lint_target(const struct linting *linting, const struct spf_term *term,
                        const struct spf_node *below)
{
    struct finding *finding;
    char target[NAME_TEXT];

    name_text(&below->name, target);
    if (is_slip(linting, term)) {
        return;
    }
    if (below->loop) {
        finding = linting_tell_term(linting, CODE_SPF_LOOP, term);
    } else if (spf_node_is_broken(below)) {
        finding = linting_tell_term(linting, CODE_SPF_INCLUDE_BROKEN, term);
        finding_word(finding, "n", "%zu", below->record_count);
    } else if (below->record && !below->record->valid) {
        finding = linting_tell_term(linting, CODE_SPF_INCLUDE_BROKEN, term);
        finding_word(finding, "n", "0");
    } else {
        trouble_tell(below->outcome, AREA_SPF, &below->name, linting->out);
        return;
    }
    finding_word(finding, "target", "%s", target);
}

static void lint_node_all(const struct linting *linting, const struct spf_node *node)
{
    size_t all = spf_all(node->record);
    char target[NAME_TEXT];

    if (all < node->record->count && node->record->terms[all].qualifier == '+') {
        struct finding *finding =
            finding_add(linting->out, CODE_SPF_PLUS_ALL, AREA_SPF, &node->name);

        name_text(&node->name, target);
        finding_word(finding, "term", "%s", node->record->terms[all].text);
        finding_word(finding, "target", "%s", target);
    }
}

static void lint_node_term(const struct linting *linting, const struct spf_node *node, size_t i)
{
    const struct spf_term *term = &node->record->terms[i];
    const struct spf_cost *cost = &node->costs[i];

    if (term->mechanism == SPF_PTR && !term->bad) {
        finding_word(finding_add(linting->out, CODE_SPF_PTR, AREA_SPF, &node->name), "term", "%s",
                     term->text);
    }
    if (cost->mx_hosts > SPF_MX_LIMIT) {
        finding_word(linting_tell_term(linting, CODE_SPF_MX_LIMIT, term), "n", "%zu",
                     cost->mx_hosts);
    }
    if (cost->trouble != OUTCOME_NONE) {
        finding_word(trouble_tell(cost->trouble, AREA_SPF, NULL, linting->out), "name", "%s",
                     term->text);
    }
}

void linting_node(const struct linting *linting, const struct spf_node *node)
{
    if (!node->record) {
        return;
    }
    lint_node_all(linting, node);
    for (size_t i = 0; i < node->record->count; i++) {
        const struct spf_node *below = node->costs[i].below;

        lint_node_term(linting, node, i);
        if (below) {
            lint_target(linting, &node->record->terms[i], below);
            linting_node(linting, below);
        }
    }
}
