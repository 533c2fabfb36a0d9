// SPDX-License-Identifier: MIT
/* Datagrams that are collected arrive one by one, each as it was, whether or not the system takes
 * those of one length together. */
#include "net/batch.h"

#include "base/memory.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/udp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { SENT = 100, KINDS = 5, SHORTEST = 40, STEP = 7, PIECE = 1 << 16 };

ssize_t __wrap_sendto(int fd, const void *bytes, size_t n, int flags, const struct sockaddr *to,
                      socklen_t length);
ssize_t __wrap_recvfrom(int fd, void *bytes, size_t n, int flags, struct sockaddr *from,
                        socklen_t *length);

struct ends {
    int server, client;
    struct sockaddr_in address; /* the server's */
    struct batch *batch;
};

static int bound_socket(struct sockaddr_in *address)
{
    struct timeval patience = {.tv_sec = 2};
    socklen_t size = sizeof *address;
    int fd = socket(AF_INET, SOCK_DGRAM, 0);

    *address =
        (struct sockaddr_in){.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    assert_int_equal(bind(fd, (struct sockaddr *)address, size), 0);
    assert_int_equal(getsockname(fd, (struct sockaddr *)address, &size), 0);
    assert_int_equal(setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience), 0);
    return fd;
}

static struct ends ends_open(void)
{
    struct ends ends = {.batch = batch_new()};

    ends.server = bound_socket(&ends.address);
    ends.client = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0);
    assert_int_equal(connect(ends.client, (struct sockaddr *)&ends.address, sizeof ends.address),
                     0);
    return ends;
}

static void ends_close(struct ends *ends)
{
    close(ends->server);
    close(ends->client);
    batch_free(ends->batch);
}

/* Each differs from all others, and its length is one of five. */
static size_t datagram(int number, uint8_t out[128])
{
    size_t n = SHORTEST + (size_t)(number % KINDS) * STEP;

    memset(out, number, n);
    out[n - 1] = (uint8_t)n;
    return n;
}

static int send_all(struct ends *ends)
{
    batch_begin(ends->batch, ends->client);
    for (int i = 0; i < SENT; i++) {
        uint8_t bytes[128];
        size_t n = datagram(i, bytes);

        assert_int_equal(__wrap_sendto(ends->client, bytes, n, 0, NULL, 0), n);
    }
    return batch_end(ends->batch);
}

/* Every datagram once, in whatever order. */
static void expect_all(const struct ends *ends)
{
    bool seen[SENT] = {false};

    for (int i = 0; i < SENT; i++) {
        uint8_t bytes[256], wanted[128];
        ssize_t n = recv(ends->server, bytes, sizeof bytes, 0);

        assert_true(n > 0 && bytes[0] < SENT);
        assert_false(seen[bytes[0]]);
        assert_int_equal(n, datagram(bytes[0], wanted));
        assert_memory_equal(bytes, wanted, (size_t)n);
        seen[bytes[0]] = true;
    }
}

static void each_arrives_as_it_was(void **state)
{
    struct ends ends = ends_open();

    (void)state;
    assert_int_equal(send_all(&ends), 0);
    expect_all(&ends);
    ends_close(&ends);
}

/* Who asks for it gets a train whole, which shows how many there were. */
static size_t pieces_arrived(const struct ends *ends)
{
    uint8_t *piece = mem_new(PIECE);
    size_t pieces = 0, bytes = 0, wanted = 0;
    uint8_t one[128];

    for (int i = 0; i < SENT; i++) {
        wanted += datagram(i, one);
    }
    while (bytes < wanted) {
        ssize_t n = recv(ends->server, piece, PIECE, 0);

        assert_true(n > 0);
        bytes += (size_t)n;
        pieces++;
    }
    free(piece);
    return pieces;
}

static void those_of_one_length_go_together(void **state)
{
    struct ends ends = ends_open();
    int on = 1;

    (void)state;
    if (setsockopt(ends.server, SOL_UDP, UDP_GRO, &on, sizeof on) != 0) {
        ends_close(&ends);
        skip();
    }
    assert_int_equal(send_all(&ends), 0);
    assert_in_range(pieces_arrived(&ends), KINDS, 3 * KINDS);
    ends_close(&ends);
}

/* The system takes no trains of a socket that does without checksums. */
static void where_trains_are_refused_each_goes_alone(void **state)
{
    struct ends ends = ends_open();
    int on = 1;

    (void)state;
    assert_int_equal(setsockopt(ends.client, SOL_SOCKET, SO_NO_CHECK, &on, sizeof on), 0);
    assert_int_equal(send_all(&ends), 0);
    expect_all(&ends);
    assert_int_equal(send_all(&ends), 0);
    expect_all(&ends);
    ends_close(&ends);
}

static void a_closed_port_is_told(void **state)
{
    struct ends ends = ends_open();

    (void)state;
    close(ends.server);
    assert_int_equal(send_all(&ends) | send_all(&ends), ECONNREFUSED);
    ends.server = ends.client;
    ends.client = -1;
    ends_close(&ends);
}

static void what_comes_is_from_the_peer(void **state)
{
    struct ends ends = ends_open();
    struct sockaddr_in client, from, stranger_address;
    socklen_t size = sizeof client;
    int stranger = bound_socket(&stranger_address);
    uint8_t bytes[16];

    (void)state;
    assert_int_equal(getsockname(ends.client, (struct sockaddr *)&client, &size), 0);
    assert_int_equal(sendto(stranger, "no", 2, 0, (struct sockaddr *)&client, size), 2);
    assert_int_equal(sendto(ends.server, "yes", 3, 0, (struct sockaddr *)&client, size), 3);
    batch_begin(ends.batch, ends.client);
    size = sizeof from;
    assert_int_equal(
        __wrap_recvfrom(ends.client, bytes, sizeof bytes, 0, (struct sockaddr *)&from, &size), 3);
    assert_memory_equal(bytes, "yes", 3);
    assert_int_equal(size, sizeof from);
    assert_int_equal(from.sin_port, ends.address.sin_port);
    assert_int_equal(from.sin_addr.s_addr, ends.address.sin_addr.s_addr);
    assert_int_equal(
        __wrap_recvfrom(ends.client, bytes, sizeof bytes, 0, (struct sockaddr *)&from, &size), -1);
    assert_int_equal(errno, EAGAIN);
    assert_int_equal(batch_end(ends.batch), 0);
    close(stranger);
    ends_close(&ends);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_arrives_as_it_was),
        cmocka_unit_test(those_of_one_length_go_together),
        cmocka_unit_test(where_trains_are_refused_each_goes_alone),
        cmocka_unit_test(a_closed_port_is_told),
        cmocka_unit_test(what_comes_is_from_the_peer),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
