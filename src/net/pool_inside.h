// SPDX-License-Identifier: MIT
#pragma once
/* The pool as its own files see it: pool.c (who may send when), channel.c (udns), exchange.c (what
 * a reply means). */
#include "base/spares.h"
#include "net/channel.h"
#include "net/dice.h"
#include "net/pace.h"
#include "net/pool.h"

enum { POOL_SPARES = 1024 }; /* what one turn gives back */

struct pool {
    struct loop *loop;
    struct live_counts *counts;
    struct batch *batch;
    struct pool_options options;
    struct pace pace;
    struct dice dice;
    struct loop_timer *timer;
    int64_t armed_ms; /* when the timer rings; 0: it does not */
    int64_t now_ms;   /* of this event */
    int64_t heard_ms; /* the last reply to anything */
    int64_t used_ms;
    int64_t mute_until_ms; /* until then TCP is not believed to bring anything */
    bool running;          /* inside pool_run(): what is asked now is sent before it ends */
    struct exchange_list waiting, flying, landed, queued, talking;
    unsigned under_way; /* FLYING, LANDED, QUEUED and TALKING */
    unsigned talks;
    unsigned turn, run;   /* which channel, and how many questions it was given since */
    struct spares spares; /* of flights */
    struct channel channels[POOL_CHANNELS];
};

/* Moves an exchange to the list of its new state; IDLE is no list. */
void pool_move(struct exchange *exchange, enum exchange_state state);
/* After any event: settles what has landed, sends what may be sent, sets the timer. */
void pool_run(struct pool *pool);
