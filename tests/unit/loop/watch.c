// SPDX-License-Identifier: MIT
#include "loop/loop.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <arpa/inet.h>
#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

struct sight {
    struct loop *loop;
    struct loop_watch *watch;
    int ends[2];
    int seen, error;
    bool readable, writable;
};

static int set_up(void **state)
{
    struct sight *sight = test_calloc(1, sizeof *sight);

    *state = sight;
    if (loop_new(&sight->loop, NULL) != STATUS_OK) {
        return 1;
    }
    return socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, sight->ends);
}

static int tear_down(void **state)
{
    struct sight *sight = *state;

    loop_watch_free(sight->watch);
    loop_free(sight->loop);
    close(sight->ends[0]);
    close(sight->ends[1]);
    test_free(sight);
    return 0;
}

static void look(void *arg, bool readable, bool writable, int error)
{
    struct sight *sight = arg;

    sight->seen++;
    sight->readable = readable;
    sight->writable = writable;
    sight->error = error;
}

static void look_away(void *arg, bool readable, bool writable, int error)
{
    struct sight *sight = arg;

    look(arg, readable, writable, error);
    loop_watch_free(sight->watch);
    sight->watch = NULL;
}

static void only_what_is_wanted_is_seen(void **state)
{
    struct sight *sight = *state;

    sight->watch = loop_watch_new(sight->loop, sight->ends[0], look, sight);
    assert_int_equal(write(sight->ends[1], "x", 1), 1);
    assert_false(loop_turn(sight->loop, false));
    assert_int_equal(sight->seen, 0);
    loop_watch_want(sight->watch, true, false);
    loop_turn(sight->loop, true);
    assert_int_equal(sight->seen, 1);
    assert_true(sight->readable && !sight->writable && sight->error == 0);
    loop_watch_want(sight->watch, false, true);
    loop_turn(sight->loop, true);
    assert_true(!sight->readable && sight->writable);
    loop_watch_want(sight->watch, true, true);
    loop_turn(sight->loop, true);
    assert_true(sight->readable && sight->writable);
    loop_watch_want(sight->watch, false, false);
    assert_false(loop_turn(sight->loop, false));
    assert_int_equal(sight->seen, 3);
}

static void the_other_end_closing_is_readable(void **state)
{
    struct sight *sight = *state;

    sight->watch = loop_watch_new(sight->loop, sight->ends[0], look, sight);
    loop_watch_want(sight->watch, true, false);
    shutdown(sight->ends[1], SHUT_WR);
    loop_turn(sight->loop, true);
    assert_true(sight->readable);
}

static void it_may_be_freed_while_it_looks(void **state)
{
    struct sight *sight = *state;

    sight->watch = loop_watch_new(sight->loop, sight->ends[0], look_away, sight);
    loop_watch_want(sight->watch, true, true);
    assert_int_equal(write(sight->ends[1], "x", 1), 1);
    loop_run(sight->loop);
    assert_int_equal(sight->seen, 1);
}

/* A port of 127.0.0.1 that nobody listens on. */
static struct sockaddr_in closed_port(void)
{
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof at;
    int fd = socket(AF_INET, SOCK_DGRAM, 0);

    assert_int_equal(bind(fd, (struct sockaddr *)&at, size), 0);
    assert_int_equal(getsockname(fd, (struct sockaddr *)&at, &size), 0);
    close(fd);
    return at;
}

/* ICMP says "refused" for each datagram; the descriptor must go on telling. */
static void refused_datagrams_are_told_each_time(void **state)
{
    struct sight *sight = *state;
    struct sockaddr_in at = closed_port();
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0);

    assert_int_equal(connect(fd, (struct sockaddr *)&at, sizeof at), 0);
    sight->watch = loop_watch_new(sight->loop, fd, look, sight);
    loop_watch_want(sight->watch, true, false);
    for (int i = 1; i <= 3; i++) {
        assert_int_equal(send(fd, "x", 1, 0), 1);
        loop_turn(sight->loop, true);
        assert_int_equal(sight->seen, i);
        assert_int_equal(sight->error, ECONNREFUSED);
        assert_true(sight->readable);
    }
    assert_true(loop_turn(sight->loop, false));
    assert_int_equal(sight->seen, 3);
    loop_watch_free(sight->watch);
    sight->watch = NULL;
    close(fd);
}

static void a_pipe_without_reader_tells_once(void **state)
{
    struct sight *sight = *state;
    int ends[2];

    assert_int_equal(pipe2(ends, O_NONBLOCK), 0);
    close(ends[0]);
    sight->watch = loop_watch_new(sight->loop, ends[1], look, sight);
    loop_watch_want(sight->watch, false, true);
    loop_run(sight->loop);
    assert_int_equal(sight->seen, 1);
    assert_int_equal(sight->error, EPIPE);
    loop_watch_free(sight->watch);
    sight->watch = NULL;
    close(ends[1]);
}

static void plain_files_cannot_be_watched(void **state)
{
    struct sight *sight = *state;
    char path[] = "/tmp/vouch-watch-XXXXXX";
    int fd = mkstemp(path);

    assert_null(loop_watch_new(sight->loop, fd, look, sight));
    assert_int_equal(errno, EPERM);
    close(fd);
    unlink(path);
    loop_watch_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(only_what_is_wanted_is_seen, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_other_end_closing_is_readable, set_up, tear_down),
        cmocka_unit_test_setup_teardown(it_may_be_freed_while_it_looks, set_up, tear_down),
        cmocka_unit_test_setup_teardown(refused_datagrams_are_told_each_time, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_pipe_without_reader_tells_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(plain_files_cannot_be_watched, set_up, tear_down),
    };

    return cmocka_run_group_tests_name("loop/watch", tests, NULL, NULL);
}
