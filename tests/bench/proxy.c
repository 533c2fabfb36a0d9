// SPDX-License-Identifier: MIT
/*
 * proxy PORT DELAY_US LOST_PER_MILLE ADDRESS:PORT...: a far network on loopback. What comes to any
 * of the addresses, by UDP or TCP, goes on to 127.0.0.1:PORT and back, half the delay each way; of
 * the datagrams that ask, so many in a thousand are lost. A TCP connection costs a delay before its
 * first bytes pass, as a handshake would. Receive buffers are the system's usual ones. Ends when
 * its standard input does.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/address.h"
#include "base/memory.h"
#include "base/random.h"
#include "net/socket.h"

enum { ENDS = 8192, PACKET = 65536, MILLE = 1000 };

enum kind { ASKED, ASKING, LISTENING, TALKING, OVER };

/* A socket and where what it receives goes. */
struct end {
    enum kind kind;
    int peer;                  /* TALKING: the other end; ASKING: where it was asked */
    struct sockaddr_in client; /* ASKING: who asked */
    int64_t opens;             /* TALKING: nothing passes before */
};

struct parcel {
    TAILQ_ENTRY(parcel) link;
    int64_t due;
    int end;
    struct sockaddr_in to; /* family 0: the end is connected */
    size_t n;              /* 0: the other side is done */
    uint8_t bytes[];
};

TAILQ_HEAD(parcels, parcel);

struct proxy {
    struct sockaddr_in server;
    int64_t half;
    unsigned lost;
    struct end ends[ENDS];
    struct pollfd polls[ENDS];
    nfds_t count;
    struct parcels parcels;
};

static void die(const char *what)
{
    fprintf(stderr, "proxy: %s: %s\n", what, strerror(errno));
    exit(1);
}

static int64_t now_ns(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * INT64_C(1000000000) + time.tv_nsec;
}

static int end_add(struct proxy *proxy, int fd, struct end end)
{
    if (fd < 0 || proxy->count == ENDS) {
        die("a socket");
    }
    proxy->ends[proxy->count] = end;
    proxy->polls[proxy->count] = (struct pollfd){.fd = fd, .events = POLLIN};
    return (int)proxy->count++;
}

static int socket_towards(const struct proxy *proxy, int type)
{
    int fd = socket(AF_INET, type, 0);

    if (fd < 0 || connect(fd, (const struct sockaddr *)&proxy->server, sizeof proxy->server)) {
        die("the server");
    }
    return fd;
}

static void parcel_add(struct proxy *proxy, int64_t due, int end, const struct sockaddr_in *to,
                       const uint8_t *bytes, size_t n)
{
    struct parcel *parcel = mem_new(sizeof *parcel + n), *before;

    parcel->due = due;
    parcel->end = end;
    parcel->n = n;
    if (to) {
        parcel->to = *to;
    }
    memcpy(parcel->bytes, bytes, n);
    TAILQ_FOREACH_REVERSE(before, &proxy->parcels, parcels, link)
    {
        if (before->due <= due) {
            TAILQ_INSERT_AFTER(&proxy->parcels, before, parcel, link);
            return;
        }
    }
    TAILQ_INSERT_HEAD(&proxy->parcels, parcel, link);
}

/* The socket that asks for this client, which has one for each place it asks at. */
static int asking_end(struct proxy *proxy, int asked, const struct sockaddr_in *client)
{
    struct end end = {.kind = ASKING, .peer = asked, .client = *client};

    for (nfds_t i = 0; i < proxy->count; i++) {
        const struct end *old = &proxy->ends[i];

        if (old->kind == ASKING && old->peer == asked && old->client.sin_port == client->sin_port &&
            old->client.sin_addr.s_addr == client->sin_addr.s_addr) {
            return (int)i;
        }
    }
    return end_add(proxy, socket_towards(proxy, SOCK_DGRAM), end);
}

static void asked(struct proxy *proxy, int i)
{
    static uint8_t bytes[PACKET];
    struct sockaddr_in client;
    socklen_t length = sizeof client;
    ssize_t n =
        recvfrom(proxy->polls[i].fd, bytes, sizeof bytes, 0, (struct sockaddr *)&client, &length);

    if (n > 0 && random_below(MILLE) >= proxy->lost) {
        parcel_add(proxy, now_ns() + proxy->half, asking_end(proxy, i, &client), NULL, bytes,
                   (size_t)n);
    }
}

static void answered(struct proxy *proxy, int i)
{
    static uint8_t bytes[PACKET];
    ssize_t n = recv(proxy->polls[i].fd, bytes, sizeof bytes, 0);

    if (n > 0) {
        parcel_add(proxy, now_ns() + proxy->half, proxy->ends[i].peer, &proxy->ends[i].client,
                   bytes, (size_t)n);
    }
}

static void connected(struct proxy *proxy, int i)
{
    struct end end = {.kind = TALKING, .opens = now_ns() + 2 * proxy->half};
    int here = end_add(proxy, accept(proxy->polls[i].fd, NULL, NULL), end);
    int there = end_add(proxy, socket_towards(proxy, SOCK_STREAM), end);

    proxy->ends[here].peer = there;
    proxy->ends[there].peer = here;
}

static void talked(struct proxy *proxy, int i)
{
    static uint8_t bytes[PACKET];
    struct end *end = &proxy->ends[i];
    ssize_t n = recv(proxy->polls[i].fd, bytes, sizeof bytes, 0);
    int64_t now = now_ns();

    if (n <= 0) {
        end->kind = OVER;
        proxy->polls[i].events = 0;
    }
    parcel_add(proxy, (now > end->opens ? now : end->opens) + proxy->half, end->peer, NULL, bytes,
               n > 0 ? (size_t)n : 0);
}

static void deliver(struct proxy *proxy, struct parcel *parcel)
{
    int fd = proxy->polls[parcel->end].fd;

    if (parcel->n == 0) {
        shutdown(fd, SHUT_WR);
    } else if (parcel->to.sin_family) {
        sendto(fd, parcel->bytes, parcel->n, 0, (struct sockaddr *)&parcel->to, sizeof parcel->to);
    } else {
        send(fd, parcel->bytes, parcel->n, MSG_NOSIGNAL);
    }
    TAILQ_REMOVE(&proxy->parcels, parcel, link);
    free(parcel);
}

static void turn(struct proxy *proxy)
{
    static void (*const seen[])(struct proxy *, int) = {
        [ASKED] = asked, [ASKING] = answered, [LISTENING] = connected, [TALKING] = talked};
    struct parcel *first = TAILQ_FIRST(&proxy->parcels);
    int64_t wait = first ? first->due - now_ns() : 0;
    struct timespec time = {.tv_sec = 0, .tv_nsec = wait > 0 ? wait % 1000000000 : 0};
    nfds_t count = proxy->count;

    if (ppoll(proxy->polls, count, first ? &time : NULL, NULL) < 0 && errno != EINTR) {
        die("ppoll");
    }
    if (proxy->polls[0].revents) {
        exit(0);
    }
    for (nfds_t i = 1; i < count; i++) {
        if (proxy->polls[i].revents && proxy->ends[i].kind != OVER) {
            seen[proxy->ends[i].kind](proxy, (int)i);
        }
    }
    while ((first = TAILQ_FIRST(&proxy->parcels)) && first->due <= now_ns()) {
        deliver(proxy, first);
    }
}

static void listen_at(struct proxy *proxy, const char *where, int type, enum kind kind)
{
    struct sockaddr_storage at;
    struct address address;
    int one = 1;
    int fd = socket(AF_INET, type, 0);

    if (fd < 0 || !address_parse_port(where, &address) ||
        setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one) != 0 ||
        bind(fd, (struct sockaddr *)&at, socket_address(&address, &at)) != 0 ||
        (kind == LISTENING && listen(fd, SOMAXCONN) != 0)) {
        die(where);
    }
    end_add(proxy, fd, (struct end){.kind = kind});
}

static void many_files(void)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max < ENDS ? limit.rlim_max : ENDS;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
}

int main(int argc, char **argv)
{
    static struct proxy proxy;

    if (argc < 5) {
        fprintf(stderr, "usage: proxy PORT DELAY_US LOST_PER_MILLE ADDRESS:PORT...\n");
        return 2;
    }
    proxy.server = (struct sockaddr_in){.sin_family = AF_INET,
                                        .sin_port = htons((uint16_t)strtoul(argv[1], NULL, 10)),
                                        .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    proxy.half = strtol(argv[2], NULL, 10) * 500;
    proxy.lost = (unsigned)strtoul(argv[3], NULL, 10);
    TAILQ_INIT(&proxy.parcels);
    many_files();
    end_add(&proxy, STDIN_FILENO, (struct end){.kind = OVER});
    for (int i = 4; i < argc; i++) {
        listen_at(&proxy, argv[i], SOCK_DGRAM, ASKED);
        listen_at(&proxy, argv[i], SOCK_STREAM, LISTENING);
    }
    printf("ready\n");
    fflush(stdout);
    for (;;) {
        turn(&proxy);
    }
}
