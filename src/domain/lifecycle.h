// SPDX-License-Identifier: MIT
#pragma once
/*
 * How states change: one table of (verdict, power) -> state, and one function that takes what a
 * check saw. A record that was right is lost only after three definitive misses at least five
 * minutes apart; "cannot tell" changes nothing. Pure.
 */
#include "domain/check.h"
#include "domain/domain.h"

enum { LIFECYCLE_MISSES = 3, LIFECYCLE_MISS_APART_MS = 5 * 60 * 1000 };

enum state record_state(const struct domain *domain, enum record record);
bool record_is_verified(const struct domain *domain,
                        enum record record); /* verified, in use or stopped */
bool domain_is_in_use(const struct domain *domain);
/* Attention: a record failed or is lost, or is verified and not used. For tabs, filters and the
 * "next step" column. */
bool domain_needs_attention(const struct domain *domain);
bool domain_is_waiting(const struct domain *domain);
/* Order of the list "attention first": smaller needs a person sooner; equal ranks sort by name.
 * 0..9. */
int domain_rank(const struct domain *domain);

/* Writes what a check saw into the domain: verdicts, dates, misses, policy, findings, checked_at,
 * next_check_at. Records other than the token are stored only once ownership is verified (in this
 * very check counts). `only` is a set of 1u << RECORD_*. Returns the set of records whose state
 * changed. */
unsigned domain_apply(struct domain *domain, const struct check_result *seen, unsigned only,
                      int64_t now_ms);

/* When to look again, by the schedule: 10 s, 30 s, 1 m, ... while waiting; an hour in use, a day
 * otherwise. */
int64_t domain_next_check(const struct domain *domain, int64_t now_ms);
