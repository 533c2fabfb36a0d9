// SPDX-License-Identifier: MIT
#pragma once
/*
 * The hall between the rooms: every mouth (console, command line, HTTP) submits requests here and
 * hears replies and events. Behind it works this machine (local/) or another one (remote/); nobody
 * may notice. Answers come on the loop: exactly once, later, never inside the call, never after
 * cancel. Inside an answer everything may be called but close.
 */
#include "engine/event.h"
#include "engine/reply.h"
#include "engine/request.h"

struct engine;
/* reply is borrowed for the call; reply_take_*() keeps its payload. */
typedef void reply_fn(void *arg, struct reply *reply);
typedef void event_fn(void *arg, const struct event *event);

struct engine_ops {
    /* request is copied. The ticket is never 0. */
    uint64_t (*submit)(struct engine *engine, const struct request *request, reply_fn *done,
                       void *arg);
    void (*cancel)(struct engine *engine, uint64_t ticket);
    void (*watch)(struct engine *engine, event_fn *seen, void *arg);
    void (*unwatch)(struct engine *engine, event_fn *seen, void *arg);
    void (*close)(struct engine *engine); /* frees; nothing is answered after it */
};

struct engine {
    const struct engine_ops *ops;
};

static inline uint64_t engine_submit(struct engine *engine, const struct request *request,
                                     reply_fn *done, void *arg)
{
    return engine->ops->submit(engine, request, done, arg);
}

static inline void engine_cancel(struct engine *engine, uint64_t ticket)
{
    engine->ops->cancel(engine, ticket);
}

static inline void engine_watch(struct engine *engine, event_fn *seen, void *arg)
{
    engine->ops->watch(engine, seen, arg);
}

static inline void engine_unwatch(struct engine *engine, event_fn *seen, void *arg)
{
    engine->ops->unwatch(engine, seen, arg);
}

static inline void engine_close(struct engine *engine) /* NULL allowed */
{
    if (engine) {
        engine->ops->close(engine);
    }
}
