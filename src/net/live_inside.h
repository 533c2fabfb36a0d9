// SPDX-License-Identifier: MIT
#pragma once
/* The live resolver as its own files see it: live.c (who asks, what is shared), journey.c (one
 * question's way from server to server), peers.c (the pools of authoritative servers). */
#include "net/kept.h"
#include "net/live.h"
#include "net/pool.h"

#include <stdbool.h>
#include <sys/queue.h>

enum { LIVE_BUCKETS = 4096 };

struct asker {
    LIST_ENTRY(asker) link;   /* in its journey */
    LIST_ENTRY(asker) bucket; /* by ticket */
    struct journey *journey;
    uint64_t ticket;
    resolver_answer_fn *done;
    void *arg;
};

LIST_HEAD(asker_list, asker);
LIST_HEAD(journey_list, journey);
LIST_HEAD(peer_list, peer);

struct live {
    struct resolver base;
    struct loop *loop;
    struct live_options options;
    struct live_counts counts;
    struct pool *servers[LIVE_SERVERS];
    int64_t ill_until_ms[LIVE_SERVERS]; /* a server that failed is asked last until then */
    struct kept *kept;
    uint64_t tickets;
    struct asker_list askers[LIVE_BUCKETS];
    struct journey_list journeys[LIVE_BUCKETS];
    struct peer_list peers[LIVE_BUCKETS];
    size_t peer_count;
    struct loop_timer *sweeper;
};

/* One question until it is answered, for everybody who asks it meanwhile. */
struct journey {
    LIST_ENTRY(journey) link;
    struct live *live;
    struct question question; /* as asked */
    struct question now;      /* as asked at this stage: another name after CNAMEs, CD=1 */
    struct exchange exchange;
    struct asker_list askers;
    unsigned tried;           /* set of verifying resolvers asked at this stage */
    unsigned server;          /* the one being asked */
    bool repeated;            /* SERVFAIL was asked once more */
    struct answers *trouble;  /* what to answer when CD=1 does not help */
    struct answers *path;     /* the facts and aliases of the stages before this one */
    struct answers *ready;    /* answered without the network, delivered in the next turn */
    struct loop_timer *timer; /* which is this; NULL until it is needed */
};

/* Begins to ask; the end is journey_over(). */
void journey_start(struct journey *journey);
/* Frees it with its exchange cancelled; the askers are gone already. */
void journey_free(struct journey *journey);
/* live.c: gives the answers to all askers and frees the journey. */
void journey_over(struct journey *journey, struct answers *answers);

/* The pool of an authoritative server; NULL: its address may not be asked. */
struct pool *peer_pool(struct live *live, const struct address *server);
void peers_open(struct live *live);
void peers_free(struct live *live);
