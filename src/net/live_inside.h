// SPDX-License-Identifier: MIT
#pragma once
/* The live resolver as its own files see it: live.c (who asks, what is shared), live_servers.c (the
 * resolvers), journey.c (one question's way from server to server), peers.c (the pools of
 * servers that questions name: authoritative ones, public resolvers). */
#include "base/spares.h"
#include "net/kept.h"
#include "net/live.h"
#include "net/pool.h"

#include <stdbool.h>
#include <sys/queue.h>

enum { LIVE_BUCKETS = 2048, LIVE_PORT = 53, LIVE_SPARES = 1536 };

/* The first asker of a journey is part of it. */
struct asker {
    LIST_ENTRY(asker) link;   /* in its journey */
    LIST_ENTRY(asker) bucket; /* by ticket */
    uint64_t ticket;
    resolver_answer_fn *done;
    void *arg;
    bool is_first;
};

struct peer;
LIST_HEAD(asker_list, asker);
LIST_HEAD(journey_list, journey);
TAILQ_HEAD(journey_queue, journey);
TAILQ_HEAD(peer_queue, peer);

struct live {
    struct resolver base;
    struct loop *loop;
    struct live_options options;
    struct live_counts counts;
    struct batch *batch;
    struct pool *servers[LIVE_SERVERS];     /* the verifying resolvers */
    int64_t ill_until_ms[LIVE_SERVERS + 1]; /* one that failed is asked last until then; the last
                                               place is for all that are gone */
    struct peer_queue peers;                /* servers named, the longest unused first */
    size_t peer_count;
    struct peer_queue leaving;  /* resolvers that are asked nothing new */
    struct loop_timer *sweeper; /* of the peers */
    struct kept *kept;
    uint64_t tickets;
    struct asker_list askers[LIVE_BUCKETS];
    struct spares spares; /* of journeys */
    struct journey_list journeys[LIVE_BUCKETS];
    struct journey_queue queue; /* answered without the network, or without room for their peer */
    struct loop_timer *turn;    /* looks at them in the next turn */
    bool closed;                /* freed in the next turn; nobody is called any more */
};

enum journey_stage {
    JOURNEY_ASK,
    JOURNEY_AGAIN,    /* after SERVFAIL: it may pass */
    JOURNEY_UNCHECKED /* then with CD=1: does only validation fail? */
};

/* One question until it is answered, for everybody who asks it meanwhile. */
struct journey {
    LIST_ENTRY(journey) link;   /* among those that may be shared */
    uint32_t hash;              /* of the question */
    TAILQ_ENTRY(journey) place; /* in the queue */
    bool is_queued;
    struct live *live;
    struct exchange exchange;
    struct asker_list askers;
    struct asker first; /* of them */
    enum journey_stage stage;
    unsigned server;         /* which verifying resolver; LIVE_SERVERS: one that is gone */
    unsigned tried;          /* set of them: asked for this name */
    struct answers *trouble; /* the most telling of what was no answer */
    struct answers *path;    /* what led to this name: aliases and the least TTL */
    struct answers *answers; /* the end, known without asking; while queued */
    /* From here on all is written as soon as the journey begins. */
    struct question question; /* as asked */
    struct question now;      /* as it is being asked: another name after aliases, CD=1 */
};

/* Begins to ask; the end is journey_over(). */
void journey_start(struct journey *journey);
/* Out of the queue: ends, or asks if there is room for its peer now. */
void journey_resume(struct journey *journey);
void journey_free(struct journey *journey); /* its askers are gone already */
/* live.c: gives the answers to all askers and frees the journey. */
void journey_over(struct journey *journey, struct answers *answers);
/* live.c: until the next turn with answers, else until another journey is over. */
void journey_enqueue(struct journey *journey);

/* live_servers.c: options without servers are the system's. */
void servers_open(struct live *live, const struct live_options *options);
void servers_close(struct live *live);
/* live.c */
struct live *live_of(struct resolver *resolver);
const struct live *live_of_const(const struct resolver *resolver);

/* The pool of the question's server. False: its address may not be asked. *pool NULL: not now, too
 * many are busy. */
bool peer_pool(struct live *live, const struct question *question, struct pool **pool);
/* The pool becomes theirs: what is under way in it comes to its end. */
void peers_retire(struct live *live, struct pool *pool);
void peers_open(struct live *live);
void peers_close(struct live *live);
