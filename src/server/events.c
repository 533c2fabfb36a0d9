// SPDX-License-Identifier: MIT
#include "server/events.h"

#include "base/array.h"
#include "base/memory.h"
#include "base/text.h"
#include "engine/limits.h"
#include "server/route.h"

#include <stdlib.h>

enum { NUMBERS_A_MS = 1000 };

struct events {
    struct loop *loop;
    struct engine *engine;
    const struct clock *clock;
    struct event *kept; /* a ring: number n is at n % LIMIT_EVENTS; NULL: nothing happened yet */
    int64_t first;      /* the number before the oldest one that is remembered */
    int64_t last;       /* that was given */
    struct follower *followers;
    bool ending;
};

struct follower {
    struct events *events;
    struct follower *next, **before;
    struct loop_timer *timer;
    char project[64];
    int64_t after;
    bool called; /* something is there for it */
    events_fn *done;
    void *arg;
};

static void event_seen(void *arg, const struct event *event)
{
    struct events *events = arg;
    struct event *place;

    if (!events->kept) {
        events->kept = mem_array(LIMIT_EVENTS, sizeof *events->kept);
    }
    events->last++;
    place = &events->kept[events->last % LIMIT_EVENTS];
    *place = *event;
    place->sequence = events->last;
    if (events->last - events->first > LIMIT_EVENTS) {
        events->first = events->last - LIMIT_EVENTS;
    }
    for (struct follower *one = events->followers; one; one = one->next) {
        if (!one->called && text_equal(one->project, event->project)) {
            one->called = true; /* what else happens in this turn goes with it */
            loop_timer_start(one->timer, 0, 0);
        }
    }
}

struct events *events_new(struct loop *loop, struct engine *engine, const struct clock *clock)
{
    struct events *events = mem_new(sizeof *events);

    events->loop = loop;
    events->engine = engine;
    events->clock = clock;
    events->first = events->last = clock_now(clock) * NUMBERS_A_MS;
    engine_watch(engine, event_seen, events);
    return events;
}

void events_leave(struct follower *follower)
{
    if (follower) {
        *follower->before = follower->next;
        if (follower->next) {
            follower->next->before = follower->before;
        }
        loop_timer_free(follower->timer);
        free(follower);
    }
}

void events_free(struct events *events)
{
    if (events) {
        engine_unwatch(events->engine, event_seen, events);
        while (events->followers) {
            events_leave(events->followers);
        }
        free(events->kept);
        free(events);
    }
}

static bool is_gap(const struct events *events, int64_t after)
{
    return after < events->first || after > events->last;
}

/* The caller frees its items. */
static void batch_make(const struct events *events, const struct follower *follower,
                       struct event_batch *out)
{
    size_t capacity = 0;

    *out = (struct event_batch){.next = events->last};
    if (is_gap(events, follower->after)) {
        struct event *resync = ARRAY_ADD(out->items, out->count, capacity);

        resync->kind = EVENT_RESYNC;
        resync->sequence = events->last;
        resync->at = clock_now(events->clock);
        return;
    }
    for (int64_t number = follower->after + 1; number <= events->last; number++) {
        const struct event *event = &events->kept[number % LIMIT_EVENTS];

        if (text_equal(event->project, follower->project)) {
            *ARRAY_ADD(out->items, out->count, capacity) = *event;
        }
    }
}

static void follower_answer(void *arg)
{
    struct follower *follower = arg;
    events_fn *done = follower->done;
    void *done_arg = follower->arg;
    struct event_batch batch;

    batch_make(follower->events, follower, &batch);
    events_leave(follower);
    done(done_arg, &batch);
    event_batch_clear(&batch);
}

static bool has_something(const struct events *events, const struct follower *follower)
{
    struct event_batch batch;
    bool some;

    batch_make(events, follower, &batch);
    some = batch.count > 0;
    event_batch_clear(&batch);
    return some;
}

struct follower *events_follow(struct events *events, const char *project, int64_t after,
                               int64_t wait_s, events_fn *done, void *arg)
{
    struct follower *follower = mem_new(sizeof *follower);

    follower->events = events;
    follower->done = done;
    follower->arg = arg;
    follower->after = after == EVENTS_FROM_NOW ? events->last : after;
    text_copy(follower->project, sizeof follower->project, project);
    follower->next = events->followers;
    follower->before = &events->followers;
    if (follower->next) {
        follower->next->before = &follower->next;
    }
    events->followers = follower;
    follower->timer = loop_timer_new(events->loop, follower_answer, follower);
    follower->called = events->ending || has_something(events, follower);
    loop_timer_start(follower->timer, follower->called ? 0 : (uint64_t)wait_s * 1000, 0);
    return follower;
}

void events_end(struct events *events)
{
    events->ending = true;
    for (struct follower *one = events->followers; one; one = one->next) {
        one->called = true;
        loop_timer_start(one->timer, 0, 0);
    }
}
