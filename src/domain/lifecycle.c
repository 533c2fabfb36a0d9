// SPDX-License-Identifier: MIT
#include "domain/lifecycle.h"

#include "domain/schedule.h"

#define CACHE_WAIT_MS INT64_C(86400000) /* a day */

// clang-format off
static const enum state states[VERDICT_COUNT][POWER_OFF + 1] = {
    /*                    never used        switched on       switched off */
    [VERDICT_NEW]      = {STATE_UNVERIFIED, STATE_UNVERIFIED, STATE_UNVERIFIED},
    [VERDICT_WAITING]  = {STATE_WAITING,    STATE_WAITING,    STATE_WAITING},
    [VERDICT_VERIFIED] = {STATE_VERIFIED,   STATE_IN_USE,     STATE_STOPPED},
    [VERDICT_FAILED]   = {STATE_FAILED,     STATE_FAILED,     STATE_FAILED},
    [VERDICT_LOST]     = {STATE_LOST,       STATE_LOST,       STATE_LOST},
};

/* Smaller needs a person sooner; the first row that fits. */
enum rank {
    RANK_LOST_IN_USE, RANK_LOST, RANK_FAILED, RANK_IDLE,
    RANK_WAITING, RANK_NEW, RANK_PARTLY, RANK_STOPPED, RANK_WELL, RANK_GUEST
};
// clang-format on

enum state record_state(const struct domain *domain, enum record record)
{
    const struct record_status *status = &domain->records[record];

    return states[status->verdict][status->power];
}

bool record_is_verified(const struct domain *domain, enum record record)
{
    return domain->records[record].verdict == VERDICT_VERIFIED;
}

static bool has_state(const struct domain *domain, enum state state)
{
    for (int record = 0; record < RECORD_COUNT; record++) {
        if (record_state(domain, (enum record)record) == state) {
            return true;
        }
    }
    return false;
}

bool domain_is_in_use(const struct domain *domain)
{
    return has_state(domain, STATE_IN_USE);
}

bool domain_is_waiting(const struct domain *domain)
{
    return has_state(domain, STATE_WAITING);
}

static bool is_switchable(int record)
{
    return record == RECORD_SPF || record == RECORD_DKIM;
}

/* Verified, and nobody has touched its switch yet. */
static bool is_idle(const struct domain *domain)
{
    for (int record = 0; record < RECORD_COUNT; record++) {
        if (is_switchable(record) && record_state(domain, (enum record)record) == STATE_VERIFIED) {
            return true;
        }
    }
    return false;
}

static bool has_lost_in_use(const struct domain *domain)
{
    for (int record = 0; record < RECORD_COUNT; record++) {
        if (record_state(domain, (enum record)record) == STATE_LOST &&
            domain->records[record].power == POWER_ON) {
            return true;
        }
    }
    return false;
}

int domain_rank(const struct domain *domain)
{
    if (domain->role == ROLE_GUEST) {
        return RANK_GUEST;
    }
    if (has_state(domain, STATE_LOST)) {
        return has_lost_in_use(domain) ? RANK_LOST_IN_USE : RANK_LOST;
    }
    if (has_state(domain, STATE_FAILED)) {
        return RANK_FAILED;
    }
    if (is_idle(domain)) {
        return RANK_IDLE;
    }
    if (domain_is_waiting(domain)) {
        return RANK_WAITING;
    }
    if (!record_is_verified(domain, RECORD_TOKEN)) {
        return RANK_NEW;
    }
    if (has_state(domain, STATE_UNVERIFIED)) {
        return RANK_PARTLY;
    }
    return has_state(domain, STATE_STOPPED) ? RANK_STOPPED : RANK_WELL;
}

bool domain_needs_attention(const struct domain *domain)
{
    return domain_rank(domain) <= RANK_IDLE;
}

/* A definitive "no" for a record that was right: lost only after several, well apart. */
static void miss(struct record_status *status, int64_t now_ms)
{
    if (status->misses > 0 && now_ms - status->missed_at < LIFECYCLE_MISS_APART_MS) {
        return;
    }
    status->misses++;
    status->missed_at = now_ms;
    if (status->misses >= LIFECYCLE_MISSES) {
        status->verdict = VERDICT_LOST;
    }
}

/* The source has it, only a cache does not know yet. */
static bool is_cached(const struct check_record *seen)
{
    return seen->status == CHECK_TEMP && seen->source_has_some && seen->cached_seconds > 0;
}

static void wait_for_cache(struct record_status *status, int64_t now_ms)
{
    if (status->verdict != VERDICT_WAITING && status->missed_at == 0) {
        status->missed_at = now_ms;
    }
    /* No cache remembers that long: something else is wrong. */
    status->verdict =
        now_ms - status->missed_at < SCHEDULE_PATIENCE_MS ? VERDICT_WAITING : VERDICT_FAILED;
}

static void record_apply(struct record_status *status, const struct check_record *seen,
                         int64_t now_ms)
{
    bool was_right = status->verdict == VERDICT_VERIFIED || status->verdict == VERDICT_LOST;

    switch (seen->status) {
    case CHECK_PASS:
        status->verdict = VERDICT_VERIFIED;
        status->verified_at = now_ms;
        status->misses = 0;
        status->missed_at = 0;
        return;
    case CHECK_FAIL:
        if (status->verdict == VERDICT_VERIFIED) {
            miss(status, now_ms);
        } else if (!was_right) {
            status->verdict = VERDICT_FAILED;
            status->missed_at = 0;
        }
        return;
    case CHECK_TEMP:
        if (!was_right && is_cached(seen)) {
            wait_for_cache(status, now_ms);
        }
        return;
    }
}

/* The record an area's findings belong to; RECORD_COUNT: none in particular. */
static enum record area_record(enum area area)
{
    return area >= AREA_TOKEN && area <= AREA_DMARC ? (enum record)(area - AREA_TOKEN)
                                                    : RECORD_COUNT;
}

/* What was seen replaces what was known about the same records; the rest stays. */
static void findings_apply(struct domain *domain, const struct finding_list *seen, unsigned set)
{
    struct finding_list merged = {0};
    bool whole = set == RECORD_ALL;

    for (size_t i = 0; i < domain->findings.count; i++) {
        enum record record = area_record(domain->findings.items[i].area);

        if (record != RECORD_COUNT && !(set & 1u << record)) {
            finding_list_append(&merged, &domain->findings.items[i]);
        }
    }
    for (size_t i = 0; i < seen->count; i++) {
        enum record record = area_record(seen->items[i].area);

        if (record != RECORD_COUNT ? (set & 1u << record) != 0
                                   : whole || seen->items[i].code != CODE_ALL_OK) {
            finding_list_append(&merged, &seen->items[i]);
        }
    }
    finding_list_sort(&merged);
    finding_list_clear(&domain->findings);
    domain->findings = merged;
}

/* Ownership comes first: until it was proven, nothing else is stored. */
static unsigned storable(const struct domain *domain, unsigned set)
{
    enum verdict ownership = domain->records[RECORD_TOKEN].verdict;
    bool proven = ownership == VERDICT_VERIFIED || ownership == VERDICT_LOST;

    return proven ? set : set & 1u << RECORD_TOKEN;
}

/* Until the cache has forgotten; a TTL without end is not waited for. */
static int64_t cache_wait(const struct check_record *record)
{
    int64_t ms = ((int64_t)record->cached_seconds + 2) * 1000;

    return ms < CACHE_WAIT_MS ? ms : CACHE_WAIT_MS;
}

static int64_t next_check(const struct domain *domain, const struct check_result *seen,
                          unsigned set, int64_t now_ms)
{
    unsigned cached = 0;
    int64_t next = 0;

    for (int record = 0; record < RECORD_COUNT; record++) {
        if ((set & 1u << record) && is_cached(&seen->records[record])) {
            cached |= 1u << record;
            next = schedule_earlier(next, now_ms + cache_wait(&seen->records[record]));
        }
    }
    return schedule_earlier(next, schedule_next(domain, RECORD_ALL & ~cached, now_ms));
}

unsigned domain_apply(struct domain *domain, const struct check_result *seen, unsigned only,
                      int64_t now_ms)
{
    unsigned set = (only ? only : RECORD_ALL) & (seen->only ? seen->only : RECORD_ALL);
    unsigned changed = 0;

    for (int record = 0; record < RECORD_COUNT; record++) {
        enum state before = record_state(domain, (enum record)record);

        if (!(storable(domain, set) & 1u << record)) {
            continue;
        }
        record_apply(&domain->records[record], &seen->records[record], now_ms);
        if (record_state(domain, (enum record)record) != before) {
            changed |= 1u << record;
        }
    }
    set = storable(domain, set);
    if ((set & 1u << RECORD_DMARC) && seen->records[RECORD_DMARC].status != CHECK_TEMP) {
        domain->policy = seen->policy;
    }
    findings_apply(domain, &seen->findings, set);
    domain->checked_at = now_ms;
    domain->next_check_at = next_check(domain, seen, set, now_ms);
    return changed;
}

int64_t domain_next_check(const struct domain *domain, int64_t now_ms)
{
    return schedule_next(domain, RECORD_ALL, now_ms);
}
