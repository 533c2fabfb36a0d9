// SPDX-License-Identifier: MIT
#include "net/exchange.h"

#include "base/clock.h"
#include "net/pool_inside.h"
#include "net/tcp.h"

#include <stdlib.h>

/* A wait over TCP that was this long and in vain is not made again for a while. */
enum { REFLECTIONS_MOST = 2, VAIN_MS = TCP_MS / 2, MUTE_MS = 30000 };

static void exchange_end(struct exchange *exchange, struct answers *answers, bool open_ended)
{
    struct pool *pool = exchange->pool;

    answers->server = pool->options.server;
    answers->rtt_ms = (uint32_t)(pool->now_ms - exchange->began_ms);
    pool_move(exchange, EXCHANGE_IDLE);
    exchange->done(exchange->arg, answers, open_ended);
}

/* Neither datagrams nor TCP brought an answer. */
static void exchange_fail(struct exchange *exchange)
{
    struct answers *answers = answers_new(OUTCOME_TIMEOUT);

    answers->reachable = exchange->heard && exchange->verdict != PACKET_NOT_OURS;
    if (answers->reachable && exchange->verdict == PACKET_TRUNCATED) {
        answers->outcome = OUTCOME_TRUNCATED;
        answers->tc = true;
    } else if (answers->reachable && exchange->verdict != PACKET_SUSPICIOUS) {
        answers->outcome = OUTCOME_SERVFAIL; /* it speaks, but makes no sense */
    }
    exchange_end(exchange, answers, false);
}

static void exchange_heard(void *arg, const uint8_t *bytes, size_t n);

static struct packet_query tcp_query(const struct exchange *exchange)
{
    return (struct packet_query){.question = exchange->question,
                                 .cased = exchange->question->name,
                                 .id = exchange->id,
                                 .edns = exchange->edns,
                                 .any_case = true};
}

static void exchange_send(struct exchange *exchange)
{
    struct pool *pool = exchange->pool;
    struct packet_query query = tcp_query(exchange);
    uint8_t packet[PACKET_QUERY];
    size_t length = packet_write(&query, packet);

    pool->counts->tcp++;
    exchange->tcp =
        tcp_ask(pool->loop, &pool->options.server, packet, length, exchange_heard, exchange);
    exchange->talking_since_ms = clock_monotonic();
    if (exchange->talking_since_ms < pool->mute_until_ms) {
        tcp_hurry(exchange->tcp);
    }
}

void exchange_talk(struct exchange *exchange)
{
    pool_move(exchange, EXCHANGE_TALKING);
    exchange->id = dice_id(&exchange->pool->dice);
    exchange_send(exchange);
}

/* A connection that is refused or reset says nothing about how long an answer takes, nor does one
 * that was hurried. */
static void note_mute(struct pool *pool, bool spoke, int64_t waited_ms)
{
    if (spoke) {
        pool->mute_until_ms = 0;
    } else if (waited_ms >= VAIN_MS) {
        pool->mute_until_ms = pool->now_ms + MUTE_MS;
    }
}

/* Leaves what was said where exchange_settle() finds it; without an answer the verdict on the
 * datagrams stands. */
static void exchange_heard(void *arg, const uint8_t *bytes, size_t n)
{
    struct exchange *exchange = arg;
    struct pool *pool = exchange->pool;
    struct packet_query query = tcp_query(exchange);
    enum packet_verdict verdict = PACKET_NOT_OURS;
    struct name next = {0};

    exchange->tcp = NULL;
    if (bytes) {
        verdict = packet_read(&query, bytes, n, &exchange->answers, &next);
    }
    if (verdict == PACKET_NO_EDNS) {
        exchange->edns = false; /* the next query has none, so this happens once */
        exchange_send(exchange);
        return;
    }
    if (verdict == PACKET_ANSWER) {
        pool->counts->received++;
        exchange->answers->tcp = true;
        exchange->open_ended = next.length > 0;
    }
    exchange->talked = true;
    pool->now_ms = clock_monotonic();
    note_mute(pool, bytes != NULL, pool->now_ms - exchange->talking_since_ms);
    pool_move(exchange, EXCHANGE_LANDED);
    pool_run(pool);
}

static void exchange_repeat(struct exchange *exchange)
{
    if (++exchange->reflections > REFLECTIONS_MOST) {
        exchange_fail(exchange);
        return;
    }
    exchange->heard = false;
    pool_move(exchange, EXCHANGE_WAITING);
}

void exchange_settle(struct exchange *exchange)
{
    struct answers *answers = exchange->answers;

    exchange->answers = NULL;
    if (answers) {
        exchange_end(exchange, answers, exchange->open_ended);
        return;
    }
    if (!exchange->heard || exchange->talked) {
        exchange_fail(exchange);
        return;
    }
    if (exchange->verdict == PACKET_NOT_OURS) {
        exchange_repeat(exchange);
        return;
    }
    exchange->edns = exchange->edns && exchange->verdict != PACKET_NO_EDNS;
    pool_move(exchange, EXCHANGE_QUEUED);
}

void pool_cancel(struct exchange *exchange)
{
    if (exchange->state == EXCHANGE_FLYING) {
        channel_abandon(exchange);
    }
    tcp_cancel(exchange->tcp);
    exchange->tcp = NULL;
    answers_free(exchange->answers);
    exchange->answers = NULL;
    if (exchange->state != EXCHANGE_IDLE) {
        pool_move(exchange, EXCHANGE_IDLE);
    }
}
