// SPDX-License-Identifier: MIT
#pragma once
/*
 * The terms of a merged SPF record as a list to choose from: what is kept makes the record. Costs
 * in look-ups follow RFC 7208 4.6.4; what an include costs inside comes from outside. Pure.
 */
#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    MERGE_TERMS = 40,
    MERGE_TERM_TEXT = 256,
    MERGE_LOOKUPS = 10,
    MERGE_VOIDS = 2,
    MERGE_STRING = 255
};

struct merge_term {
    char text[MERGE_TERM_TEXT];
    char target[MERGE_TERM_TEXT]; /* of include: and redirect=; "" : none */
    bool dropped;
    bool ours;  /* the include that this service needs: it stays */
    int inside; /* look-ups below the target; -1: not known yet */
};

struct merge_terms {
    struct merge_term items[MERGE_TERMS];
    size_t count;
};

/* record: "v=spf1 ..."; include: what the service needs. */
void merge_terms_read(const char *record, const char *include, struct merge_terms *out);
void merge_terms_write(const struct merge_terms *terms, struct buffer *out);
/* The look-ups of one term, with those inside; *known becomes false when some are not known yet. */
int merge_term_cost(const struct merge_term *term, bool *known);
int merge_terms_cost(const struct merge_terms *terms, bool *known);
/* Whether a record holds the term, letter case apart. */
bool merge_has_term(const char *record, const char *term);
/* How the record ends; NULL: it has no all. */
const char *merge_terms_all(const struct merge_terms *terms);
/* How the record is to end: "~all", "-all", "?all". False: it has no all. */
bool merge_terms_end(struct merge_terms *terms, char qualifier);
