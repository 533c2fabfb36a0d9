// SPDX-License-Identifier: MIT
#include "domain/caches.h"

#include "base/memory.h"
#include "domain/judge.h"

#include <stdlib.h>

enum memory check_memory(const struct check_cache *cache, enum record record)
{
    switch (cache->outcome[record]) {
    case OUTCOME_NONE:
        return MEMORY_NONE;
    case OUTCOME_FOUND:
        return cache->has[record] ? MEMORY_RIGHT : MEMORY_OLD;
    case OUTCOME_NODATA:
    case OUTCOME_NXDOMAIN:
        return MEMORY_ABSENT;
    case OUTCOME_LAME:
    case OUTCOME_SERVFAIL:
    case OUTCOME_REFUSED:
    case OUTCOME_TIMEOUT:
    case OUTCOME_BOGUS:
    case OUTCOME_TRUNCATED:
    case OUTCOME_LOOP:
    case OUTCOME_FORBIDDEN:
    case OUTCOME_COUNT:
        break;
    }
    return MEMORY_UNKNOWN;
}

uint32_t cache_left(const struct check_result *out, const struct view *view)
{
    bool negative = view->outcome != OUTCOME_FOUND;

    return negative && !view->answers->has_soa ? out->negative_ttl : view->answers->ttl;
}

static void caches_open(struct checkup *checkup)
{
    const struct check_wanted *wanted = checkup->wanted;
    struct check_result *out = checkup->out;

    if (out->cache_count == wanted->cache_count) {
        return;
    }
    out->caches = mem_array(wanted->cache_count, sizeof *out->caches);
    out->cache_count = wanted->cache_count;
    for (size_t i = 0; i < out->cache_count; i++) {
        out->caches[i].address = wanted->caches[i];
    }
}

static void cache_look(struct checkup *checkup, enum record record, struct check_cache *cache)
{
    const struct name *name = &checkup->out->records[record].name;
    struct question question = {
        .name = *name, .type = RR_TXT, .recursive = true, .server = cache->address};
    struct view view = {.answers = checkup_ask(checkup, &question)};
    struct judged judged = {0};

    if (!view.answers) {
        return;
    }
    view.outcome = view.answers->outcome;
    view.alias = answers_alias(view.answers);
    if (view.outcome == OUTCOME_FOUND && !judge_record(checkup, record, &view, &judged)) {
        return;
    }
    cache->outcome[record] = view.outcome;
    cache->has[record] = judged.judgement == JUDGEMENT_RIGHT && !judged.inherited;
    cache->left[record] = view_is_definite(&view) ? cache_left(checkup->out, &view) : 0;
    judged_clear(&judged);
}

/* A server of the source answers, and not with the record: a resolver that asks it would keep that.
 * One that is dead or lame gives it nothing to keep. */
static bool is_lacking(const struct check_result *out, enum record record)
{
    for (size_t i = 0; i < out->server_count; i++) {
        struct view view = {.outcome = out->servers[i].outcome[record]};

        if (!out->servers[i].has[record] && view_is_definite(&view)) {
            return true;
        }
    }
    return false;
}

void caches_look(struct checkup *checkup, enum record record)
{
    if (checkup->wanted->cache_count == 0 || is_lacking(checkup->out, record)) {
        return;
    }
    caches_open(checkup);
    for (size_t i = 0; i < checkup->out->cache_count; i++) {
        cache_look(checkup, record, &checkup->out->caches[i]);
    }
}

static bool was_asked(const struct check_cache *cache)
{
    for (int record = 0; record < RECORD_COUNT; record++) {
        enum outcome outcome = cache->outcome[record];

        if (outcome != OUTCOME_NONE && outcome != OUTCOME_FORBIDDEN) {
            return true;
        }
    }
    return false;
}

void caches_finish(struct check_result *out)
{
    size_t kept = 0;

    for (size_t i = 0; i < out->cache_count; i++) {
        if (was_asked(&out->caches[i])) {
            out->caches[kept++] = out->caches[i];
        }
    }
    out->cache_count = kept;
}
