// SPDX-License-Identifier: MIT
#pragma once
/*
 * The one thing to do next about a domain, in at most 19 cells: the last column of the list. What
 * is worst comes first;
 * "-" means that there is nothing to do. Pure; the caller gives the language by base/words.h.
 */
#include "domain/domain.h"

enum { NEXT_STEP_CELLS = 19, NEXT_STEP_TEXT = 96 };

/* legacy: the profile's selector of old domains, "" : it has none. now_ms: how long ago something
 * was lost is said. */
void next_step(const struct domain *domain, const char *legacy, int64_t now_ms,
               char out[NEXT_STEP_TEXT]);
