// SPDX-License-Identifier: MIT
/* Which verifying resolvers there are, also when that changes while questions are under way. */
#include "base/clock.h"
#include "base/file.h"
#include "net/live_inside.h"
#include "net/resolvconf.h"

#include <string.h>

enum { RESOLVER_MOST = 1024, RESOLV_CONF_MOST = 64 * 1024 };

static void read_system_servers(struct live_options *options)
{
    struct buffer text = {0};

    if (file_read("/etc/resolv.conf", RESOLV_CONF_MOST, &text, NULL) == STATUS_OK) {
        resolvconf_read(buffer_text(&text), text.length, options);
    }
    buffer_clear(&text);
}

static void options_take(struct live *live, const struct live_options *options)
{
    live->options = *options;
    if (live->options.server_count == 0) {
        read_system_servers(&live->options);
    }
    for (size_t i = 0; i < live->options.server_count; i++) {
        if (live->options.servers[i].port == 0) {
            live->options.servers[i].port = LIVE_PORT;
        }
    }
}

static struct pool *server_open(struct live *live, const struct address *address)
{
    struct pool_options options = {
        .server = *address, .most = RESOLVER_MOST, .channels = POOL_CHANNELS, .busy = true};

    return pool_new(live->loop, &options, &live->counts, live->batch);
}

void servers_open(struct live *live, const struct live_options *options)
{
    options_take(live, options);
    for (size_t i = 0; i < live->options.server_count; i++) {
        live->servers[i] = server_open(live, &live->options.servers[i]);
    }
}

void servers_close(struct live *live)
{
    for (size_t i = 0; i < live->options.server_count; i++) {
        pool_free(live->servers[i]);
    }
}

/* Where each old server stands now; LIVE_SERVERS: it is gone. */
struct moves {
    unsigned to[LIVE_SERVERS + 1];
};

/* An old pool of that address which nobody has taken yet; `old->server_count`: there is none. */
static size_t pool_find(struct pool *const *pools, const struct live_options *old,
                        const struct address *address)
{
    size_t i = 0;

    while (i < old->server_count && (!pools[i] || !address_equal(pool_server(pools[i]), address))) {
        i++;
    }
    return i;
}

/* Pools that serve on keep what they know of their server; the others are left to end. */
static void servers_move(struct live *live, const struct live_options *old, struct moves *moves)
{
    struct pool *pools[LIVE_SERVERS];
    int64_t ill_until_ms[LIVE_SERVERS + 1];

    memcpy(pools, live->servers, sizeof pools);
    memcpy(ill_until_ms, live->ill_until_ms, sizeof ill_until_ms);
    for (size_t i = 0; i < COUNT(moves->to); i++) {
        moves->to[i] = LIVE_SERVERS;
    }
    for (size_t i = 0; i < live->options.server_count; i++) {
        size_t from = pool_find(pools, old, &live->options.servers[i]);
        bool is_known = from < old->server_count;

        live->servers[i] = is_known ? pools[from] : server_open(live, &live->options.servers[i]);
        live->ill_until_ms[i] = is_known ? ill_until_ms[from] : 0;
        if (is_known) {
            pools[from] = NULL;
            moves->to[from] = (unsigned)i;
        }
    }
    for (size_t i = 0; i < old->server_count; i++) {
        if (pools[i]) {
            peers_retire(live, pools[i]);
        }
    }
}

static void journey_move(struct journey *journey, const struct moves *moves)
{
    unsigned tried = 0;

    for (unsigned i = 0; i < LIVE_SERVERS; i++) {
        if (journey->tried >> i & 1 && moves->to[i] < LIVE_SERVERS) {
            tried |= 1u << moves->to[i];
        }
    }
    journey->tried = tried;
    journey->server = moves->to[journey->server];
}

void live_resolver_change(struct resolver *resolver, const struct live_options *options)
{
    struct live *live = live_of(resolver);
    struct live_options old = live->options;
    struct journey *journey;
    struct moves moves;

    options_take(live, options);
    servers_move(live, &old, &moves);
    for (size_t i = 0; i < LIVE_BUCKETS; i++) {
        LIST_FOREACH(journey, &live->journeys[i], link)
        {
            journey_move(journey, &moves);
        }
    }
    kept_free(live->kept); /* others may see another world */
    live->kept = kept_new();
}

bool live_resolver_server(const struct resolver *resolver, struct address *out)
{
    const struct live *live = live_of_const(resolver);
    int64_t now = clock_monotonic();
    size_t best = 0;

    while (best < live->options.server_count && live->ill_until_ms[best] > now) {
        best++;
    }
    if (live->options.server_count == 0) {
        return false;
    }
    *out = *pool_server(live->servers[best < live->options.server_count ? best : 0]);
    return true;
}
