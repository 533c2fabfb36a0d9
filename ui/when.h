// SPDX-License-Identifier: MIT
#pragma once
/* Times as the screens write them, in the user's zone; "-" for never. */
#include "base/clock.h"

void when_full(int64_t ms, char out[CLOCK_TEXT]);   /* "2026-10-02 14:02:11" */
void when_minute(int64_t ms, char out[CLOCK_TEXT]); /* "2026-10-02 14:02" */
void when_time(int64_t ms, char out[CLOCK_TEXT]);   /* "14:02:11" */
void when_date(int64_t ms, char out[CLOCK_TEXT]);   /* "10-02 14:02:11" */
/* The time alone when it is the same day as now, the date with it otherwise. */
void when_near(int64_t ms, int64_t now, char out[CLOCK_TEXT]);
