// SPDX-License-Identifier: MIT
#include "dns/answers.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

// clang-format off
static const char *const outcome_names[] = {
    [OUTCOME_NONE] = "none", [OUTCOME_FOUND] = "found", [OUTCOME_NODATA] = "nodata", [OUTCOME_NXDOMAIN] = "nxdomain",
    [OUTCOME_LAME] = "lame", [OUTCOME_SERVFAIL] = "servfail", [OUTCOME_REFUSED] = "refused",
    [OUTCOME_TIMEOUT] = "timeout", [OUTCOME_BOGUS] = "bogus", [OUTCOME_TRUNCATED] = "truncated",
    [OUTCOME_LOOP] = "loop", [OUTCOME_FORBIDDEN] = "forbidden",
};
// clang-format on
_Static_assert(COUNT(outcome_names) == OUTCOME_COUNT, "every outcome has a name");

const char *outcome_name(enum outcome outcome)
{
    return outcome_names[outcome];
}

bool answers_is_definite(const struct answers *answers)
{
    return answers->outcome == OUTCOME_FOUND || answers->outcome == OUTCOME_NODATA ||
           answers->outcome == OUTCOME_NXDOMAIN;
}

bool answers_is_found(const struct answers *answers)
{
    return answers->outcome == OUTCOME_FOUND;
}

const struct name *answers_alias(const struct answers *answers)
{
    return answers->alias_count > 0 ? &answers->aliases[answers->alias_count - 1] : NULL;
}

static void answers_start(struct answers *answers, enum outcome outcome)
{
    memset(answers, 0, offsetof(struct answers, ede_text)); /* the better part of it stays unused */
    answers->outcome = outcome;
    answers->ede = -1;
    answers->ede_text[0] = '\0';
    name_reset(&answers->soa_owner);
}

struct answers *answers_new(enum outcome outcome)
{
    struct answers *answers = mem_resize(NULL, 1, sizeof *answers);

    answers_start(answers, outcome);
    return answers;
}

_Static_assert(sizeof(struct answers) % _Alignof(struct rr) == 0, "records may stand behind it");

struct answers *answers_new_for(enum outcome outcome, size_t count, size_t bytes)
{
    struct answers *answers =
        mem_resize(NULL, 1, sizeof *answers + count * (sizeof(struct rr) + 1) + bytes);

    answers_start(answers, outcome);
    answers->records = (struct rr *)(answers + 1);
    answers->room = (uint8_t *)(answers->records + count);
    return answers;
}

/* The RDATA at its place in the block, or in memory of its own. */
static const uint8_t *keep_rdata(struct answers *answers, const uint8_t *bytes, size_t n)
{
    uint8_t *place = answers->room;

    if (!place) {
        return (const uint8_t *)mem_text_n((const char *)bytes, n);
    }
    memcpy(place, bytes, n);
    place[n] = '\0';
    answers->room += n + 1;
    return place;
}

void answers_add(struct answers *answers, uint16_t type, uint32_t ttl, const uint8_t *bytes,
                 size_t n)
{
    size_t count = answers->count;

    /* Grown at powers of two: most RRsets have one or two records, and no room is kept for more. */
    if (!answers->room && (count & (count - 1)) == 0) {
        size_t room = count ? count * 2 : 1;

        answers->records = mem_resize(answers->records, room, sizeof *answers->records);
    }
    answers->records[count] = (struct rr){
        .type = type, .length = (uint16_t)n, .ttl = ttl, .bytes = keep_rdata(answers, bytes, n)};
    answers->count = count + 1;
}

void answers_add_alias(struct answers *answers, const struct name *target)
{
    size_t count = answers->alias_count;

    answers->aliases = mem_resize(answers->aliases, count + 1, sizeof *answers->aliases);
    answers->aliases[count] = *target;
    answers->alias_count = count + 1;
}

struct answers *answers_dup(const struct answers *answers)
{
    struct answers *copy;
    struct rr *records;
    uint8_t *room;
    size_t bytes = 0;

    for (size_t i = 0; i < answers->count; i++) {
        bytes += answers->records[i].length;
    }
    copy = answers_new_for(answers->outcome, answers->count, bytes);
    records = copy->records;
    room = copy->room;
    *copy = *answers;
    copy->aliases = NULL;
    copy->alias_count = 0;
    copy->records = records;
    copy->room = room;
    copy->count = 0;
    for (size_t i = 0; i < answers->alias_count; i++) {
        answers_add_alias(copy, &answers->aliases[i]);
    }
    for (size_t i = 0; i < answers->count; i++) {
        const struct rr *rr = &answers->records[i];

        answers_add(copy, rr->type, rr->ttl, rr->bytes, rr->length);
    }
    return copy;
}

void answers_free(struct answers *answers)
{
    if (!answers) {
        return;
    }
    if (!answers->room) {
        for (size_t i = 0; i < answers->count; i++) {
            free((void *)(uintptr_t)answers->records[i].bytes);
        }
        free(answers->records);
    }
    free(answers->aliases);
    free(answers);
}
