// SPDX-License-Identifier: MIT
#pragma once
/*
 * Places in a sorted list of domains: a cursor is the sort key and the name of a row, as text, so
 * that a page can start after any row that somebody has in hand, also when that row is gone since.
 * Pure.
 */
#include "domain/domain.h"

#include <stdbool.h>

enum list_sort {
    LIST_BY_NAME,
    LIST_BY_STATE,
    LIST_BY_REGISTERED,
    LIST_BY_CHECKED,
    LIST_SORT_COUNT
};

struct list_order {
    enum list_sort sort;
    bool reversed;
};

struct cursor {
    int64_t key; /* domain_rank(), registered_at or checked_at; 0 when sorted by name */
    char name[256];
};

enum { CURSOR_TEXT = 320 };

/* "name", "-state", ...; false: no such order. NULL: by name. */
bool list_order_parse(const char *text, struct list_order *out) MUST_USE;
void cursor_make(const struct domain *domain, struct list_order order, char out[CURSOR_TEXT]);
bool cursor_parse(const char *text, struct cursor *out) MUST_USE;
