// SPDX-License-Identifier: MIT
#pragma once
/*
 * Where the console hands in its requests: the engine, in whose name, and who wants to know that
 * something came back. An ask is one request under way, embedded in whoever waits for it; a second
 * start takes the first one back, and a cancelled ask never calls.
 */
#include "engine/engine.h"
#include "loop/loop.h"

#include <stdbool.h>

struct desk {
    struct engine *engine;
    struct loop *loop;
    const char *project, *actor;
    bool read_only;
    unsigned open;              /* asks under way */
    unsigned pauses;            /* under way (struct pause) */
    void (*changed)(void *arg); /* after every reply; NULL: nobody */
    void *arg;
};

typedef void ask_fn(void *arg, struct reply *reply);

struct ask {
    struct desk *desk;
    uint64_t ticket; /* 0: nothing under way */
    ask_fn *done;
    void *arg;
};

/* An ask put off until nobody has typed for a moment. Embedded like an ask. */
struct pause {
    struct desk *desk;
    struct loop_timer *timer;
    bool running;
    loop_fn *over;
    void *arg;
};

void pause_init(struct pause *pause, struct desk *desk, loop_fn *over, void *arg);
void pause_clear(struct pause *pause);
void pause_begin(struct pause *pause, uint64_t ms); /* anew, when it runs */
void pause_end(struct pause *pause);                /* over is not called */

/* A request in the name of the desk's project. */
void desk_request(const struct desk *desk, struct request *request, enum verb verb);
/* request is taken. */
void ask_start(struct ask *ask, struct desk *desk, struct request *request, ask_fn *done,
               void *arg);
/* The common case: a verb about one domain. */
void ask_domain(struct ask *ask, struct desk *desk, enum verb verb, const char *domain,
                ask_fn *done, void *arg);
void ask_cancel(struct ask *ask);
bool ask_is_open(const struct ask *ask);
