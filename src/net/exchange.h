// SPDX-License-Identifier: MIT
#pragma once
/*
 * One question put to one server, until that server has said what it has to say: datagrams first,
 * TCP when the reply was cut off or looks forged. Embedded in whoever asks; its pool moves it
 * along.
 */
#include "base/address.h"
#include "dns/packet.h"

#include <sys/queue.h>

struct exchange;
struct flight;
struct pool;
struct tcp;

/* Called once, later. answers become the callee's. open_ended: they end in an alias whose target
 * must be asked elsewhere (the last of answers->aliases). */
typedef void exchange_done_fn(void *arg, struct answers *answers, bool open_ended);

TAILQ_HEAD(exchange_list, exchange);

enum exchange_state {
    EXCHANGE_IDLE,
    EXCHANGE_WAITING, /* for a place in the window */
    EXCHANGE_FLYING,  /* udns has it */
    EXCHANGE_LANDED,  /* udns is done with it, nobody looked yet */
    EXCHANGE_QUEUED,  /* for a TCP connection */
    EXCHANGE_TALKING  /* over TCP */
};

struct exchange {
    TAILQ_ENTRY(exchange) link; /* in the pool's list of its state */
    enum exchange_state state;
    struct pool *pool;
    const struct question *question; /* borrowed until the end */
    exchange_done_fn *done;
    void *arg;
    struct flight *flight; /* while FLYING */
    struct tcp *tcp;       /* while TALKING */
    int64_t talking_since_ms;
    int64_t began_ms;
    uint8_t reflections; /* our own packets that came back */
    bool edns;           /* as the last query was sent */
    uint16_t id;         /* of the query over TCP */
    bool heard;          /* some datagram concerned this question; the last one: */
    enum packet_verdict verdict;
    bool talked; /* TCP was tried */
    bool open_ended;
    struct answers *answers; /* NULL: none yet */
};

/* A landed exchange: ends it, asks again, or goes on to TCP. */
void exchange_settle(struct exchange *exchange);
/* A TCP connection is free. */
void exchange_talk(struct exchange *exchange);
