// SPDX-License-Identifier: MIT
#include "domain/schedule.h"

#include "domain/lifecycle.h"

#define SECOND INT64_C(1000)
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

enum { SCHEDULE_DAYS = 14 };

/* After registering: people publish within minutes, or days later. */
static const int64_t steps[] = {
    10 * SECOND, 30 * SECOND, 1 * MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE,
    20 * MINUTE, 30 * MINUTE, 1 * HOUR,   2 * HOUR,   4 * HOUR,   8 * HOUR,
};

int64_t schedule_earlier(int64_t a, int64_t b)
{
    if (a == 0 || b == 0) {
        return a + b;
    }
    return a < b ? a : b;
}

static int64_t next_step(int64_t start_ms, int64_t now_ms)
{
    int64_t age = now_ms - start_ms;

    if (age < 0) { /* the clock was set back, or the date was given for a day to come */
        return now_ms + HOUR;
    }
    for (size_t i = 0; i < COUNT(steps); i++) {
        if (age < steps[i]) {
            return start_ms + steps[i];
        }
    }
    return age < SCHEDULE_DAYS * DAY ? start_ms + (age / DAY + 1) * DAY : 0;
}

static int64_t record_next(const struct domain *domain, enum record record, int64_t now_ms)
{
    const struct record_status *status = &domain->records[record];

    switch (status->verdict) {
    case VERDICT_NEW:
    case VERDICT_WAITING:
    case VERDICT_FAILED:
        return next_step(domain->registered_at, now_ms);
    case VERDICT_VERIFIED:
        if (status->misses > 0) {
            return now_ms + LIFECYCLE_MISS_APART_MS;
        }
        break;
    case VERDICT_LOST:
    case VERDICT_COUNT:
        break;
    }
    return now_ms + (status->power == POWER_ON || domain_is_in_use(domain) ? HOUR : DAY);
}

int64_t schedule_next(const struct domain *domain, unsigned records, int64_t now_ms)
{
    int64_t next = 0;

    if (domain->role == ROLE_GUEST) {
        return 0;
    }
    for (int record = 0; record < RECORD_COUNT; record++) {
        if (records & 1u << record) {
            next = schedule_earlier(next, record_next(domain, (enum record)record, now_ms));
        }
    }
    return next;
}
