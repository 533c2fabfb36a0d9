// SPDX-License-Identifier: MIT
#include "mail/spf_lint.h"

#include "base/memory.h"
#include "mail/spf_walk.h"

#include <stdlib.h>

// clang-format off
static const char *const words[] = {
    [SPF_VERDICT_NONE]      = "none",
    [SPF_VERDICT_OK]        = "ok",
    [SPF_VERDICT_PERMERROR] = "permerror",
    [SPF_VERDICT_MULTIPLE]  = "multiple",
    [SPF_VERDICT_TEMPERROR] = "temperror",
};
// clang-format on

const char *spf_verdict_name(enum spf_verdict verdict)
{
    return words[verdict];
}

static bool is_definite(enum outcome outcome)
{
    return outcome == OUTCOME_FOUND || outcome == OUTCOME_NODATA || outcome == OUTCOME_NXDOMAIN;
}

bool spf_node_is_broken(const struct spf_node *node)
{
    if (node->unread || node->loop) {
        return false;
    }
    return node->name.length == 0 || (is_definite(node->outcome) && node->record_count != 1);
}

/* What a receiver would trip over somewhere in the tree. */
struct trouble {
    bool certain; /* permerror */
    bool unsure;  /* temperror */
};

static void find_trouble(const struct spf_node *node, struct trouble *trouble)
{
    trouble->certain = trouble->certain || node->loop || spf_node_is_broken(node) ||
                       (node->record != NULL && !node->record->valid);
    trouble->unsure =
        trouble->unsure || (node->outcome != OUTCOME_NONE && !is_definite(node->outcome));
    for (size_t i = 0; node->record != NULL && i < node->record->count; i++) {
        const struct spf_cost *cost = &node->costs[i];

        trouble->certain = trouble->certain || cost->mx_hosts > SPF_MX_LIMIT;
        trouble->unsure = trouble->unsure || cost->trouble != OUTCOME_NONE;
        if (cost->below != NULL) {
            find_trouble(cost->below, trouble);
        }
    }
}

static enum spf_verdict judge(const struct spf_node *root)
{
    struct trouble trouble = {0};

    if (!is_definite(root->outcome)) {
        return SPF_VERDICT_TEMPERROR;
    }
    if (root->record_count != 1) {
        return root->record_count == 0 ? SPF_VERDICT_NONE : SPF_VERDICT_MULTIPLE;
    }
    find_trouble(root, &trouble);
    if (trouble.certain || root->lookups > SPF_LOOKUP_LIMIT || root->voids > SPF_VOID_LIMIT) {
        return SPF_VERDICT_PERMERROR;
    }
    return trouble.unsure ? SPF_VERDICT_TEMPERROR : SPF_VERDICT_OK;
}

static void node_free(struct spf_node *node)
{
    if (node == NULL) {
        return;
    }
    for (size_t i = 0; node->record != NULL && i < node->record->count; i++) {
        node_free(node->costs[i].below);
    }
    free(node->costs);
    spf_free(node->record);
    free(node);
}

/* Takes the walked tree into out, unless the book is waiting. */
static bool finish(struct spf_walk *walk, struct spf_node *root, struct spf_lint *out)
{
    spf_macros_clear(&walk->macros);
    if (walk->waiting) {
        node_free(root);
        return false;
    }
    *out = (struct spf_lint){
        .verdict = judge(root),
        .root = root,
        .lookups = root->lookups,
        .voids = root->voids,
        .covers = root->meeting == SPF_PASSES,
        .covers_directly = root->meets_directly,
    };
    return true;
}

static struct spf_walk walk_start(struct book *book, const struct name *name,
                                  const struct name *wanted)
{
    struct spf_walk walk = {.book = book, .wanted = wanted};

    spf_macros_set_name(&walk.macros, 'o', name);
    return walk;
}

bool spf_lint(struct book *book, const struct name *name, const struct name *wanted,
              struct spf_lint *out)
{
    struct spf_walk walk = walk_start(book, name, wanted);

    return finish(&walk, spf_walk_name(&walk, name), out);
}

bool spf_lint_text(struct book *book, const struct name *name, const char *record,
                   const struct name *wanted, struct spf_lint *out)
{
    struct spf_walk walk = walk_start(book, name, wanted);

    return finish(&walk, spf_walk_text(&walk, name, record), out);
}

void spf_lint_clear(struct spf_lint *lint)
{
    node_free(lint->root);
    *lint = (struct spf_lint){0};
}
