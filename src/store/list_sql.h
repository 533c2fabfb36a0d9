// SPDX-License-Identifier: MIT
#pragma once
/*
 * The SQL of one page: which domains, in order. Three ways to find them: walk the list in its order
 * (most match), gather the rows of the wanted traits and sort (few match), or start from a label
 * that few domains have. Inside this floor only.
 */
#include "store/list.h"
#include "store/sql.h"
#include "store/tally.h"

enum list_way { LIST_WALK, LIST_GATHER, LIST_FROM_LABEL };

enum { LIST_FEW = 10000, LIST_FEW_LABELS = 2000 };

enum { LIST_VALUES = FILTER_TERMS + 4 };

struct list_sql {
    struct buffer text; /* SELECT domain_id, traits, name */
    struct sql_value values[LIST_VALUES];
    size_t count;
};

/* label: the term to start from, with LIST_FROM_LABEL. The filter outlives out. */
void list_sql_make(const struct list_query *query, const struct tally *tally, enum list_way way,
                   const struct filter_term *label, struct list_sql *out);
void list_sql_clear(struct list_sql *sql);
