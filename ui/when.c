// SPDX-License-Identifier: MIT
#include "ui/when.h"

#include <string.h>

enum { YEAR_BYTES = 5, DAY_BYTES = 11, MINUTE_BYTES = 16 };

/* Drops the first n bytes of a time, which is longer than that. */
static void drop(char out[CLOCK_TEXT], size_t n)
{
    size_t length = strlen(out);

    if (length > n) {
        memmove(out, out + n, length - n + 1);
    }
}

void when_full(int64_t ms, char out[CLOCK_TEXT])
{
    clock_local(ms, out);
}

void when_minute(int64_t ms, char out[CLOCK_TEXT])
{
    clock_local(ms, out);
    if (strlen(out) > MINUTE_BYTES) {
        out[MINUTE_BYTES] = '\0';
    }
}

void when_time(int64_t ms, char out[CLOCK_TEXT])
{
    clock_local(ms, out);
    drop(out, DAY_BYTES);
}

void when_date(int64_t ms, char out[CLOCK_TEXT])
{
    clock_local(ms, out);
    drop(out, YEAR_BYTES);
}

void when_near(int64_t ms, int64_t now, char out[CLOCK_TEXT])
{
    char day[CLOCK_TEXT];

    clock_local(now, day);
    clock_local(ms, out);
    drop(out, strncmp(day, out, DAY_BYTES) == 0 ? DAY_BYTES : YEAR_BYTES);
}
