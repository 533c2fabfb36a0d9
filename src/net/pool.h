// SPDX-License-Identifier: MIT
#pragma once
/*
 * Everything on its way to one server: a handful of udns contexts with a port each, the pace, the
 * questions that wait. A pool asks nothing twice and remembers nothing; what an answer means is its
 * asker's business.
 */
#include "loop/loop.h"
#include "net/batch.h"
#include "net/exchange.h"
#include "net/live.h"

enum { POOL_CHANNELS = 16 };

struct pool_options {
    struct address server;
    unsigned most;     /* exchanges under way, at most */
    unsigned channels; /* 1..POOL_CHANNELS */
    bool busy;         /* worth large socket buffers */
};

/* What all pools of a resolver share is borrowed for the pool's life; counts are added to. */
struct pool *pool_new(struct loop *loop, const struct pool_options *options,
                      struct live_counts *counts, struct batch *batch);
/* Exchanges under way are forgotten, their askers not called. Not from inside an exchange_done_fn.
 */
void pool_free(struct pool *pool);

/* exchange: embedded by the caller, IDLE; question is borrowed until done is called or the exchange
 * cancelled. */
void pool_ask(struct pool *pool, struct exchange *exchange, const struct question *question,
              exchange_done_fn *done, void *arg);
void pool_cancel(struct exchange *exchange); /* does nothing when IDLE */
bool pool_is_idle(const struct pool *pool);
/* When the last exchange was asked, by the clock that never jumps. */
int64_t pool_used(const struct pool *pool);
const struct address *pool_server(const struct pool *pool);
