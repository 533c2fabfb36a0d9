// SPDX-License-Identifier: MIT
#pragma once
/* A live resolver between a test and servers that the test plays itself, packet by packet, in one
 * thread. */
#include "net/live.h"
#include "tests/support/reply.h"
#include "tests/support/stranger.h"

enum { SCENE_SERVERS = 2, SCENE_ASKED = 64 };

/* One question of the test to the resolver. */
struct scene_asked {
    struct scene *scene;
    uint64_t ticket;
    struct answers *answers; /* NULL: none yet; the scene's to free */
    int calls;
    int64_t took_ms;
};

struct scene {
    struct loop *loop;
    struct resolver *resolver;
    struct stranger servers[SCENE_SERVERS];
    struct scene_asked asked[SCENE_ASKED];
    size_t count;
    int64_t began_ms;
};

/* A query that came to a server. */
struct scene_query {
    struct packet_query query;
    struct question question; /* lower case; server is NONE */
    unsigned flags;
    uint16_t port; /* it came from */
};

/* servers: how many of the strangers are verifying resolvers. Questions to 127.0.0.0/8 are allowed.
 */
void scene_open(struct scene *scene, size_t servers);
void scene_close(struct scene *scene);
/* server NULL: the verifying resolver. */
struct scene_asked *scene_ask(struct scene *scene, const char *name, uint16_t type,
                              const struct address *server);
struct scene_asked *scene_ask_question(struct scene *scene, const struct question *question);
/* query points into itself: it may not be copied. */
void scene_query_read(struct scene_query *query, const uint8_t *bytes, size_t n);
/* Turns the loop until a query is there; fails the test after two seconds. */
void scene_hear(struct scene *scene, struct stranger *server, struct scene_query *query);
/* Turns the loop for so many milliseconds; returns how many queries came meanwhile. */
size_t scene_listen(struct scene *scene, struct stranger *server, int64_t ms);
/* Answers with one TXT, or with this RCODE. */
void scene_reply(struct stranger *server, const struct scene_query *query, const char *text);
void scene_refuse(struct stranger *server, const struct scene_query *query, unsigned rcode);
/* Turns the loop until the answers are there; fails the test after eight seconds. */
const struct answers *scene_wait(struct scene_asked *asked);
