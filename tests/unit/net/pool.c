// SPDX-License-Identifier: MIT
/* How often, how many at once, and for how long one server is asked. */
#include "net/pool.h"

#include "base/clock.h"
#include "net/socket.h"
#include "net/tcp.h"
#include "tests/support/scene.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static void ask_many(struct scene *scene, size_t count, const struct address *server)
{
    char name[32];

    for (size_t i = 0; i < count; i++) {
        snprintf(name, sizeof name, "n%zu.example", i);
        scene_ask(scene, name, RR_TXT, server);
    }
}

static void knows_a_closed_port_at_once(void **state)
{
    struct scene scene;

    (void)state;
    scene_open(&scene, 1);
    stranger_close(&scene.servers[0]);
    ask_many(&scene, 40, NULL); /* more than there are channels */
    for (size_t i = 0; i < scene.count; i++) {
        assert_int_equal(scene_wait(&scene.asked[i])->outcome, OUTCOME_TIMEOUT);
        assert_false(scene.asked[i].answers->reachable);
        assert_true(scene.asked[i].took_ms < 100); /* 5 on a quiet machine */
    }
    scene_close(&scene);
}

static void gives_a_silent_server_up(void **state)
{
    struct scene scene;

    (void)state;
    scene_open(&scene, 1);
    scene_ask(&scene, "example.com", RR_TXT, NULL);
    assert_int_equal(scene_wait(&scene.asked[0])->outcome, OUTCOME_TIMEOUT);
    assert_in_range(scene.asked[0].took_ms, 2400, 2900); /* 2,500 on a quiet machine */
    assert_false(scene.asked[0].answers->reachable);
    assert_int_equal(scene_listen(&scene, &scene.servers[0], 0), 3);
    assert_int_equal(live_resolver_counts(scene.resolver).resent, 2);
    scene_close(&scene);
}

static void waits_for_a_slow_answer_of_a_fast_server(void **state)
{
    struct scene scene;
    struct scene_query query;

    (void)state;
    scene_open(&scene, 1);
    scene_ask(&scene, "fast.example", RR_TXT, NULL);
    scene_hear(&scene, &scene.servers[0], &query);
    scene_reply(&scene.servers[0], &query, "ok");
    scene_wait(&scene.asked[0]); /* the first timer is 100 ms from here */
    scene_ask(&scene, "slow.example", RR_TXT, NULL);
    scene_hear(&scene, &scene.servers[0], &query);
    assert_true(scene_listen(&scene, &scene.servers[0], 1800) >= 3);
    scene_reply(&scene.servers[0], &query, "ok"); /* to the first packet */
    assert_int_equal(scene_wait(&scene.asked[1])->outcome, OUTCOME_FOUND);
    scene_close(&scene);
}

static void asks_four_things_of_a_server_at_once(void **state)
{
    struct scene scene;
    struct scene_query query;

    (void)state;
    scene_open(&scene, 1);
    ask_many(&scene, 10, &scene.servers[1].address);
    assert_int_equal(scene_listen(&scene, &scene.servers[1], 80), 4);
    for (int i = 0; i < 4; i++) { /* sent again */
        scene_hear(&scene, &scene.servers[1], &query);
        scene_reply(&scene.servers[1], &query, "ok");
    }
    for (int i = 0; i < 6; i++) {
        scene_hear(&scene, &scene.servers[1], &query);
        scene_reply(&scene.servers[1], &query, "ok");
    }
    for (size_t i = 0; i < scene.count; i++) {
        assert_int_equal(scene_wait(&scene.asked[i])->outcome, OUTCOME_FOUND);
    }
    scene_close(&scene);
}

static void starts_with_a_small_window(void **state)
{
    struct scene scene;

    (void)state;
    scene_open(&scene, 1);
    ask_many(&scene, 60, NULL);
    assert_int_equal(scene_listen(&scene, &scene.servers[0], 50), 32);
    scene_close(&scene);
}

static void ignores_late_and_foreign_replies(void **state)
{
    struct scene scene;
    struct scene_query query;

    (void)state;
    scene_open(&scene, 1);
    scene_ask(&scene, "example.com", RR_TXT, NULL);
    scene_hear(&scene, &scene.servers[0], &query);
    scene_reply(&scene.servers[0], &query, "ok");
    scene_reply(&scene.servers[0], &query, "late");
    scene_wait(&scene.asked[0]);
    for (int i = 0; i < 100; i++) {
        scene_reply(&scene.servers[0], &query, "late");
    }
    scene_listen(&scene, &scene.servers[0], 20);
    assert_int_equal(scene.asked[0].calls, 1);
    assert_memory_equal(scene.asked[0].answers->records[0].bytes, "\2ok", 3);
    scene_close(&scene);
}

/* Says in a datagram that there is more; over TCP it takes the connection and is silent. */
static int64_t asks_the_mute(struct scene *scene, const char *name)
{
    struct scene_asked *asked = scene_ask(scene, name, RR_TXT, NULL);
    struct scene_query query;
    struct reply reply;

    scene_hear(scene, &scene->servers[0], &query);
    reply_start(&reply, &query.query, MESSAGE_TC);
    stranger_say(&scene->servers[0], reply.bytes, reply.n);
    assert_int_equal(scene_wait(asked)->outcome, OUTCOME_TRUNCATED);
    return asked->took_ms;
}

static void waits_less_for_tcp_once_it_was_mute(void **state)
{
    struct scene scene;
    struct sockaddr_storage at;
    socklen_t length;
    int mute = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    (void)state;
    scene_open(&scene, 1);
    length = socket_address(&scene.servers[0].address, &at);
    assert_true(asks_the_mute(&scene, "refused.example") < TCP_HURRY_MS); /* not mute */
    assert_int_equal(bind(mute, (struct sockaddr *)&at, length), 0);
    assert_int_equal(listen(mute, 8), 0);
    assert_true(asks_the_mute(&scene, "first.example") >= TCP_MS - 10);
    assert_in_range(asks_the_mute(&scene, "second.example"), TCP_HURRY_MS - 10, TCP_MS - 10);
    close(mute);
    scene_close(&scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_a_closed_port_at_once),
        cmocka_unit_test(gives_a_silent_server_up),
        cmocka_unit_test(waits_for_a_slow_answer_of_a_fast_server),
        cmocka_unit_test(asks_four_things_of_a_server_at_once),
        cmocka_unit_test(starts_with_a_small_window),
        cmocka_unit_test(ignores_late_and_foreign_replies),
        cmocka_unit_test(waits_less_for_tcp_once_it_was_mute),
    };

    return cmocka_run_group_tests_name("net/pool", tests, NULL, NULL);
}
