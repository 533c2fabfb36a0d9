// SPDX-License-Identifier: MIT
#pragma once
/*
 * Time. The wall clock is an object, so that tests, the demo and VOUCH_CLOCK can set it; what must
 * not jump (timers, round-trip times) uses the monotonic clock. Wall times are milliseconds since
 * 1970-01-01T00:00:00Z; 0 means "never".
 */
#include "base/fault.h"

#include <stdbool.h>
#include <stdint.h>

struct clock {
    int64_t fixed_ms; /* 0: the system's clock */
};

/* Milliseconds since 1970, UTC. A NULL clock is the system's. */
int64_t clock_now(const struct clock *clock);
/* Milliseconds of CLOCK_MONOTONIC. */
int64_t clock_monotonic(void);

enum { CLOCK_TEXT = 32 };
/* "2026-10-02T05:02:11Z"; "" for 0. */
void clock_rfc3339(int64_t ms, char out[CLOCK_TEXT]);
/* "2026-10-02 14:02:11" in the user's time zone; "-" for 0. */
void clock_local(int64_t ms, char out[CLOCK_TEXT]);
/* What is left of a time, in minutes: "03:52"; "00:00" when it is over. */
void clock_left(int64_t seconds, char out[CLOCK_TEXT]);
/* An RFC 3339 time (any offset) or a date YYYY-MM-DD (midnight UTC). STATUS_INVALID otherwise. *ms
 * only on success. */
enum status clock_parse(const char *text, int64_t *ms, struct fault *fault) MUST_USE;
/* The calendar date as it is written in an RFC 3339 time or a date: 20241107. 0 when there is none.
 */
int clock_written_date(const char *text);
