// SPDX-License-Identifier: MIT
#include "base/clock.h"
#include "net/live_inside.h"

#include <stdlib.h>

enum { ILL_MS = 30000 };

static void journey_ask(struct journey *journey);

static bool is_direct(const struct question *question)
{
    return question->server.family != ADDRESS_NONE;
}

/* The aliases of the stages before, then those of this one; the facts are those of the last packet.
 */
static struct answers *with_path(struct journey *journey, struct answers *answers)
{
    struct answers *whole;

    if (!journey->path) {
        return answers;
    }
    whole = answers_dup(answers);
    whole->alias_count = 0;
    free(whole->aliases);
    whole->aliases = NULL;
    for (size_t i = 0; i < journey->path->alias_count; i++) {
        answers_add_alias(whole, &journey->path->aliases[i]);
    }
    for (size_t i = 0; i < answers->alias_count; i++) {
        answers_add_alias(whole, &answers->aliases[i]);
    }
    if (journey->path->ttl < whole->ttl) {
        whole->ttl = journey->path->ttl;
    }
    answers_free(answers);
    return whole;
}

static void journey_end(struct journey *journey, struct answers *answers)
{
    journey_over(journey, with_path(journey, answers));
}

static bool is_known(const struct journey *journey, const struct answers *answers,
                     const struct name *target)
{
    bool known = name_equal(target, &journey->question.name);

    for (size_t i = 0; journey->path && i < journey->path->alias_count; i++) {
        known = known || name_equal(target, &journey->path->aliases[i]);
    }
    for (size_t i = 0; i + 1 < answers->alias_count; i++) {
        known = known || name_equal(target, &answers->aliases[i]);
    }
    return known;
}

/* The packet ended in an alias: its target is asked of the verifying resolver. */
static void journey_follow(struct journey *journey, struct answers *answers)
{
    const struct name *target = &answers->aliases[answers->alias_count - 1];
    size_t hops = answers->alias_count + (journey->path ? journey->path->alias_count : 0);

    if (hops > ANSWERS_ALIASES || is_known(journey, answers, target)) {
        answers->outcome = OUTCOME_LOOP;
        journey_end(journey, answers);
        return;
    }
    journey->now = (struct question){
        .name = *target, .type = journey->question.type, .cd = journey->question.cd};
    answers = with_path(journey, answers);
    answers_free(journey->path);
    journey->path = answers;
    journey->tried = 0;
    journey->repeated = false;
    journey_ask(journey);
}

static bool is_trouble(const struct answers *answers)
{
    return !answers_is_definite(answers) && answers->outcome != OUTCOME_LOOP;
}

static bool has_another(const struct journey *journey)
{
    return journey->tried + 1u < 1u << journey->live->options.server_count;
}

/* SERVFAIL everywhere: once more, then without DNSSEC validation, which tells its trouble from
 * others. */
static bool journey_retry(struct journey *journey, struct answers *answers)
{
    bool failed = answers->outcome == OUTCOME_SERVFAIL;

    if (!is_direct(&journey->now) && has_another(journey)) {
        journey->live->ill_until_ms[journey->server] = clock_monotonic() + ILL_MS;
        answers_free(answers);
        journey_ask(journey);
        return true;
    }
    if (failed && !journey->repeated) {
        journey->repeated = true;
        journey->tried = 0;
        answers_free(answers);
        journey_ask(journey);
        return true;
    }
    if (failed && !is_direct(&journey->now) && !journey->now.cd) {
        journey->trouble = answers;
        journey->now.cd = true;
        journey->tried = 0;
        journey_ask(journey);
        return true;
    }
    return false;
}

/* The answer to CD=1: if there is one, validation was the trouble. */
static void journey_judge(struct journey *journey, struct answers *answers)
{
    struct answers *trouble = journey->trouble;

    journey->trouble = NULL;
    if (answers_is_definite(answers)) {
        trouble->outcome = OUTCOME_BOGUS;
    }
    answers_free(answers);
    journey_end(journey, trouble);
}

static void journey_heard(void *arg, struct answers *answers, bool open_ended)
{
    struct journey *journey = arg;

    if (journey->trouble) {
        journey_judge(journey, answers);
    } else if (open_ended && answers->alias_count > 0) {
        journey_follow(journey, answers);
    } else if (!is_trouble(answers) || !journey_retry(journey, answers)) {
        journey_end(journey, answers);
    }
}

/* The first resolver that is well and was not asked yet, else the first that was not asked. */
static bool choose_server(struct journey *journey)
{
    struct live *live = journey->live;
    int64_t now = clock_monotonic();

    for (int pass = 0; pass < 2; pass++) {
        for (unsigned i = 0; i < live->options.server_count; i++) {
            bool asked = journey->tried & 1u << i;

            if (!asked && (pass == 1 || live->ill_until_ms[i] <= now)) {
                journey->server = i;
                journey->tried |= 1u << i;
                return true;
            }
        }
    }
    return false;
}

static void journey_rest(void *arg)
{
    struct journey *journey = arg;
    struct answers *ready = journey->ready;

    journey->ready = NULL;
    journey_end(journey, ready);
}

/* Nothing is sent; the answer comes in the next turn all the same. */
static void journey_answer(struct journey *journey, struct answers *answers)
{
    journey->ready = answers;
    if (!journey->timer) {
        journey->timer = loop_timer_new(journey->live->loop, journey_rest, journey);
    }
    loop_timer_start(journey->timer, 0, 0);
}

static void journey_ask(struct journey *journey)
{
    struct pool *pool = NULL;
    enum outcome outcome = OUTCOME_TIMEOUT;

    if (is_direct(&journey->now)) {
        pool = peer_pool(journey->live, &journey->now.server);
        outcome = OUTCOME_FORBIDDEN;
    } else if (choose_server(journey)) {
        pool = journey->live->servers[journey->server];
    }
    if (pool) {
        pool_ask(pool, &journey->exchange, &journey->now, journey_heard, journey);
    } else {
        struct answers *answers = answers_new(outcome);

        answers->server = journey->now.server;
        journey_answer(journey, answers);
    }
}

void journey_start(struct journey *journey)
{
    struct answers *kept = kept_find(journey->live->kept, &journey->question, clock_monotonic());

    journey->now = journey->question;
    if (kept) {
        journey_answer(journey, kept);
    } else {
        journey_ask(journey);
    }
}

void journey_free(struct journey *journey)
{
    pool_cancel(&journey->exchange);
    loop_timer_free(journey->timer);
    answers_free(journey->trouble);
    answers_free(journey->path);
    answers_free(journey->ready);
    free(journey);
}
