// SPDX-License-Identifier: MIT
#include "remote/heir.h"

#include "base/array.h"
#include "base/memory.h"

#include <stdlib.h>
#include <sys/queue.h>

/* The first: long enough for the one that ends to let go, and short enough that what waits is not
 * given up. */
enum { FIRST_PAUSE_MS = 150, MOST_PAUSE_MS = 1200 };

/* A request that is not answered yet, under a ticket of our own: each engine counts from one. */
struct claim {
    TAILQ_ENTRY(claim) link;
    struct heir *heir;
    struct engine *engine;
    uint64_t ticket, theirs;
    reply_fn *done;
    void *arg;
};

struct listener {
    event_fn *seen; /* NULL: removed */
    void *arg;
};

TAILQ_HEAD(claim_list, claim);

struct heir {
    struct engine base;
    struct loop *loop;
    struct engine *present;
    struct engine *former; /* the client, while it has something to answer; NULL: gone */
    const struct heir_ops *ops;
    void *arg;
    struct loop_timer *timer; /* the next try; later, the end of the client */
    uint64_t pause_ms;        /* before that try */
    struct event offline;     /* as the client told it last */
    struct fault trouble;     /* what the last try met */
    bool away, preparing, closing, settled;
    uint64_t tickets;
    struct claim_list claims;
    struct listener *listeners;
    size_t listener_count, listener_capacity;
};

static void tell(struct heir *heir, const struct event *event)
{
    for (size_t i = 0; i < heir->listener_count; i++) {
        struct listener listener = heir->listeners[i];

        if (listener.seen) {
            listener.seen(listener.arg, event);
        }
    }
}

static void tell_offline(struct heir *heir)
{
    heir->offline.why = heir->trouble.status ? heir->trouble.message : NULL;
    tell(heir, &heir->offline);
}

static void try_soon(struct heir *heir)
{
    if (!heir->preparing) {
        loop_timer_start(heir->timer, heir->pause_ms, 0);
    }
}

static void event_came(void *arg, const struct event *event)
{
    struct heir *heir = arg;

    if (heir->settled || event->kind != EVENT_OFFLINE) {
        heir->away = false;
        tell(heir, event);
        return;
    }
    heir->offline = *event;
    if (!heir->away) {
        heir->away = true;
        heir->pause_ms = FIRST_PAUSE_MS;
        fault_clear(&heir->trouble);
        try_soon(heir);
    }
    tell_offline(heir);
}

/* Not from inside an answer of the client's own. */
static void part_when_idle(struct heir *heir)
{
    const struct claim *claim = TAILQ_FIRST(&heir->claims);

    while (claim && claim->engine != heir->former) {
        claim = TAILQ_NEXT(claim, link);
    }
    if (heir->former && !claim) {
        loop_timer_start(heir->timer, 0, 0);
    }
}

static void move_in(struct heir *heir, struct engine *next)
{
    struct event anew = {.kind = EVENT_RESYNC};

    engine_unwatch(heir->present, event_came, heir);
    heir->former = heir->present;
    heir->present = next;
    heir->settled = true;
    heir->away = false;
    engine_watch(next, event_came, heir);
    part_when_idle(heir);
    heir->ops->settled(heir->arg);
    tell(heir, &anew);
}

static void heir_free(struct heir *heir)
{
    free(heir->listeners);
    free(heir);
}

static void prepare(void *arg)
{
    const struct heir *heir = arg;

    heir->ops->prepare(heir->arg);
}

static void prepared(void *arg)
{
    struct heir *heir = arg;
    struct engine *next;

    heir->preparing = false;
    if (heir->closing) {
        heir->ops->leave(heir->arg);
        heir_free(heir);
        return;
    }
    fault_clear(&heir->trouble);
    next = heir->ops->settle(heir->arg, &heir->trouble);
    if (next) {
        move_in(heir, next);
    } else if (heir->away) {
        if (heir->trouble.status) {
            tell_offline(heir);
        }
        heir->pause_ms = heir->pause_ms < MOST_PAUSE_MS ? 2 * heir->pause_ms : MOST_PAUSE_MS;
        try_soon(heir);
    }
}

static void timer_rang(void *arg)
{
    struct heir *heir = arg;

    if (heir->settled) {
        engine_close(heir->former);
        heir->former = NULL;
    } else if (heir->away) {
        heir->preparing = true;
        loop_work_start(heir->loop, prepare, prepared, heir);
    }
}

static void claim_forget(struct claim *claim)
{
    TAILQ_REMOVE(&claim->heir->claims, claim, link);
    free(claim);
}

static void answered(void *arg, struct reply *reply)
{
    struct claim *claim = arg;
    struct heir *heir = claim->heir;
    reply_fn *done = claim->done;
    void *done_arg = claim->arg;

    claim_forget(claim);
    part_when_idle(heir);
    done(done_arg, reply);
}

static uint64_t heir_submit(struct engine *engine, const struct request *request, reply_fn *done,
                            void *arg)
{
    struct heir *heir = (struct heir *)engine;
    struct claim *claim = mem_new(sizeof *claim);

    claim->heir = heir;
    claim->engine = heir->present;
    claim->ticket = ++heir->tickets;
    claim->done = done;
    claim->arg = arg;
    TAILQ_INSERT_TAIL(&heir->claims, claim, link);
    claim->theirs = engine_submit(claim->engine, request, answered, claim);
    return claim->ticket;
}

static void heir_cancel(struct engine *engine, uint64_t ticket)
{
    struct heir *heir = (struct heir *)engine;
    struct claim *claim;

    TAILQ_FOREACH(claim, &heir->claims, link)
    {
        if (claim->ticket == ticket) {
            engine_cancel(claim->engine, claim->theirs);
            claim_forget(claim);
            part_when_idle(heir);
            return;
        }
    }
}

static void heir_watch(struct engine *engine, event_fn *seen, void *arg)
{
    struct heir *heir = (struct heir *)engine;
    size_t i = 0;

    while (i < heir->listener_count && heir->listeners[i].seen) {
        i++;
    }
    if (i == heir->listener_count) {
        (void)ARRAY_ADD(heir->listeners, heir->listener_count, heir->listener_capacity);
    }
    heir->listeners[i] = (struct listener){seen, arg};
}

static void heir_unwatch(struct engine *engine, event_fn *seen, void *arg)
{
    struct heir *heir = (struct heir *)engine;

    for (size_t i = 0; i < heir->listener_count; i++) {
        if (heir->listeners[i].seen == seen && heir->listeners[i].arg == arg) {
            heir->listeners[i].seen = NULL;
            return;
        }
    }
}

static void heir_close(struct engine *engine)
{
    struct heir *heir = (struct heir *)engine;

    loop_timer_free(heir->timer);
    engine_unwatch(heir->present, event_came, heir);
    engine_close(heir->former);
    engine_close(heir->present);
    while (!TAILQ_EMPTY(&heir->claims)) {
        claim_forget(TAILQ_FIRST(&heir->claims));
    }
    if (heir->preparing) {
        heir->closing = true;
    } else {
        heir_free(heir);
    }
}

struct engine *heir_engine_new(struct loop *loop, struct engine *client, const struct heir_ops *ops,
                               void *arg)
{
    static const struct engine_ops engine_ops = {heir_submit, heir_cancel, heir_watch, heir_unwatch,
                                                 heir_close};
    struct heir *heir = mem_new(sizeof *heir);

    heir->base.ops = &engine_ops;
    heir->loop = loop;
    heir->present = client;
    heir->ops = ops;
    heir->arg = arg;
    heir->timer = loop_timer_new(loop, timer_rang, heir);
    TAILQ_INIT(&heir->claims);
    engine_watch(client, event_came, heir);
    return &heir->base;
}
