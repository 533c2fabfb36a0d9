// SPDX-License-Identifier: MIT
#include "base/clock.h"
#include "net/live_inside.h"

#include <assert.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum { ILL_MS = 30000, RCODE_SERVFAIL = 2 };

static void journey_ask(struct journey *journey);

static bool is_direct(const struct journey *journey)
{
    return question_asked(&journey->now) != ASKED_VERIFIER;
}

/* Puts the aliases that led here before those of the answers, and their TTL into account. */
static struct answers *with_path(const struct journey *journey, struct answers *answers)
{
    const struct answers *path = journey->path;
    struct name *own = answers->aliases;
    size_t count = answers->alias_count;

    if (!path) {
        return answers;
    }
    answers->aliases = NULL;
    answers->alias_count = 0;
    for (size_t i = 0; i < path->alias_count; i++) {
        answers_add_alias(answers, &path->aliases[i]);
    }
    for (size_t i = 0; i < count; i++) {
        answers_add_alias(answers, &own[i]);
    }
    free(own);
    if (path->ttl < answers->ttl) {
        answers->ttl = path->ttl;
    }
    return answers;
}

static void journey_end(struct journey *journey, struct answers *answers)
{
    journey_over(journey, with_path(journey, answers));
}

static bool is_circle(const struct journey *journey, const struct answers *answers)
{
    const struct name *target = &answers->aliases[answers->alias_count - 1];

    if (answers->alias_count > ANSWERS_ALIASES || name_equal(target, &journey->question.name)) {
        return true;
    }
    for (size_t i = 0; i + 1 < answers->alias_count; i++) {
        if (name_equal(target, &answers->aliases[i])) {
            return true;
        }
    }
    return false;
}

/* The packet ended in an alias, and its target is in another zone: the verifying resolver knows,
 * or the resolver that was asked for its own memory. */
static void journey_follow(struct journey *journey, struct answers *answers)
{
    answers = with_path(journey, answers);
    if (is_circle(journey, answers)) {
        answers->outcome = OUTCOME_LOOP;
        journey_over(journey, answers);
        return;
    }
    journey->now = (struct question){.name = answers->aliases[answers->alias_count - 1],
                                     .type = journey->question.type,
                                     .cd = journey->question.cd};
    if (question_asked(&journey->question) == ASKED_RECURSIVE) {
        journey->now.recursive = true;
        journey->now.server = journey->question.server;
    }
    answers_free(journey->path);
    journey->path = answers;
    answers_free(journey->trouble);
    journey->trouble = NULL;
    journey->stage = JOURNEY_ASK;
    journey->tried = 0;
    journey_ask(journey);
}

/* A broken domain says nothing about the resolver; silence and refusal do. */
static void note_health(struct journey *journey, const struct answers *answers)
{
    int64_t *ill_until_ms = &journey->live->ill_until_ms[journey->server];

    if (is_direct(journey)) {
        return;
    }
    if (answers->outcome == OUTCOME_TIMEOUT || answers->outcome == OUTCOME_REFUSED ||
        answers->outcome == OUTCOME_LAME) {
        *ill_until_ms = clock_monotonic() + ILL_MS;
    } else {
        *ill_until_ms = 0;
    }
}

static unsigned telling(const struct answers *answers)
{
    return answers->outcome == OUTCOME_SERVFAIL ? 2 : answers->outcome != OUTCOME_TIMEOUT;
}

static void note_trouble(struct journey *journey, struct answers *answers)
{
    if (journey->trouble && telling(journey->trouble) >= telling(answers)) {
        answers_free(answers);
        return;
    }
    answers_free(journey->trouble);
    journey->trouble = answers;
}

static bool is_well(const struct live *live, unsigned server)
{
    int64_t until_ms = live->ill_until_ms[server];

    return until_ms == 0 || until_ms <= clock_monotonic();
}

/* The first resolver that is well and was not asked yet, else the first that was not asked. */
static bool choose_server(struct journey *journey)
{
    struct live *live = journey->live;

    for (int pass = 0; pass < 2; pass++) {
        for (unsigned i = 0; i < live->options.server_count; i++) {
            bool asked = journey->tried >> i & 1;

            if (!asked && (pass == 1 || is_well(live, i))) {
                journey->server = i;
                journey->tried |= 1u << i;
                return true;
            }
        }
    }
    return false;
}

static void journey_give_up(struct journey *journey)
{
    struct answers *trouble = journey->trouble;

    journey->trouble = NULL;
    journey_end(journey, trouble);
}

/* The same server once more, another one, or the end. is_first: there was no trouble before this
 * one. */
static void journey_retry(struct journey *journey, bool is_first)
{
    const struct answers *trouble = journey->trouble;
    bool direct = is_direct(journey);

    if (journey->stage == JOURNEY_ASK && is_first && trouble->outcome == OUTCOME_SERVFAIL) {
        journey->stage = JOURNEY_AGAIN;
        journey_ask(journey);
    } else if (journey->stage == JOURNEY_AGAIN && trouble->rcode == RCODE_SERVFAIL && !direct &&
               !journey->question.cd) {
        journey->stage = JOURNEY_UNCHECKED;
        journey->now.cd = true;
        journey_ask(journey);
    } else if (!direct && choose_server(journey)) {
        journey->stage = JOURNEY_ASK;
        journey->now.cd = journey->question.cd;
        journey_ask(journey);
    } else {
        journey_give_up(journey);
    }
}

static bool is_final(const struct answers *answers)
{
    return answers_is_definite(answers) || answers->outcome == OUTCOME_LOOP;
}

static void journey_heard(void *arg, struct answers *answers, bool open_ended)
{
    struct journey *journey = arg;
    bool is_first = !journey->trouble;

    note_health(journey, answers);
    if (journey->stage == JOURNEY_UNCHECKED && is_final(answers)) {
        answers_free(answers);
        assert(journey->trouble); /* why CD=1 was tried */
        journey->trouble->outcome = OUTCOME_BOGUS;
        journey_give_up(journey);
    } else if (open_ended) {
        journey_follow(journey, answers);
    } else if (is_final(answers)) {
        journey_end(journey, answers);
    } else {
        note_trouble(journey, answers);
        journey_retry(journey, is_first);
    }
}

static void journey_answer(struct journey *journey, struct answers *answers)
{
    journey->answers = answers;
    journey_enqueue(journey);
}

static void journey_answer_unasked(struct journey *journey, enum outcome outcome)
{
    struct answers *answers = answers_new(outcome);

    answers->server = journey->now.server;
    journey_answer(journey, answers);
}

static void ask_peer(struct journey *journey)
{
    struct pool *pool;

    if (!peer_pool(journey->live, &journey->now, &pool)) {
        journey_answer_unasked(journey, OUTCOME_FORBIDDEN);
    } else if (!pool) {
        journey_enqueue(journey);
    } else {
        pool_ask(pool, &journey->exchange, &journey->now, journey_heard, journey);
    }
}

static bool has_server(const struct journey *journey)
{
    return journey->tried != 0 && journey->server != LIVE_SERVERS;
}

static void journey_ask(struct journey *journey)
{
    struct live *live = journey->live;

    if (is_direct(journey)) {
        ask_peer(journey);
    } else if (!has_server(journey) && !choose_server(journey)) {
        journey_answer_unasked(journey, OUTCOME_TIMEOUT);
    } else {
        pool_ask(live->servers[journey->server], &journey->exchange, &journey->now, journey_heard,
                 journey);
    }
}

void journey_resume(struct journey *journey)
{
    struct answers *answers = journey->answers;

    journey->answers = NULL;
    if (answers) {
        journey_end(journey, answers);
    } else {
        journey_ask(journey);
    }
}

void journey_start(struct journey *journey)
{
    const struct question *question = &journey->question;
    struct answers *kept = NULL;

    question_copy(&journey->now, question);
    if (question->kept) {
        kept = kept_find(journey->live->kept, question, clock_monotonic());
    }
    if (kept) {
        journey_answer(journey, kept);
    } else {
        journey_ask(journey);
    }
}

void journey_free(struct journey *journey)
{
    struct live *live = journey->live;

    if (journey->is_queued) {
        TAILQ_REMOVE(&live->queue, journey, place);
    }
    pool_cancel(&journey->exchange);
    answers_free(journey->trouble);
    answers_free(journey->path);
    answers_free(journey->answers);
    memset(journey, 0, offsetof(struct journey, question));
    spares_give(&live->spares, journey);
}
