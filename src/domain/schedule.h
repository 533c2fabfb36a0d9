// SPDX-License-Identifier: MIT
#pragma once
/*
 * When to look at DNS again without being asked: soon after registering and then more and more
 * rarely, every hour while a domain is in use and every day otherwise, five minutes after a miss.
 * Pure.
 */
#include "domain/domain.h"

/* "Waiting" for a cache ends here: none remembers that long. */
#define SCHEDULE_PATIENCE_MS INT64_C(259200000) /* 72 h */

/* The earlier of two times, where 0 is never. */
int64_t schedule_earlier(int64_t a, int64_t b);
/* For the records of the set (1u << RECORD_*); 0: never by itself. */
int64_t schedule_next(const struct domain *domain, unsigned records, int64_t now_ms);
