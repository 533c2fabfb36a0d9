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
    struct place *items;
    size_t count, capacity;
    bool complete; /* with the mail hosts of the domain, where those are places */
};

/* The places for one record, the likeliest first, without the right one and without any name twice.
 * Yours. */
struct places *places_list(const struct checkup *checkup, enum record record);
void places_free(struct places *places);
/* One more, unless it is there already. */
void places_add(struct places *places, const struct name *name, enum code code,
                const struct name *right);
