// SPDX-License-Identifier: MIT
#pragma once
/*
 * Pages of a project's list in any order, from any place, narrowed by any filter, without ever
 * counting or skipping rows: the tally of traits says how many rows a filter by states matches, and
 * so whether to walk the order or to gather the few.
 */
#include "engine/cursor.h"
#include "engine/reply.h"
#include "store/db.h"
#include "store/filter.h"

struct list_query {
    int64_t project;
    struct filter filter;
    struct list_order order;
    const struct cursor *after; /* NULL: from the start */
    int64_t limit;              /* 0: all */
    bool names_only;            /* an order by name need bring no more than names and roles */
    int64_t budget_ms;          /* code "query-too-long" after that; 0: no limit */
};

/* The items are the caller's (reply_clear). */
enum status list_page(struct db *db, const struct list_query *query, struct reply_domains *out,
                      struct fault *fault) MUST_USE;
enum status list_counts(struct db *db, int64_t project, struct domain_counts *out,
                        struct fault *fault) MUST_USE;
