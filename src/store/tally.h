// SPDX-License-Identifier: MIT
#pragma once
/* How many rows of a project's list have which traits. Inside this floor only. */
#include "engine/reply.h"
#include "store/filter.h"
#include "store/sql.h"

struct tally_row {
    int64_t traits, count;
    bool wanted; /* by the filter's words about states */
};

struct tally {
    struct tally_row *rows;
    size_t count, capacity;
    int64_t total, matched;
    size_t wanted;                 /* rows */
    int64_t rank_least, rank_most; /* of the wanted ones */
    struct domain_counts counts;
};

/* filter NULL: everything is wanted. */
enum status tally_read(struct db *db, int64_t project, const struct filter *filter,
                       struct tally *out, struct fault *fault) MUST_USE;
void tally_clear(struct tally *tally);
