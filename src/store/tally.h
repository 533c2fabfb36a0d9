// SPDX-License-Identifier: MIT
#pragma once
/*
 * How many rows of a project's list have which traits. Whoever writes a row of `access` says so
 * here: a trigger would cost more than the row itself, as SQLite then keeps a copy of every page
 * that the statement touches. Inside this floor only.
 */
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

enum { TALLY_NONE = -1 }; /* the traits of a row that is not there */

/* A row of the project's list had the traits `before`, and has `after` now. */
enum status tally_move(struct db *db, int64_t project, int64_t before, int64_t after,
                       struct fault *fault) MUST_USE;
/* filter NULL: everything is wanted. */
enum status tally_read(struct db *db, int64_t project, const struct filter *filter,
                       struct tally *out, struct fault *fault) MUST_USE;
void tally_clear(struct tally *tally);
