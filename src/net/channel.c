// SPDX-License-Identifier: MIT
#include "net/channel.h"

#include "base/clock.h"
#include "base/random.h"
#include "dns/octets.h"
#include "net/pool_inside.h"
#include "net/socket.h"

#include <stddef.h>
#include <string.h>
#include <udns.h>

enum { BUFFER_BYTES = 4 << 20, HOOK_RECEIVED = 0, HOOK_SENT = 1, PACKET_HEADER = 12 };

/* One question inside udns. Lives until udns calls back, also when nobody waits for it any more. */
struct flight {
    LIST_ENTRY(flight) link;
    struct channel *channel;
    struct exchange *exchange; /* NULL: abandoned */
    unsigned sends;
    int64_t sent_ms;
    struct packet_query query; /* as it was sent last; its name is written at every use */
};

static void flight_sent(struct flight *flight, const uint8_t *packet)
{
    struct pool *pool = flight->channel->pool;
    bool edns = octets_get16(packet + 10) != 0;

    flight->query.id = octets_get16(packet);
    flight->sends++;
    pool->counts->sent++;
    if (flight->sends == 1) {
        flight->sent_ms = pool->now_ms;
    } else if (edns == flight->query.edns) {
        pool->counts->resent++;
        pace_lost(&pool->pace, pool->now_ms);
    }
    flight->query.edns = edns;
}

/* udns asks again by itself when a server does not understand EDNS. */
static bool is_asked_again(const struct flight *flight, const uint8_t *packet)
{
    return flight->query.edns && packet[3] % 16 != 0;
}

static void flight_received(struct flight *flight, const uint8_t *packet, size_t n)
{
    struct exchange *exchange = flight->exchange;
    struct pool *pool = flight->channel->pool;
    struct answers *answers = NULL;
    struct name next;
    enum packet_verdict verdict;

    pool->counts->received++;
    if (!exchange) {
        return;
    }
    verdict = packet_read(&flight->query, packet, n, &answers, &next);
    if (verdict == PACKET_NOT_OURS) {
        pool->counts->ignored++;
    } else {
        pool->heard_ms = pool->now_ms;
        pace_answered(&pool->pace, flight->sends == 1 ? pool->now_ms - flight->sent_ms : -1);
    }
    if (verdict == PACKET_NO_EDNS && is_asked_again(flight, packet)) {
        return;
    }
    exchange->heard = true;
    exchange->verdict = verdict;
    exchange->answers = answers;
    exchange->open_ended = next.length > 0;
}

/* Sees every packet that udns sends, or receives and believes to be the reply to one of its
 * questions. */
static void watch_packet(int code, const struct sockaddr *peer, unsigned peer_length,
                         dnscc_t *packet, int n, const struct dns_query *query, void *data)
{
    struct flight *flight = data;

    (void)peer;
    (void)peer_length;
    (void)query;
    if (!flight || n < PACKET_HEADER) {
        return;
    }
    if (code == HOOK_SENT) {
        flight_sent(flight, packet);
    } else if (code == HOOK_RECEIVED) {
        flight_received(flight, packet, (size_t)n);
    }
}

/* The packet was read in watch_packet(); udns only has to be told that there is nothing for it. */
static int parse_nothing(dnscc_t *name, dnscc_t *packet, dnscc_t *at, dnscc_t *end, void **result)
{
    (void)name;
    (void)packet;
    (void)at;
    (void)end;
    *result = NULL;
    return DNS_E_NODATA;
}

static void flight_free(struct flight *flight)
{
    struct pool *pool = flight->channel->pool;

    LIST_REMOVE(flight, link);
    memset(flight, 0, offsetof(struct flight, query.cased));
    spares_give(&pool->spares, flight);
}

static void flight_land(struct flight *flight)
{
    if (flight->exchange) {
        flight->exchange->edns = flight->query.edns;
        flight->exchange->flight = NULL;
        pool_move(flight->exchange, EXCHANGE_LANDED);
    }
    flight_free(flight);
}

static void flight_ended(struct dns_ctx *context, void *result, void *data)
{
    (void)context;
    (void)result;
    flight_land(data);
}

unsigned __wrap_dns_dnequal(dnscc_t *a, dnscc_t *b);

/* How udns finds the question a reply belongs to; like its sendto() this call is ours. The names
 * are equal as they stand, unless somebody plays with their case, and need not be compared letter
 * by letter. */
unsigned __wrap_dns_dnequal(dnscc_t *a, dnscc_t *b)
{
    unsigned n = dns_dnlen(a);

    if (dns_dnlen(b) != n) {
        return 0;
    }
    if (memcmp(a, b, n) != 0) {
        for (unsigned i = 0; i < n; i++) { /* a length is at most 63, so no letter */
            if (DNS_DNLC(a[i]) != DNS_DNLC(b[i])) {
                return 0;
            }
        }
    }
    return n;
}

/* The server's port is closed: nothing that was asked here will be answered. */
static void channel_refused(struct channel *channel)
{
    struct flight *flight;

    while ((flight = LIST_FIRST(&channel->flights))) {
        flight_land(flight);
    }
    channel_close(channel);
}

static void channel_ready(void *arg, bool readable, bool writable, int error)
{
    struct channel *channel = arg;
    struct pool *pool = channel->pool;

    (void)writable;
    pool->now_ms = clock_monotonic();
    if (readable) {
        batch_begin(pool->batch, dns_sock(channel->context));
        dns_ioevent(channel->context, pace_ticks(&pool->pace, pool->now_ms));
        error = batch_end(pool->batch) | error;
    }
    if (error != 0) {
        channel_refused(channel);
    }
    pool_run(pool);
}

static void enlarge_buffers(int fd)
{
    int bytes = BUFFER_BYTES;

    if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &bytes, sizeof bytes) != 0) {
        setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
    }
    if (setsockopt(fd, SOL_SOCKET, SO_SNDBUFFORCE, &bytes, sizeof bytes) != 0) {
        setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes);
    }
}

/* A context with nothing of the system's configuration in it. */
static struct dns_ctx *context_new(const struct sockaddr *server)
{
    struct dns_ctx *context;

    dns_reset(NULL);
    context = dns_new(NULL);
    if (context) {
        dns_add_serv_s(context, server);
        dns_set_opt(context, DNS_OPT_TIMEOUT, PACE_TICKS);
        dns_set_opt(context, DNS_OPT_NTRIES, PACE_TRIES);
        dns_set_opt(context, DNS_OPT_UDPSIZE, PACKET_EDNS_SIZE);
        dns_set_dbgfn(context, watch_packet);
    }
    return context;
}

/* Connected, so that the kernel drops what comes from elsewhere and tells us of a closed port. */
static bool socket_open(struct channel *channel, const struct sockaddr *server, socklen_t length)
{
    int fd = dns_open(channel->context);

    if (fd < 0 || connect(fd, server, length) != 0) {
        return false;
    }
    if (channel->pool->options.busy) {
        enlarge_buffers(fd);
    }
    channel->watch = loop_watch_new(channel->pool->loop, fd, channel_ready, channel);
    if (!channel->watch) {
        return false;
    }
    loop_watch_want(channel->watch, true, false);
    return true;
}

static bool channel_open(struct channel *channel)
{
    struct pool *pool = channel->pool;
    struct sockaddr_storage server;
    socklen_t length = socket_address(&pool->options.server, &server);

    channel->context = context_new((struct sockaddr *)&server);
    if (!channel->context || !socket_open(channel, (struct sockaddr *)&server, length)) {
        channel_close(channel);
        return false;
    }
    /* Not all at the same time: a pool must not run dry because its channels change their ports. */
    channel->expires_ms = pool->now_ms + CHANNEL_LIFE_MS - random_below(CHANNEL_LIFE_MS / 4);
    return true;
}

bool channel_is_ready(struct channel *channel)
{
    if (channel->context && channel->pool->now_ms >= channel->expires_ms) {
        if (dns_active(channel->context) > 0) {
            return false;
        }
        channel_close(channel);
    }
    if (!channel->context && !channel_open(channel)) {
        return false;
    }
    return dns_active(channel->context) < CHANNEL_FLIGHTS;
}

static int query_flags(const struct question *question)
{
    return DNS_NOSRCH | (question->cd ? DNS_SET_CD : 0) |
           (question_asked(question) == ASKED_AUTHORITATIVE ? DNS_NORD : 0);
}

void channel_load(struct channel *channel, struct exchange *exchange)
{
    const struct question *question = exchange->question;
    struct flight *flight = spares_take(&channel->pool->spares, sizeof *flight);

    flight->channel = channel;
    flight->exchange = exchange;
    flight->query.question = question;
    dice_case(&channel->pool->dice, &question->name, &flight->query.cased);
    LIST_INSERT_HEAD(&channel->flights, flight, link);
    exchange->flight = flight;
    pool_move(exchange, EXCHANGE_FLYING);
    channel->loaded = true;
    if (!dns_submit_dn(channel->context, flight->query.cased.wire, DNS_C_IN, question->type,
                       query_flags(question), parse_nothing, flight_ended, flight)) {
        flight_land(flight);
    }
}

bool channel_is_due(const struct channel *channel)
{
    return channel->loaded || (channel->due_ms != 0 && (channel->due_ms <= channel->pool->now_ms ||
                                                        dns_active(channel->context) == 0));
}

void channel_run(struct channel *channel)
{
    struct pool *pool = channel->pool;
    int ticks;
    bool active;

    batch_begin(pool->batch, dns_sock(channel->context));
    ticks = dns_timeouts(channel->context, -1, pace_ticks(&pool->pace, pool->now_ms));
    channel->loaded = false;
    if (batch_end(pool->batch) != 0) {
        channel_refused(channel);
        return;
    }
    active = dns_active(channel->context) > 0;
    channel->due_ms = active ? pool->now_ms + pace_wait(&pool->pace, ticks) : 0;
}

void channel_abandon(struct exchange *exchange)
{
    struct channel *channel = exchange->flight->channel;
    struct flight *flight;

    exchange->flight->exchange = NULL;
    exchange->flight = NULL;
    LIST_FOREACH(flight, &channel->flights, link)
    {
        if (flight->exchange) {
            return;
        }
    }
    channel_close(channel); /* else udns would go on asking a server that nobody listens to */
}

void channel_close(struct channel *channel)
{
    struct flight *flight;

    loop_watch_free(channel->watch);
    channel->watch = NULL;
    channel->due_ms = 0;
    channel->loaded = false;
    if (channel->context) {
        dns_free(
            channel->context); /* its questions end without a word: the flights are ours to free */
        channel->context = NULL;
    }
    while ((flight = LIST_FIRST(&channel->flights))) {
        flight_free(flight);
    }
}
