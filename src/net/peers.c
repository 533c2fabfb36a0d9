// SPDX-License-Identifier: MIT
#include "base/clock.h"
#include "base/memory.h"
#include "net/live_inside.h"

#include <stdlib.h>

enum { PER_SERVER = 4, PORT = 53, IDLE_MS = 60000, PEERS_MANY = 64 };

struct peer {
    LIST_ENTRY(peer) link;
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

static struct peer_list *bucket_of(struct live *live, const struct address *server)
{
    uint32_t hash = 2166136261u;

    for (size_t i = 0; i < sizeof server->bytes; i++) {
        hash = (hash ^ server->bytes[i]) * 16777619u;
    }
    return &live->peers[hash % LIVE_BUCKETS];
}

static void peer_free(struct live *live, struct peer *peer)
{
    LIST_REMOVE(peer, link);
    pool_free(peer->pool);
    free(peer);
    live->peer_count--;
}

/* Forgets pools that nobody used for a while; in a turn of its own, as no exchange may be ending
 * then. */
static void peers_sweep(void *arg)
{
    struct live *live = arg;
    int64_t now = clock_monotonic();

    for (size_t i = 0; live->peer_count > 0 && i < LIVE_BUCKETS; i++) {
        struct peer *peer = LIST_FIRST(&live->peers[i]);

        while (peer) {
            struct peer *next = LIST_NEXT(peer, link);

            if (pool_is_idle(peer->pool) && now - pool_used(peer->pool) > IDLE_MS) {
                peer_free(live, peer);
            }
            peer = next;
        }
    }
    if (live->peer_count >= PEERS_MANY) {
        loop_timer_start(live->sweeper, IDLE_MS, 0);
    }
}

struct pool *peer_pool(struct live *live, const struct address *server)
{
    struct pool_options options = {.server = *server, .channels = 1};
    struct peer_list *bucket;
    struct peer *peer;

    if (!may_be_asked(live, server)) {
        return NULL;
    }
    if (options.server.port == 0) {
        options.server.port =
            live->options.authoritative_port ? live->options.authoritative_port : PORT;
    }
    options.most = live->options.per_server ? live->options.per_server : PER_SERVER;
    bucket = bucket_of(live, server);
    LIST_FOREACH(peer, bucket, link)
    {
        if (address_equal(pool_server(peer->pool), &options.server)) {
            return peer->pool;
        }
    }
    peer = mem_new(sizeof *peer);
    peer->pool = pool_new(live->loop, &options, &live->counts);
    LIST_INSERT_HEAD(bucket, peer, link);
    if (++live->peer_count == PEERS_MANY) {
        loop_timer_start(live->sweeper, IDLE_MS, 0);
    }
    return peer->pool;
}

void peers_open(struct live *live)
{
    live->sweeper = loop_timer_new(live->loop, peers_sweep, live);
}

void peers_free(struct live *live)
{
    loop_timer_free(live->sweeper);
    for (size_t i = 0; i < LIVE_BUCKETS; i++) {
        struct peer *peer;

        while ((peer = LIST_FIRST(&live->peers[i]))) {
            peer_free(live, peer);
        }
    }
}
