// SPDX-License-Identifier: MIT
#include "net/tcp.h"

#include "base/clock.h"
#include "tests/support/stranger.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

struct bench {
    struct loop *loop;
    struct stranger stranger; /* the other end */
    int calls;
    bool whole;
    size_t n;
    uint8_t first;
};

static int bench_open(void **state)
{
    struct bench *bench = calloc(1, sizeof *bench);

    assert_non_null(bench);
    assert_int_equal(loop_new(&bench->loop, NULL), STATUS_OK);
    stranger_open(&bench->stranger, SOCK_STREAM);
    *state = bench;
    return 0;
}

static int bench_close(void **state)
{
    struct bench *bench = *state;

    stranger_close(&bench->stranger);
    loop_free(bench->loop);
    free(bench);
    return 0;
}

static void heard(void *arg, const uint8_t *bytes, size_t n)
{
    struct bench *bench = arg;

    bench->calls++;
    bench->whole = bytes != NULL;
    bench->n = n;
    bench->first = n > 0 ? bytes[0] : 0;
}

static struct tcp *ask(struct bench *bench)
{
    return tcp_ask(bench->loop, &bench->stranger.address, (const uint8_t *)"query", 5, heard,
                   bench);
}

static void turn_until_heard(struct bench *bench)
{
    while (bench->calls == 0) {
        loop_turn(bench->loop, true);
    }
}

/* Takes the connection and reads the query. */
static int take_query(struct bench *bench)
{
    int fd = stranger_accept(&bench->stranger);
    char query[7];

    while (recv(fd, query, sizeof query, MSG_PEEK | MSG_DONTWAIT) < (ssize_t)sizeof query) {
        loop_turn(bench->loop, false);
    }
    assert_int_equal(read(fd, query, sizeof query), sizeof query);
    assert_memory_equal(query, "\0\5query", 7);
    return fd;
}

static void say(int fd, const void *bytes, size_t n)
{
    assert_int_equal(write(fd, bytes, n), n);
}

static void hears_a_reply_in_pieces(void **state)
{
    struct bench *bench = *state;
    int fd;

    ask(bench);
    assert_int_equal(bench->calls, 0);
    fd = take_query(bench);
    say(fd, "\0", 1);
    loop_turn(bench->loop, true);
    say(fd, "\3a", 2);
    loop_turn(bench->loop, true);
    assert_int_equal(bench->calls, 0);
    say(fd, "bc and more than promised", 25);
    turn_until_heard(bench);
    assert_true(bench->whole);
    assert_int_equal(bench->n, 3);
    assert_int_equal(bench->first, 'a');
    close(fd);
}

static void hears_the_largest_reply(void **state)
{
    static uint8_t reply[2 + 65535] = {0xff, 0xff, 'x'};
    struct bench *bench = *state;
    int fd;

    ask(bench);
    fd = take_query(bench);
    for (size_t at = 0; at < sizeof reply;) {
        size_t n = sizeof reply - at < 4096 ? sizeof reply - at : 4096;

        say(fd, reply + at, n);
        at += n;
        loop_turn(bench->loop, false);
    }
    turn_until_heard(bench);
    assert_int_equal(bench->n, 65535);
    close(fd);
}

static void tells_of_a_closed_connection(void **state)
{
    struct bench *bench = *state;
    int fd;

    ask(bench);
    fd = take_query(bench);
    say(fd, "\0\7abc", 5);
    close(fd);
    turn_until_heard(bench);
    assert_false(bench->whole);
}

static void tells_of_a_closed_port_later(void **state)
{
    struct bench *bench = *state;
    int64_t began = clock_monotonic();

    stranger_close(&bench->stranger);
    ask(bench);
    assert_int_equal(bench->calls, 0);
    turn_until_heard(bench);
    assert_false(bench->whole);
    assert_true(clock_monotonic() - began < 1000);
}

static void cuts_off_who_is_too_slow(void **state)
{
    struct bench *bench = *state;
    int64_t began = clock_monotonic();
    int fd;

    ask(bench);
    fd = take_query(bench);
    say(fd, "\0\7abc", 5);
    turn_until_heard(bench);
    assert_false(bench->whole);
    assert_in_range(clock_monotonic() - began, TCP_MS - 10, TCP_MS + 1000);
    close(fd);
}

static void is_silent_when_cancelled(void **state)
{
    struct bench *bench = *state;
    struct tcp *tcp = ask(bench);
    int fd = take_query(bench);

    say(fd, "\0\3abc", 5);
    tcp_cancel(tcp);
    tcp_cancel(NULL);
    loop_turn(bench->loop, false);
    assert_int_equal(bench->calls, 0);
    close(fd);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(hears_a_reply_in_pieces, bench_open, bench_close),
        cmocka_unit_test_setup_teardown(hears_the_largest_reply, bench_open, bench_close),
        cmocka_unit_test_setup_teardown(tells_of_a_closed_connection, bench_open, bench_close),
        cmocka_unit_test_setup_teardown(tells_of_a_closed_port_later, bench_open, bench_close),
        cmocka_unit_test_setup_teardown(cuts_off_who_is_too_slow, bench_open, bench_close),
        cmocka_unit_test_setup_teardown(is_silent_when_cancelled, bench_open, bench_close),
    };

    return cmocka_run_group_tests_name("net/tcp", tests, NULL, NULL);
}
