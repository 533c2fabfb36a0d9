// SPDX-License-Identifier: MIT
#pragma once
/*
 * What public resolvers remember of a record: for display only, no verdict comes of it. They are
 * asked when the source has the record and none of its servers says otherwise, so that no "no" is
 * planted in them. Inside the floor only.
 */
#include "domain/checkup.h"

/* Asks all of them for the record and notes what is known; checkup->waiting is set while that is
 * not everything. */
void caches_look(struct checkup *checkup, enum record record);
/* Resolvers that may not be asked, or had nothing to be asked for, leave the result. */
void caches_finish(struct check_result *out);
/* Seconds until a resolver forgets what it showed; without an SOA a "no" lasts as long as the
 * source's would, at most. */
uint32_t cache_left(const struct check_result *out, const struct view *view);
