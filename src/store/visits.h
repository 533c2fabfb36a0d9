// SPDX-License-Identifier: MIT
#pragma once
/*
 * Re-checks that are due, and which of them somebody is at. A visit ends in the transaction that
 * stores what was seen, so it is neither done twice nor forgotten.
 */
#include "store/db.h"
#include "store/holder.h"

#include <stddef.h>

struct visit {
    int64_t domain;
    char name[256];
    char project[64]; /* its owner's */
};

/* Those longest overdue that nobody is at, at most `most`; into out, which has room. */
enum status visits_claim(struct db *db, const struct holder *holder, size_t most, struct visit *out,
                         size_t *count, struct fault *fault) MUST_USE;
/* STATUS_CANCELLED, code "visit-over": another is at it, or has been. */
enum status visits_end(struct db *db, int64_t domain, const struct holder *holder,
                       struct fault *fault) MUST_USE;
/* When the next one that nobody is at is due; 0: none is. */
enum status visits_next(struct db *db, const struct holder *holder, int64_t *at,
                        struct fault *fault) MUST_USE;
