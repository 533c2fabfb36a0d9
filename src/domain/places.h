// SPDX-License-Identifier: MIT
#pragma once
/* Where a record may have been put by mistake, and what that mistake is called. Pure. */
#include "domain/checkup.h"

enum { PLACES_MOST = 48 };

struct place {
    struct name name;
    enum code code;
    const char *selector; /* the other selector it belongs to; NULL */
};

struct places {
    struct place items[PLACES_MOST];
    size_t count;
};

/* The places for one record, the likeliest first, without the right one and without any name twice.
 */
void places_list(const struct checkup *checkup, enum record record, struct places *out);
/* One more, unless it is there already. */
void places_add(struct places *places, const struct name *name, enum code code,
                const struct name *right);
