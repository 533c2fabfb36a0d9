// SPDX-License-Identifier: MIT
#pragma once
/*
 * The engine over HTTP/1.1, for many projects, over libmicrohttpd on our loop: every route of the
 * command table, events, health and metrics. It holds an engine and no secret: who asks is proved
 * to the engine (struct proof) over TCP, and known by the peer's user id on the Unix socket, where
 * x-vouch-project and x-vouch-read-only say as whom.
 */
#include "base/clock.h"
#include "engine/engine.h"
#include "loop/loop.h"

struct server;

enum { SERVER_PORT = 8425 };

struct server_options {
    struct loop *loop;
    struct engine *engine;     /* borrowed; outlives the server */
    const struct clock *clock; /* borrowed; NULL: the system's */
    /* "ADDRESS[:PORT]"; NULL: not over TCP. Without TLS only a loopback address is taken. */
    const char *listen;
    const char *socket;     /* path of the Unix socket, made 0600; NULL: none */
    const char *socket_too; /* of another one; NULL: none */
    const char *tls_cert;   /* PEM files, both or neither: the TCP listener speaks TLS */
    const char *tls_key;
};

/* Listens from now on. Codes "usage", "listen", "socket-held". */
enum status server_new(const struct server_options *options, struct server **out,
                       struct fault *fault) MUST_USE;
/* The TCP listener, which speaks TLS already, does so with these files from now on; who is being
 * answered is answered with the old ones. On failure nothing changes. Code "usage", or of a file
 * that cannot be read. */
enum status server_certify(struct server *server, const char *cert, const char *key,
                           struct fault *fault) MUST_USE;
/* What it listens on: "http://127.0.0.1:8425"; "" without TCP. Borrowed. */
const char *server_url(const struct server *server);
/* Takes no more connections, lets those end that are being answered, within LIMIT_DRAIN_MS. Then
 * calls done(arg), later, once; the server is still to be freed. */
void server_drain(struct server *server, loop_fn *done, void *arg);
/* Nothing is answered after it; its socket file is gone. NULL allowed. */
void server_free(struct server *server);
