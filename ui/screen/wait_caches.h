// SPDX-License-Identifier: MIT
#pragma once
/*
 * What stands between the source and those who ask: public resolvers and the verifier, and what
 * each still remembers of one record. The countdowns are those of the answers, run down since.
 */
#include "domain/check.h"
#include "ui/layout.h"
#include "ui/telling.h"

struct wait_caches {
    const struct check_result *seen; /* NULL: nothing yet */
    enum record record;
    int64_t age; /* seconds since it was seen */
};

/* From row y on; returns the row after it. */
int wait_caches_draw(const struct wait_caches *caches, struct pane pane, int y);
void wait_caches_tell(const struct wait_caches *caches, struct telling *out);
/* How many still remember something else; *only_no: all of those that there is nothing. */
size_t wait_caches_old(const struct wait_caches *caches, bool *only_no);
