// SPDX-License-Identifier: MIT
#include "net/live.h"

#include "base/clock.h"
#include "base/memory.h"
#include "net/live_inside.h"

#include <assert.h>
#include <stdlib.h>

static struct asker_list *askers_of(struct live *live, uint64_t ticket)
{
    return &live->askers[ticket % LIVE_BUCKETS];
}

static struct journey *journey_find(struct live *live, const struct question *question,
                                    uint32_t hash)
{
    struct journey *journey;

    LIST_FOREACH(journey, &live->journeys[hash % LIVE_BUCKETS], link)
    {
        if (journey->hash == hash && question_equal(&journey->question, question)) {
            return journey;
        }
    }
    return NULL;
}

static struct journey *journey_new(struct live *live, const struct question *question,
                                   uint32_t hash)
{
    struct journey *journey = spares_take(&live->spares, sizeof *journey);

    journey->live = live;
    question_copy(&journey->question, question);
    journey->hash = hash;
    LIST_INIT(&journey->askers);
    LIST_INSERT_HEAD(&live->journeys[hash % LIVE_BUCKETS], journey, link);
    return journey;
}

static void asker_free(struct asker *asker)
{
    LIST_REMOVE(asker, link);
    LIST_REMOVE(asker, bucket);
    if (!asker->is_first) {
        free(asker);
    }
}

static void drop_askers(struct journey *journey)
{
    while (!LIST_EMPTY(&journey->askers)) {
        asker_free(LIST_FIRST(&journey->askers));
    }
}

static void asker_answer(struct asker *asker, struct answers *answers)
{
    resolver_answer_fn *done = asker->done;
    void *arg = asker->arg;

    asker_free(asker);
    done(arg, answers);
}

/* Askers may ask, cancel and close from inside their call: the journey is out of everybody's reach
 * by then. */
void journey_over(struct journey *journey, struct answers *answers)
{
    struct live *live = journey->live;
    struct asker *asker;

    if (journey->question.kept) {
        kept_note(live->kept, &journey->question, answers, clock_monotonic());
    }
    LIST_REMOVE(journey, link);
    while (!live->closed && (asker = LIST_FIRST(&journey->askers))) {
        bool is_last = !LIST_NEXT(asker, link);

        asker_answer(asker, is_last ? answers : answers_dup(answers));
        answers = is_last ? NULL : answers;
    }
    drop_askers(journey);
    answers_free(answers);
    journey_free(journey);
    if (!live->closed && !TAILQ_EMPTY(&live->queue)) {
        loop_timer_start(live->turn, 0, 0);
    }
}

void journey_enqueue(struct journey *journey)
{
    struct live *live = journey->live;

    TAILQ_INSERT_TAIL(&live->queue, journey, place);
    journey->is_queued = true;
    if (journey->answers) {
        loop_timer_start(live->turn, 0, 0);
    }
}

/* As many as are there now: what joins the queue meanwhile waits for another turn. */
static void live_turn(void *arg)
{
    struct live *live = arg;
    struct journey *journey;
    size_t count = 0;

    TAILQ_FOREACH(journey, &live->queue, place)
    {
        count++;
    }
    while (count-- > 0 && (journey = TAILQ_FIRST(&live->queue))) {
        TAILQ_REMOVE(&live->queue, journey, place);
        journey->is_queued = false;
        journey_resume(journey);
    }
}

static uint64_t live_ask(struct resolver *resolver, const struct question *question,
                         resolver_answer_fn *done, void *arg)
{
    struct live *live = (struct live *)resolver;
    uint32_t hash = question_hash(question);
    struct journey *journey = journey_find(live, question, hash);
    struct asker *asker;
    bool is_new = !journey;

    live->counts.asked++;
    if (is_new) {
        journey = journey_new(live, question, hash);
        asker = &journey->first;
        asker->is_first = true;
    } else {
        asker = mem_new(sizeof *asker);
    }
    asker->ticket = ++live->tickets;
    asker->done = done;
    asker->arg = arg;
    LIST_INSERT_HEAD(&journey->askers, asker, link);
    LIST_INSERT_HEAD(askers_of(live, asker->ticket), asker, bucket);
    if (is_new) {
        journey_start(journey);
    }
    return live->tickets;
}

/* The journey goes on without its asker: somebody may still join it, and udns is not disturbed. */
static void live_cancel(struct resolver *resolver, uint64_t ticket)
{
    struct asker *asker;

    LIST_FOREACH(asker, askers_of((struct live *)resolver, ticket), bucket)
    {
        if (asker->ticket == ticket) {
            asker_free(asker);
            return;
        }
    }
}

static void live_free(void *arg)
{
    struct live *live = arg;

    servers_close(live);
    peers_close(live);
    loop_timer_free(live->turn);
    batch_free(live->batch);
    kept_free(live->kept);
    spares_clear(&live->spares);
    free(live);
}

/* Freed in the next turn, since an answer of this very resolver may be what closes it. */
static void live_close(struct resolver *resolver)
{
    struct live *live = (struct live *)resolver;
    struct journey *journey;

    live->closed = true;
    for (size_t i = 0; i < LIVE_BUCKETS; i++) {
        while ((journey = LIST_FIRST(&live->journeys[i]))) {
            drop_askers(journey);
            LIST_REMOVE(journey, link);
            journey_free(journey);
        }
    }
    loop_timer_stop(live->turn);
    loop_later(live->loop, live_free, live);
}

static const struct resolver_ops live_ops = {live_ask, live_cancel, live_close};

const struct live *live_of_const(const struct resolver *resolver)
{
    assert(resolver->ops == &live_ops);
    return (const struct live *)resolver;
}

struct live *live_of(struct resolver *resolver)
{
    assert(resolver->ops == &live_ops);
    return (struct live *)resolver;
}

enum status live_resolver_new(struct loop *loop, const struct live_options *options,
                              struct resolver **out, struct fault *fault)
{
    struct live *live = mem_new(sizeof *live);

    (void)fault;
    live->base.ops = &live_ops;
    live->loop = loop;
    live->spares.most = LIVE_SPARES;
    live->batch = batch_new();
    servers_open(live, options);
    peers_open(live);
    TAILQ_INIT(&live->queue);
    live->turn = loop_timer_new(loop, live_turn, live);
    live->kept = kept_new();
    *out = &live->base;
    return STATUS_OK;
}

struct live_counts live_resolver_counts(const struct resolver *resolver)
{
    return live_of_const(resolver)->counts;
}
