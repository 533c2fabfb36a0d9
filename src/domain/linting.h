// SPDX-License-Identifier: MIT
#pragma once
/* One SPF record being looked over: between lint_spf.c, lint_spf_terms.c and lint_spf_tree.c. */
#include "domain/lint.h"

struct linting {
    const struct name *domain;
    const struct spf_lint *lint;
    const struct spf *spf; /* the root's record */
    const char *include;   /* NULL: none is looked for */
    struct finding_list *out;
    bool fine;    /* valid, and ours is reached: what looks odd does no harm */
    bool excused; /* a slip or a flaw says already why terms are bad */
    bool grammar; /* as wanted (lint.h) */
    bool meant;   /* our include is there, but for a slip or a flaw */
};

/* A finding about the root's record. */
struct finding *linting_tell(const struct linting *linting, enum code code);
struct finding *linting_tell_term(const struct linting *linting, enum code code,
                                  const struct spf_term *term);
/* What one look at the root's terms tells. */
void linting_root(const struct linting *linting);
/* What hides in a node and below it. */
void linting_node(const struct linting *linting, const struct spf_node *node);
