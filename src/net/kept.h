// SPDX-License-Identifier: MIT
#pragma once
/*
 * What is remembered between inquiries: NS, SOA and addresses of name servers, within their TTL,
 * and nothing else ever. Bounded; when it is full the oldest makes room. Pure but for its own
 * state: the time is a parameter.
 */
#include "dns/book.h"

struct kept;
struct kept *kept_new(void);
void kept_free(struct kept *kept);
/* A copy for the caller, or NULL. */
struct answers *kept_find(struct kept *kept, const struct question *question, int64_t now_ms);
/* Ignores what must not be remembered. */
void kept_note(struct kept *kept, const struct question *question, const struct answers *answers,
               int64_t now_ms);
