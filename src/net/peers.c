// SPDX-License-Identifier: MIT
#include "base/clock.h"
#include "base/memory.h"
#include "net/live_inside.h"

#include <stdlib.h>

/* Descriptors are bounded by PEERS_MOST times the questions to one server. */
enum { PER_SERVER = 4, IDLE_MS = 60000, PEERS_MOST = 128 };

struct peer {
    TAILQ_ENTRY(peer) link;
    struct pool *pool;
};

static bool may_be_asked(const struct live *live, const struct address *server)
{
    if (live->options.allow_count == 0) {
        return address_is_public_unicast(server);
    }
    for (size_t i = 0; i < live->options.allow_count; i++) {
        if (address_in(server, &live->options.allow[i])) {
            return true;
        }
    }
    return false;
}

static void peer_leave(struct peer_queue *queue, struct peer *peer)
{
    TAILQ_REMOVE(queue, peer, link);
    pool_free(peer->pool);
    free(peer);
}

static void peer_free(struct live *live, struct peer *peer)
{
    live->peer_count--;
    peer_leave(&live->peers, peer);
}

static bool is_forgotten(const struct peer *peer, int64_t now)
{
    return pool_is_idle(peer->pool) && now - pool_used(peer->pool) >= IDLE_MS;
}

static void peers_sweep(void *arg)
{
    struct live *live = arg;
    struct peer *peer, *next;
    int64_t now = clock_monotonic();

    for (peer = TAILQ_FIRST(&live->peers); peer; peer = next) {
        next = TAILQ_NEXT(peer, link);
        if (is_forgotten(peer, now)) {
            peer_free(live, peer);
        }
    }
    for (peer = TAILQ_FIRST(&live->leaving); peer; peer = next) {
        next = TAILQ_NEXT(peer, link);
        if (is_forgotten(peer, now)) {
            peer_leave(&live->leaving, peer);
        }
    }
    if (live->peer_count > 0 || !TAILQ_EMPTY(&live->leaving)) {
        loop_timer_start(live->sweeper, IDLE_MS, 0);
    }
}

static bool make_room(struct live *live)
{
    struct peer *peer;

    if (live->peer_count < PEERS_MOST) {
        return true;
    }
    TAILQ_FOREACH(peer, &live->peers, link)
    {
        if (pool_is_idle(peer->pool)) {
            peer_free(live, peer);
            return true;
        }
    }
    return false;
}

static struct peer *peer_find(struct live *live, const struct address *server)
{
    struct peer *peer;

    TAILQ_FOREACH_REVERSE(peer, &live->peers, peer_queue, link)
    {
        if (address_equal(pool_server(peer->pool), server)) {
            TAILQ_REMOVE(&live->peers, peer, link);
            TAILQ_INSERT_TAIL(&live->peers, peer, link);
            return peer;
        }
    }
    return NULL;
}

static struct peer *peer_new(struct live *live, const struct address *server)
{
    struct peer *peer = mem_new(sizeof *peer);
    unsigned most = live->options.per_server ? live->options.per_server : PER_SERVER;
    struct pool_options options = {
        .server = *server, .most = most, .channels = most < POOL_CHANNELS ? most : POOL_CHANNELS};

    peer->pool = pool_new(live->loop, &options, &live->counts, live->batch);
    TAILQ_INSERT_TAIL(&live->peers, peer, link);
    if (live->peer_count++ == 0) {
        loop_timer_start(live->sweeper, IDLE_MS, 0);
    }
    return peer;
}

/* Where the question names none. */
static uint16_t default_port(const struct live *live, const struct question *question)
{
    uint16_t port = live->options.authoritative_port;

    return port && question_asked(question) == ASKED_AUTHORITATIVE ? port : LIVE_PORT;
}

bool peer_pool(struct live *live, const struct question *question, struct pool **pool)
{
    struct address address = question->server;
    struct peer *peer;

    *pool = NULL;
    if (!may_be_asked(live, &address)) {
        return false;
    }
    if (address.port == 0) {
        address.port = default_port(live, question);
    }
    peer = peer_find(live, &address);
    if (!peer && make_room(live)) {
        peer = peer_new(live, &address);
    }
    if (peer) {
        *pool = peer->pool;
    }
    return true;
}

void peers_retire(struct live *live, struct pool *pool)
{
    struct peer *peer = mem_new(sizeof *peer);

    peer->pool = pool;
    TAILQ_INSERT_TAIL(&live->leaving, peer, link);
    loop_timer_start(live->sweeper, IDLE_MS, 0);
}

void peers_open(struct live *live)
{
    TAILQ_INIT(&live->peers);
    TAILQ_INIT(&live->leaving);
    live->sweeper = loop_timer_new(live->loop, peers_sweep, live);
}

void peers_close(struct live *live)
{
    struct peer *peer;

    loop_timer_free(live->sweeper);
    while ((peer = TAILQ_FIRST(&live->peers))) {
        peer_free(live, peer);
    }
    while ((peer = TAILQ_FIRST(&live->leaving))) {
        peer_leave(&live->leaving, peer);
    }
}
