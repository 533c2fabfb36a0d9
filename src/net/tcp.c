// SPDX-License-Identifier: MIT
#include "net/tcp.h"

#include "base/memory.h"
#include "dns/octets.h"
#include "dns/packet.h"
#include "net/socket.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct tcp {
    struct loop_timer *timer;
    struct loop_watch *watch;
    int fd; /* -1: never opened */
    tcp_done_fn *done;
    void *arg;
    uint8_t query[2 + PACKET_QUERY];
    size_t query_length, sent;
    uint8_t head[2];               /* of the reply: its length */
    uint8_t *reply;                /* NULL until that is known */
    size_t reply_length, received; /* received counts the head too */
};

void tcp_cancel(struct tcp *tcp)
{
    if (!tcp) {
        return;
    }
    loop_timer_free(tcp->timer);
    loop_watch_free(tcp->watch);
    if (tcp->fd >= 0) {
        close(tcp->fd);
    }
    free(tcp->reply);
    free(tcp);
}

static void tcp_end(struct tcp *tcp, bool whole)
{
    tcp_done_fn *done = tcp->done;
    void *arg = tcp->arg;
    uint8_t *reply = tcp->reply;
    size_t n = tcp->reply_length;

    tcp->reply = NULL;
    tcp_cancel(tcp);
    done(arg, whole ? reply : NULL, whole ? n : 0);
    free(reply);
}

static void tcp_expired(void *arg)
{
    tcp_end(arg, false);
}

/* True while the connection is good. */
static bool tcp_write(struct tcp *tcp)
{
    ssize_t n = send(tcp->fd, tcp->query + tcp->sent, tcp->query_length - tcp->sent, MSG_NOSIGNAL);

    if (n < 0) {
        return errno == EAGAIN || errno == EINTR;
    }
    tcp->sent += (size_t)n;
    loop_watch_want(tcp->watch, true, tcp->sent < tcp->query_length);
    return true;
}

/* Where the next bytes of the reply belong, and how many. */
static uint8_t *reply_room(struct tcp *tcp, size_t *n)
{
    if (tcp->received < sizeof tcp->head) {
        *n = sizeof tcp->head - tcp->received;
        return tcp->head + tcp->received;
    }
    if (!tcp->reply) {
        tcp->reply_length = octets_get16(tcp->head);
        tcp->reply = mem_array(1, tcp->reply_length + 1);
    }
    *n = tcp->reply_length - (tcp->received - sizeof tcp->head);
    return tcp->reply + (tcp->received - sizeof tcp->head);
}

/* Reads until the reply is whole, or nothing more is there. False: the connection is no good. */
static bool tcp_read(struct tcp *tcp, bool *whole)
{
    for (;;) {
        size_t room;
        uint8_t *at = reply_room(tcp, &room);
        ssize_t n = room > 0 ? recv(tcp->fd, at, room, 0) : 0;

        *whole = room == 0;
        if (*whole) {
            return true;
        }
        if (n <= 0) {
            return n < 0 && (errno == EAGAIN || errno == EINTR);
        }
        tcp->received += (size_t)n;
    }
}

static void tcp_ready(void *arg, bool readable, bool writable, int error)
{
    struct tcp *tcp = arg;
    bool whole = false;
    bool good = error == 0;

    if (good && writable && tcp->sent < tcp->query_length) {
        good = tcp_write(tcp);
    }
    if (good && readable) {
        good = tcp_read(tcp, &whole);
    }
    if (!good || whole) {
        tcp_end(tcp, whole);
    }
}

static bool tcp_connect(struct tcp *tcp, struct loop *loop, const struct address *server)
{
    struct sockaddr_storage to;
    socklen_t length = socket_address(server, &to);

    tcp->fd = socket(to.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (tcp->fd < 0 ||
        (connect(tcp->fd, (struct sockaddr *)&to, length) != 0 && errno != EINPROGRESS)) {
        return false;
    }
    tcp->watch = loop_watch_new(loop, tcp->fd, tcp_ready, tcp);
    if (!tcp->watch) {
        return false;
    }
    loop_watch_want(tcp->watch, false, true);
    return true;
}

struct tcp *tcp_ask(struct loop *loop, const struct address *server, const uint8_t *query, size_t n,
                    tcp_done_fn *done, void *arg)
{
    struct tcp *tcp = mem_new(sizeof *tcp);

    assert(n <= PACKET_QUERY);
    tcp->done = done;
    tcp->arg = arg;
    octets_put16(tcp->query, (unsigned)n);
    memcpy(tcp->query + 2, query, n);
    tcp->query_length = n + 2;
    tcp->timer = loop_timer_new(loop, tcp_expired, tcp);
    /* What fails at once is still told later. */
    loop_timer_start(tcp->timer, tcp_connect(tcp, loop, server) ? TCP_MS : 0, 0);
    return tcp;
}

void tcp_hurry(struct tcp *tcp)
{
    if (tcp->watch) { /* else it has failed, and is told so in the next turn */
        loop_timer_start(tcp->timer, TCP_HURRY_MS, 0);
    }
}
