// SPDX-License-Identifier: MIT
#pragma once
/*
 * The engine of a console that is a client of another process of its user: while that one answers,
 * everything goes there. When it is away (EVENT_OFFLINE), this process asks again and again whether
 * its place is free; the one that gets it does the work itself from then on, and one that cannot
 * says why (event.why). Requests under way
 * keep going where they went, which is now this process, by the socket; watchers hear EVENT_RESYNC.
 */
#include "base/fault.h"
#include "engine/engine.h"
#include "loop/loop.h"

/* How a process moves in where another one was. */
struct heir_ops {
    /* On a worker: takes the place, unless somebody has it, and does what takes long. */
    void (*prepare)(void *arg);
    /* Then on the loop: the engine here, the heir's own; NULL: not this time. The fault says why;
     * none where there is nothing to say, because somebody has the place. */
    struct engine *(*settle)(void *arg, struct fault *fault);
    /* It is in force: whoever comes later may be told. */
    void (*settled)(void *arg);
    /* Instead of settle: the heir was closed meanwhile. */
    void (*leave)(void *arg);
};

/* The client becomes the heir's own. arg outlives the loop's work. */
struct engine *heir_engine_new(struct loop *loop, struct engine *client, const struct heir_ops *ops,
                               void *arg);
