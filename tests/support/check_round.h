// SPDX-License-Identifier: MIT
#pragma once
/*
 * One round of a check under way, held against a check of the same book from scratch: what is kept
 * between rounds must change neither the result nor the questions. A difference fails the test.
 */
#include "domain/check.h"

struct check_rounds {
    struct book *book;
    const struct check_wanted *wanted;
    struct check_result *out; /* empty at first */
    struct check *check;      /* NULL at first; check_free() */
    size_t rounds;            /* that had to wait */
};

/* False: the book is waiting. */
bool check_round(struct check_rounds *rounds);
