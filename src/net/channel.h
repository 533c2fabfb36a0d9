// SPDX-License-Identifier: MIT
#pragma once
/*
 * One udns context: one server, one connected socket, one port that changes every few minutes. The
 * only file that calls udns. Of its standard parsers and its verdicts nothing is used: every packet
 * is read by dns/packet.h in the debug hook, which sees them all; the callback only says that udns
 * is done with a question.
 */
#include "net/exchange.h"

#include <stdbool.h>
#include <stdint.h>
#include <sys/queue.h>

struct dns_ctx;
struct loop_watch;

LIST_HEAD(flight_list, flight);

struct channel {
    struct pool *pool;
    struct dns_ctx *context; /* NULL until it is needed */
    struct loop_watch *watch;
    struct flight_list flights;
    int64_t expires_ms; /* then it takes no more questions and gets another port */
    int64_t due_ms;     /* when udns has something to do; 0: it has not */
    bool loaded;        /* questions were given to udns and not sent yet */
};

enum { CHANNEL_FLIGHTS = 64, CHANNEL_LIFE_MS = 300000 };

/* Opens or reopens it when need be; false: full, draining, or the system has no socket for us. */
bool channel_is_ready(struct channel *channel) MUST_USE;
/* Hands the exchange to udns; it goes out with the next channel_run(). */
void channel_load(struct channel *channel, struct exchange *exchange);
/* Something is loaded, some timer has run out, or it has become idle. */
bool channel_is_due(const struct channel *channel);
/* Sends what is loaded or must be sent again; sets due_ms. Exchanges that could not be sent have
 * landed. */
void channel_run(struct channel *channel);
/* Nobody waits for this exchange any more. udns keeps what it has and is not disturbed; a channel
 * without anybody waiting is closed. Not from inside udns. */
void channel_abandon(struct exchange *exchange);
/* Drops everything; the exchanges are not told. */
void channel_close(struct channel *channel);
