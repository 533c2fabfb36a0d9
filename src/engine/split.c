// SPDX-License-Identifier: MIT
#include "engine/split.h"

#include "base/memory.h"

#include <stdlib.h>

/* A request that is not answered yet, under a ticket of our own: both engines count from one. */
struct half {
    struct half *next;
    struct split *split;
    struct engine *engine;
    uint64_t ticket, theirs;
    reply_fn *done;
    void *arg;
};

struct split {
    struct engine base;
    struct engine *looks, *keeps;
    uint64_t tickets;
    struct half *halves;
};

static void half_unlink(struct half *half)
{
    struct half **at = &half->split->halves;

    while (*at != half) {
        at = &(*at)->next;
    }
    *at = half->next;
}

static void answered(void *arg, struct reply *reply)
{
    struct half *half = arg;
    reply_fn *done = half->done;
    void *done_arg = half->arg;

    half_unlink(half);
    free(half);
    done(done_arg, reply);
}

static uint64_t split_submit(struct engine *engine, const struct request *request, reply_fn *done,
                             void *arg)
{
    struct split *split = (struct split *)engine;
    bool looks = command_at(request->verb)->permission == MAY_LOOK;
    struct half *half = mem_new(sizeof *half);

    half->split = split;
    half->engine = looks ? split->looks : split->keeps;
    half->ticket = ++split->tickets;
    half->done = done;
    half->arg = arg;
    half->next = split->halves;
    split->halves = half;
    half->theirs = engine_submit(half->engine, request, answered, half);
    return half->ticket;
}

static void split_cancel(struct engine *engine, uint64_t ticket)
{
    for (struct half *half = ((struct split *)engine)->halves; half; half = half->next) {
        if (half->ticket == ticket) {
            half_unlink(half);
            engine_cancel(half->engine, half->theirs);
            free(half);
            return;
        }
    }
}

static void split_watch(struct engine *engine, event_fn *seen, void *arg)
{
    engine_watch(((struct split *)engine)->keeps, seen, arg);
}

static void split_unwatch(struct engine *engine, event_fn *seen, void *arg)
{
    engine_unwatch(((struct split *)engine)->keeps, seen, arg);
}

static void split_close(struct engine *engine)
{
    struct split *split = (struct split *)engine;

    engine_close(split->looks);
    engine_close(split->keeps);
    while (split->halves) {
        struct half *half = split->halves;

        split->halves = half->next;
        free(half);
    }
    free(split);
}

struct engine *split_engine_new(struct engine *looks, struct engine *keeps)
{
    static const struct engine_ops ops = {split_submit, split_cancel, split_watch, split_unwatch,
                                          split_close};
    struct split *split = mem_new(sizeof *split);

    split->base.ops = &ops;
    split->looks = looks;
    split->keeps = keeps;
    return &split->base;
}
