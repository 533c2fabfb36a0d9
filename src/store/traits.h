// SPDX-License-Identifier: MIT
#pragma once
/*
 * What filters, tabs and the order by state look at, in one number: the verdicts and switches of
 * the four records, the DMARC policy, and whether the row is a guest's. A million domains have a
 * few dozen different traits, so counting them (table tally) makes every tab's count and every
 * filter by state cheap. Pure.
 */
#include "domain/domain.h"

enum { TRAITS_END = 1 << 19 };

int64_t traits_of(const struct domain *domain);
/* A domain with these traits and nothing else; false: nobody has such traits. */
bool traits_domain(int64_t traits, struct domain *out) MUST_USE;
