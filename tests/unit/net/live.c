// SPDX-License-Identifier: MIT
/* Who asks, what is sent, and who is told. */
#include "net/live.h"

#include "tests/support/scene.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void sends_what_cannot_be_guessed(void **state)
{
    struct scene scene;
    struct scene_query query;
    uint16_t ports[32];
    size_t capitals = 0;
    size_t changes = 0;
    char name[64];

    (void)state;
    scene_open(&scene, 1);
    for (size_t i = 0; i < 32; i++) {
        snprintf(name, sizeof name, "n%zu.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example", i);
        scene_ask(&scene, name, RR_TXT, NULL);
        scene_hear(&scene, &scene.servers[0], &query);
        ports[i] = query.port;
        changes += i > 0 && ports[i] != ports[i - 1];
        capitals += memcmp(query.query.cased.wire, query.question.name.wire, NAME_WIRE) != 0;
        assert_true(query.query.edns);
        assert_int_equal(query.flags, MESSAGE_RD);
        scene_reply(&scene.servers[0], &query, "ok");
        scene_wait(&scene.asked[i]);
    }
    assert_int_equal(capitals, 32);
    assert_int_equal(changes, 31); /* a port each */
    scene_close(&scene);
}

static void asks_equal_questions_once(void **state)
{
    struct scene scene;
    struct scene_query query;

    (void)state;
    scene_open(&scene, 1);
    for (int i = 0; i < 5; i++) {
        scene_ask(&scene, i == 4 ? "EXAMPLE.com" : "example.com", RR_TXT, NULL);
    }
    resolver_cancel(scene.resolver, scene.asked[1].ticket);
    scene_hear(&scene, &scene.servers[0], &query);
    assert_int_equal(scene_listen(&scene, &scene.servers[0], 50), 0);
    scene_reply(&scene.servers[0], &query, "ok");
    for (int i = 0; i < 5; i++) {
        if (i != 1) {
            assert_int_equal(scene_wait(&scene.asked[i])->outcome, OUTCOME_FOUND);
        }
    }
    assert_int_equal(scene.asked[1].calls, 0);
    assert_int_equal(live_resolver_counts(scene.resolver).asked, 5);
    assert_int_equal(live_resolver_counts(scene.resolver).sent, 1);
    scene_ask(&scene, "example.com", RR_TXT, NULL); /* answered before: asked anew */
    scene_hear(&scene, &scene.servers[0], &query);
    scene_close(&scene);
}

static void says_nothing_after_cancel_or_close(void **state)
{
    struct scene scene;
    struct scene_query query;

    (void)state;
    scene_open(&scene, 1);
    scene_ask(&scene, "a.example", RR_TXT, NULL);
    scene_ask(&scene, "b.example", RR_TXT, NULL);
    scene_hear(&scene, &scene.servers[0], &query);
    resolver_cancel(scene.resolver, scene.asked[0].ticket);
    resolver_cancel(scene.resolver, scene.asked[0].ticket);
    resolver_cancel(scene.resolver, 12345);
    scene_reply(&scene.servers[0], &query, "ok");
    scene_listen(&scene, &scene.servers[0], 20);
    assert_int_equal(scene.asked[0].calls, 0);
    scene_close(&scene);
    assert_int_equal(scene.asked[1].calls, 0);
}

static void close_inside(void *arg, struct answers *answers)
{
    struct scene *scene = arg;

    answers_free(answers);
    resolver_close(scene->resolver);
    scene->resolver = NULL;
}

static void may_be_closed_from_inside_an_answer(void **state)
{
    struct scene scene;
    struct scene_query query;
    struct question question = {.type = RR_TXT};

    (void)state;
    scene_open(&scene, 1);
    assert_true(name_parse("example.com", &question.name));
    scene_ask_question(&scene, &question);
    resolver_ask(scene.resolver, &question, close_inside, &scene); /* told first */
    scene_hear(&scene, &scene.servers[0], &query);
    scene_reply(&scene.servers[0], &query, "ok");
    while (scene.resolver) {
        loop_turn(scene.loop, true);
    }
    scene_listen(&scene, &scene.servers[0], 20);
    assert_int_equal(scene.asked[0].calls, 0);
    scene_close(&scene);
}

static void asks_no_forbidden_address(void **state)
{
    static const char *const inside[] = {"127.0.0.2", "10.0.0.1", "169.254.1.1",
                                         "::1",       "fe80::1",  "192.168.1.1"};
    struct live_options options = {0};
    struct scene scene;
    struct address address;

    (void)state;
    scene_open(&scene, 1);
    resolver_close(scene.resolver);
    options.servers[options.server_count++] =
        scene.servers[0].address; /* a resolver may be anywhere */
    options.authoritative_port = scene.servers[1].address.port;
    assert_int_equal(live_resolver_new(scene.loop, &options, &scene.resolver, NULL), STATUS_OK);
    for (size_t i = 0; i < COUNT(inside); i++) {
        assert_true(address_parse(inside[i], &address));
        scene_ask(&scene, "example.com", RR_TXT, &address);
        assert_int_equal(scene_wait(&scene.asked[i])->outcome, OUTCOME_FORBIDDEN);
        assert_true(address_equal(&scene.asked[i].answers->server, &address));
    }
    assert_int_equal(live_resolver_counts(scene.resolver).sent, 0);
    assert_int_equal(scene_listen(&scene, &scene.servers[1], 20), 0);
    scene_close(&scene);
}

static void asks_within_the_allowed_ranges_only(void **state)
{
    struct scene scene;
    struct scene_query query;
    struct address outside;

    (void)state;
    scene_open(&scene, 1);
    assert_true(address_parse("192.0.2.1", &outside));
    scene_ask(&scene, "example.com", RR_TXT, &outside);
    assert_int_equal(scene_wait(&scene.asked[0])->outcome, OUTCOME_FORBIDDEN);
    scene_ask(&scene, "example.com", RR_TXT, &scene.servers[1].address);
    scene_hear(&scene, &scene.servers[1], &query);
    assert_int_equal(query.flags, 0); /* RD=0 */
    scene_reply(&scene.servers[1], &query, "ok");
    assert_int_equal(scene_wait(&scene.asked[1])->outcome, OUTCOME_FOUND);
    assert_true(scene.asked[1].answers->aa);
    assert_true(address_equal(&scene.asked[1].answers->server, &scene.servers[1].address));
    scene_close(&scene);
}

static void answers_without_any_resolver(void **state)
{
    struct scene scene;
    struct live_options none = {0};
    struct address address;

    (void)state;
    scene_open(&scene, 1);
    resolver_close(scene.resolver);
    none.server_count = LIVE_SERVERS; /* six, and not one of them is there */
    for (size_t i = 0; i < LIVE_SERVERS; i++) {
        assert_true(address_parse_port("127.0.0.1:1", &none.servers[i]));
    }
    assert_int_equal(live_resolver_new(scene.loop, &none, &scene.resolver, NULL), STATUS_OK);
    assert_true(live_resolver_server(scene.resolver, &address));
    scene_ask(&scene, "example.com", RR_TXT, NULL);
    assert_int_equal(scene_wait(&scene.asked[0])->outcome, OUTCOME_TIMEOUT);
    assert_false(scene.asked[0].answers->reachable);
    scene_close(&scene);
}

static void remembers_only_what_may_be_kept(void **state)
{
    struct scene scene;
    struct scene_query query;
    struct question question = {.type = RR_NS, .kept = true};
    static struct reply reply;

    (void)state;
    scene_open(&scene, 1);
    assert_true(name_parse("example.com", &question.name));
    scene_ask_question(&scene, &question);
    scene_hear(&scene, &scene.servers[0], &query);
    reply_start(&reply, &query.query, MESSAGE_RA);
    reply_name(&reply, SECTION_ANSWER, NULL, RR_NS, 300, "ns.example.com");
    stranger_say(&scene.servers[0], reply.bytes, reply.n);
    scene_wait(&scene.asked[0]);
    scene_ask_question(&scene, &question);
    assert_int_equal(scene_wait(&scene.asked[1])->count, 1);
    assert_int_equal(scene_listen(&scene, &scene.servers[0], 20), 0);
    question.kept = false;
    scene_ask_question(&scene, &question);
    scene_hear(&scene, &scene.servers[0], &query); /* looks again */
    scene_close(&scene);
}

static void change_to(struct scene *scene, const struct stranger *server)
{
    struct live_options options = {.server_count = 1, .servers = {server->address}};

    assert_true(address_range_parse("127.0.0.0/8", &options.allow[options.allow_count++]));
    live_resolver_change(scene->resolver, &options);
}

static void takes_other_servers_while_it_runs(void **state)
{
    struct scene scene;
    struct scene_query before, after;
    struct address server;

    (void)state;
    scene_open(&scene, 1);
    scene_ask(&scene, "before.example", RR_TXT, NULL);
    scene_hear(&scene, &scene.servers[0], &before);
    change_to(&scene, &scene.servers[1]);
    scene_ask(&scene, "after.example", RR_TXT, NULL);
    scene_hear(&scene, &scene.servers[1], &after);
    scene_reply(&scene.servers[1], &after, "new");
    scene_reply(&scene.servers[0], &before, "old");
    assert_int_equal(scene_wait(&scene.asked[0])->outcome, OUTCOME_FOUND);
    assert_int_equal(scene_wait(&scene.asked[1])->outcome, OUTCOME_FOUND);
    assert_true(live_resolver_server(scene.resolver, &server));
    assert_true(address_equal(&server, &scene.servers[1].address));
    scene_close(&scene);
}

/* What the old one never answers, and what it refuses, is asked of the new one. */
static void asks_the_new_server_what_the_old_one_owes(void **state)
{
    struct scene scene;
    struct scene_query silent, refused, again;

    (void)state;
    scene_open(&scene, 2);
    scene_ask(&scene, "refused.example", RR_TXT, NULL);
    scene_hear(&scene, &scene.servers[0], &refused);
    change_to(&scene, &scene.servers[1]);
    scene_refuse(&scene.servers[0], &refused, 5);
    scene_hear(&scene, &scene.servers[1], &again);
    scene_reply(&scene.servers[1], &again, "ok");
    assert_int_equal(scene_wait(&scene.asked[0])->outcome, OUTCOME_FOUND);
    scene_ask(&scene, "silent.example", RR_TXT, NULL);
    scene_hear(&scene, &scene.servers[1], &silent);
    change_to(&scene, &scene.servers[0]);
    assert_int_equal(scene_listen(&scene, &scene.servers[0], 1500), 0);
    scene_hear(&scene, &scene.servers[0], &again);
    scene_reply(&scene.servers[0], &again, "ok");
    assert_int_equal(scene_wait(&scene.asked[1])->outcome, OUTCOME_FOUND);
    scene_close(&scene);
}

static void forgets_what_other_servers_said(void **state)
{
    struct question question = {.type = RR_NS, .kept = true};
    struct scene scene;
    struct scene_query query;
    static struct reply reply;

    (void)state;
    scene_open(&scene, 1);
    assert_true(name_parse("example.com", &question.name));
    for (int i = 0; i < 2; i++) {
        struct scene_asked *asked = scene_ask_question(&scene, &question);

        scene_hear(&scene, &scene.servers[i], &query);
        reply_start(&reply, &query.query, 0);
        reply_name(&reply, SECTION_ANSWER, NULL, RR_NS, 300, "ns.example.net");
        stranger_say(&scene.servers[i], reply.bytes, reply.n);
        assert_int_equal(scene_wait(asked)->outcome, OUTCOME_FOUND);
        asked = scene_ask_question(&scene, &question); /* known without asking */
        assert_int_equal(scene_wait(asked)->outcome, OUTCOME_FOUND);
        assert_int_equal(live_resolver_counts(scene.resolver).sent, i + 1);
        change_to(&scene, &scene.servers[1]);
    }
    scene_close(&scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sends_what_cannot_be_guessed),
        cmocka_unit_test(asks_equal_questions_once),
        cmocka_unit_test(says_nothing_after_cancel_or_close),
        cmocka_unit_test(may_be_closed_from_inside_an_answer),
        cmocka_unit_test(asks_no_forbidden_address),
        cmocka_unit_test(asks_within_the_allowed_ranges_only),
        cmocka_unit_test(answers_without_any_resolver),
        cmocka_unit_test(remembers_only_what_may_be_kept),
        cmocka_unit_test(takes_other_servers_while_it_runs),
        cmocka_unit_test(asks_the_new_server_what_the_old_one_owes),
        cmocka_unit_test(forgets_what_other_servers_said),
    };

    return cmocka_run_group_tests_name("net/live", tests, NULL, NULL);
}
