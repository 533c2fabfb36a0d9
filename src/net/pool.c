// SPDX-License-Identifier: MIT
#include "net/pool.h"

#include "base/clock.h"
#include "base/memory.h"
#include "net/pool_inside.h"

#include <assert.h>
#include <stdlib.h>

enum { TALKS_MOST = 16, SETTLED_MOST = 256, BURST = 64 };

static struct exchange_list *list_of(struct pool *pool, enum exchange_state state)
{
    switch (state) {
    case EXCHANGE_IDLE:
        return NULL;
    case EXCHANGE_WAITING:
        return &pool->waiting;
    case EXCHANGE_FLYING:
        return &pool->flying;
    case EXCHANGE_LANDED:
        return &pool->landed;
    case EXCHANGE_QUEUED:
        return &pool->queued;
    case EXCHANGE_TALKING:
        return &pool->talking;
    }
    return NULL;
}

static bool is_under_way(enum exchange_state state)
{
    return state != EXCHANGE_IDLE && state != EXCHANGE_WAITING;
}

void pool_move(struct exchange *exchange, enum exchange_state state)
{
    struct pool *pool = exchange->pool;
    struct exchange_list *from, *to;

    assert(pool); /* pool_ask() has set it */
    from = list_of(pool, exchange->state);
    to = list_of(pool, state);
    if (from) {
        TAILQ_REMOVE(from, exchange, link);
    }
    if (to) {
        TAILQ_INSERT_TAIL(to, exchange, link);
    }
    pool->under_way += (unsigned)is_under_way(state) - (unsigned)is_under_way(exchange->state);
    pool->talks +=
        (unsigned)(state == EXCHANGE_TALKING) - (unsigned)(exchange->state == EXCHANGE_TALKING);
    exchange->state = state;
}

static void arm(struct pool *pool, int64_t at_ms)
{
    int64_t wait;

    if (pool->armed_ms != 0 && pool->armed_ms <= at_ms) {
        return;
    }
    wait = at_ms - clock_monotonic();
    pool->armed_ms = at_ms;
    loop_timer_start(pool->timer, wait > 0 ? (uint64_t)wait : 0, 0);
}

/* At most so many in one turn: the loop has others to serve. */
static void settle(struct pool *pool)
{
    struct exchange *exchange;

    for (int n = 0; n < SETTLED_MOST && (exchange = TAILQ_FIRST(&pool->landed)); n++) {
        exchange_settle(exchange);
    }
    while (pool->talks < TALKS_MOST && (exchange = TAILQ_FIRST(&pool->queued))) {
        exchange_talk(exchange);
    }
}

/* Each question goes out by another port than the one before, unless there are so many that it pays
 * to let some go together, in one system call. */
static struct channel *free_channel(struct pool *pool)
{
    unsigned run = pool->pace.window > 4 * pool->options.channels ? BURST : 1;

    if (pool->run >= run) {
        pool->run = 0;
        pool->turn = (pool->turn + 1) % pool->options.channels;
    }
    for (unsigned i = 0; i < pool->options.channels; i++) {
        struct channel *channel = &pool->channels[pool->turn];

        if (channel_is_ready(channel)) {
            pool->run++;
            return channel;
        }
        pool->run = 0;
        pool->turn = (pool->turn + 1) % pool->options.channels;
    }
    return NULL;
}

static bool has_context(const struct pool *pool)
{
    for (unsigned i = 0; i < pool->options.channels; i++) {
        if (pool->channels[i].context) {
            return true;
        }
    }
    return false;
}

/* Lets in as many as the window allows. */
static void load(struct pool *pool)
{
    struct exchange *exchange;

    while (pool->under_way < pool->pace.window && (exchange = TAILQ_FIRST(&pool->waiting))) {
        struct channel *channel = free_channel(pool);

        exchange->began_ms = pool->now_ms;
        if (channel) {
            channel_load(channel, exchange);
        } else if (has_context(pool)) {
            return; /* all are full: their replies bring us back here */
        } else {
            pool_move(exchange, EXCHANGE_LANDED); /* no socket to be had: as good as silence */
        }
    }
}

static void give_up(struct pool *pool)
{
    struct exchange *exchange;

    while ((exchange = TAILQ_FIRST(&pool->flying))) {
        bool heard = pool->heard_ms >= exchange->began_ms;

        if (pool->now_ms < exchange->began_ms + pace_patience(&pool->pace, heard)) {
            return;
        }
        channel_abandon(exchange);
        pool_move(exchange, EXCHANGE_LANDED);
    }
}

static void run_channels(struct pool *pool)
{
    for (unsigned i = 0; i < pool->options.channels; i++) {
        if (channel_is_due(&pool->channels[i])) {
            channel_run(&pool->channels[i]);
        }
    }
}

static int64_t sooner(int64_t a, int64_t b)
{
    return a == 0 || (b != 0 && b < a) ? b : a;
}

static int64_t next_due(const struct pool *pool)
{
    const struct exchange *oldest = TAILQ_FIRST(&pool->flying);
    int64_t due = 0;

    if (!TAILQ_EMPTY(&pool->landed)) {
        return pool->now_ms;
    }
    for (unsigned i = 0; i < pool->options.channels; i++) {
        due = sooner(due, pool->channels[i].due_ms);
    }
    if (oldest) {
        bool heard = pool->heard_ms >= oldest->began_ms;

        due = sooner(due, oldest->began_ms + pace_patience(&pool->pace, heard));
    }
    return due;
}

void pool_run(struct pool *pool)
{
    int64_t due;

    pool->running = true;
    settle(pool);
    load(pool);
    run_channels(pool);
    pool->running = false;
    due = next_due(pool);
    if (due != 0) {
        arm(pool, due);
    }
}

static void pool_rang(void *arg)
{
    struct pool *pool = arg;

    pool->armed_ms = 0;
    pool->now_ms = clock_monotonic();
    give_up(pool);
    pool_run(pool);
}

struct pool *pool_new(struct loop *loop, const struct pool_options *options,
                      struct live_counts *counts, struct batch *batch)
{
    struct pool *pool = mem_new(sizeof *pool);

    assert(options->channels >= 1 && options->channels <= POOL_CHANNELS);
    pool->loop = loop;
    pool->counts = counts;
    pool->batch = batch;
    pool->options = *options;
    pool->timer = loop_timer_new(loop, pool_rang, pool);
    pool->spares.most = POOL_SPARES;
    pool->now_ms = clock_monotonic();
    pool->used_ms = pool->now_ms;
    pace_start(&pool->pace, options->most, pool->now_ms);
    TAILQ_INIT(&pool->waiting);
    TAILQ_INIT(&pool->flying);
    TAILQ_INIT(&pool->landed);
    TAILQ_INIT(&pool->queued);
    TAILQ_INIT(&pool->talking);
    for (unsigned i = 0; i < POOL_CHANNELS; i++) {
        pool->channels[i].pool = pool;
        LIST_INIT(&pool->channels[i].flights);
    }
    return pool;
}

static void drop_all(struct exchange_list *list)
{
    struct exchange *exchange;

    while ((exchange = TAILQ_FIRST(list))) {
        pool_cancel(exchange);
    }
}

void pool_free(struct pool *pool)
{
    if (!pool) {
        return;
    }
    assert(!pool->running);
    drop_all(&pool->waiting);
    drop_all(&pool->flying);
    drop_all(&pool->landed);
    drop_all(&pool->queued);
    drop_all(&pool->talking);
    for (unsigned i = 0; i < POOL_CHANNELS; i++) {
        channel_close(&pool->channels[i]);
    }
    loop_timer_free(pool->timer);
    spares_clear(&pool->spares);
    free(pool);
}

/* The timer was set in this turn, for the next: the clock need not be read again. */
static bool rings_soon(const struct pool *pool)
{
    return pool->armed_ms != 0 && pool->armed_ms <= pool->used_ms;
}

void pool_ask(struct pool *pool, struct exchange *exchange, const struct question *question,
              exchange_done_fn *done, void *arg)
{
    assert(exchange->state == EXCHANGE_IDLE);
    *exchange = (struct exchange){.pool = pool, .question = question, .done = done, .arg = arg};
    pool_move(exchange, EXCHANGE_WAITING);
    if (pool->running) {
        pool->used_ms = pool->now_ms;
    } else if (!rings_soon(pool)) {
        pool->used_ms = clock_monotonic();
        arm(pool, pool->used_ms); /* at the next turn, with whatever else is asked in this one */
    }
}

bool pool_is_idle(const struct pool *pool)
{
    return pool->under_way == 0 && TAILQ_EMPTY(&pool->waiting) && !pool->running;
}

int64_t pool_used(const struct pool *pool)
{
    return pool->used_ms;
}

const struct address *pool_server(const struct pool *pool)
{
    return &pool->options.server;
}
