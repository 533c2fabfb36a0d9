// SPDX-License-Identifier: MIT
/* One question's way: other resolvers, once more, without validation, along aliases. */
#include "net/live.h"

#include "tests/support/scene.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { SERVFAIL = 2, REFUSED = 5 };

static void hear_and_refuse(struct scene *scene, struct stranger *server, unsigned rcode)
{
    struct scene_query query;

    scene_hear(scene, server, &query);
    scene_refuse(server, &query, rcode);
}

static void hear_and_reply(struct scene *scene, struct stranger *server)
{
    struct scene_query query;

    scene_hear(scene, server, &query);
    scene_reply(server, &query, "ok");
}

static void goes_on_to_the_next_resolver(void **state)
{
    struct scene scene;
    struct address address;

    (void)state;
    scene_open(&scene, 2);
    scene_ask(&scene, "a.example", RR_TXT, NULL);
    hear_and_refuse(&scene, &scene.servers[0], REFUSED);
    hear_and_reply(&scene, &scene.servers[1]);
    assert_int_equal(scene_wait(&scene.asked[0])->outcome, OUTCOME_FOUND);
    assert_true(address_equal(&scene.asked[0].answers->server, &scene.servers[1].address));
    assert_true(live_resolver_server(scene.resolver, &address)); /* the first one is ill now */
    assert_true(address_equal(&address, &scene.servers[1].address));
    scene_ask(&scene, "b.example", RR_TXT, NULL);
    hear_and_refuse(&scene, &scene.servers[1], REFUSED);
    hear_and_reply(&scene, &scene.servers[0]); /* better an ill one than none */
    assert_int_equal(scene_wait(&scene.asked[1])->outcome, OUTCOME_FOUND);
    scene_ask(&scene, "c.example", RR_TXT, NULL); /* and it has got well */
    hear_and_reply(&scene, &scene.servers[0]);
    scene_wait(&scene.asked[2]);
    scene_close(&scene);
}

static void remembers_a_silent_resolver(void **state)
{
    struct scene scene;

    (void)state;
    scene_open(&scene, 2);
    stranger_close(&scene.servers[0]); /* a closed port */
    scene_ask(&scene, "a.example", RR_TXT, NULL);
    hear_and_reply(&scene, &scene.servers[1]);
    scene_wait(&scene.asked[0]);
    scene_ask(&scene, "b.example", RR_TXT, NULL);
    hear_and_reply(&scene, &scene.servers[1]);
    scene_wait(&scene.asked[1]);
    assert_int_equal(live_resolver_counts(scene.resolver).sent, 3);
    scene_close(&scene);
}

static void blames_no_resolver_for_a_broken_domain(void **state)
{
    struct scene scene;
    struct address address;

    (void)state;
    scene_open(&scene, 2);
    scene_ask(&scene, "a.example", RR_TXT, NULL);
    hear_and_refuse(&scene, &scene.servers[0], SERVFAIL);
    hear_and_refuse(&scene, &scene.servers[0], SERVFAIL); /* once more */
    hear_and_refuse(&scene, &scene.servers[0], SERVFAIL); /* CD=1 */
    hear_and_refuse(&scene, &scene.servers[1], SERVFAIL);
    assert_int_equal(scene_wait(&scene.asked[0])->outcome, OUTCOME_SERVFAIL);
    assert_true(live_resolver_server(scene.resolver, &address));
    assert_true(address_equal(&address, &scene.servers[0].address));
    scene_close(&scene);
}

static void tells_the_most_telling_trouble(void **state)
{
    struct scene scene;

    (void)state;
    scene_open(&scene, 2);
    stranger_close(&scene.servers[1]);
    scene_ask(&scene, "a.example", RR_TXT, NULL);
    hear_and_refuse(&scene, &scene.servers[0], REFUSED);
    assert_int_equal(scene_wait(&scene.asked[0])->outcome,
                     OUTCOME_REFUSED); /* not the silence of the other */
    scene_close(&scene);
}

static void tells_validation_from_other_troubles(void **state)
{
    struct scene scene;
    struct scene_query query;

    (void)state;
    scene_open(&scene, 1);
    scene_ask(&scene, "a.example", RR_TXT, NULL);
    hear_and_refuse(&scene, &scene.servers[0], SERVFAIL);
    hear_and_refuse(&scene, &scene.servers[0], SERVFAIL);
    scene_hear(&scene, &scene.servers[0], &query);
    assert_int_equal(query.flags, MESSAGE_RD | MESSAGE_CD);
    scene_reply(&scene.servers[0], &query, "ok");
    assert_int_equal(scene_wait(&scene.asked[0])->outcome, OUTCOME_BOGUS);
    assert_int_equal(scene.asked[0].answers->rcode, SERVFAIL);
    scene_close(&scene);
}

static void asks_unchecked_only_once_when_told_to(void **state)
{
    struct scene scene;
    struct question question = {.type = RR_TXT, .cd = true};
    struct scene_query query;

    (void)state;
    scene_open(&scene, 1);
    assert_true(name_parse("a.example", &question.name));
    scene_ask_question(&scene, &question);
    scene_hear(&scene, &scene.servers[0], &query);
    assert_int_equal(query.flags, MESSAGE_RD | MESSAGE_CD);
    scene_refuse(&scene.servers[0], &query, SERVFAIL);
    hear_and_refuse(&scene, &scene.servers[0], SERVFAIL);
    assert_int_equal(scene_wait(&scene.asked[0])->outcome, OUTCOME_SERVFAIL);
    assert_int_equal(live_resolver_counts(scene.resolver).sent, 2);
    scene_close(&scene);
}

static void asks_a_servers_alias_of_the_resolver(void **state)
{
    struct scene scene;
    struct scene_query query;
    struct name target;
    static struct reply reply;

    (void)state;
    scene_open(&scene, 1);
    assert_true(name_parse("key.esp.example", &target));
    scene_ask(&scene, "s1._domainkey.example.com", RR_TXT, &scene.servers[1].address);
    scene_hear(&scene, &scene.servers[1], &query);
    reply_start(&reply, &query.query, MESSAGE_AA);
    reply_name(&reply, SECTION_ANSWER, NULL, RR_CNAME, 30, "key.esp.example");
    stranger_say(&scene.servers[1], reply.bytes, reply.n);
    scene_hear(&scene, &scene.servers[0], &query);
    assert_true(name_equal(&query.question.name, &target));
    assert_int_equal(query.flags, MESSAGE_RD);
    scene_reply(&scene.servers[0], &query, "v=DKIM1");
    assert_int_equal(scene_wait(&scene.asked[0])->outcome, OUTCOME_FOUND);
    assert_int_equal(scene.asked[0].answers->alias_count, 1);
    assert_true(name_equal(&scene.asked[0].answers->aliases[0], &target));
    assert_int_equal(scene.asked[0].answers->ttl, 30);
    scene_close(&scene);
}

/* What a public resolver remembers is asked of nobody else, its aliases neither. */
static void asks_a_public_resolver_for_its_own_memory(void **state)
{
    struct scene scene;
    struct question question = {.type = RR_TXT, .recursive = true};
    struct scene_query query;
    static struct reply reply;

    (void)state;
    scene_open(&scene, 1);
    assert_true(name_parse("s1._domainkey.example.com", &question.name));
    question.server = scene.servers[1].address;
    scene_ask_question(&scene, &question);
    scene_hear(&scene, &scene.servers[1], &query);
    assert_int_equal(query.flags, MESSAGE_RD);
    reply_start(&reply, &query.query, MESSAGE_RA);
    reply_name(&reply, SECTION_ANSWER, NULL, RR_CNAME, 30, "key.esp.example");
    stranger_say(&scene.servers[1], reply.bytes, reply.n);
    scene_hear(&scene, &scene.servers[1], &query);
    assert_int_equal(query.flags, MESSAGE_RD);
    scene_reply(&scene.servers[1], &query, "v=DKIM1");
    assert_int_equal(scene_wait(&scene.asked[0])->outcome, OUTCOME_FOUND);
    assert_true(address_equal(&scene.asked[0].answers->server, &question.server));
    question.cd = true;
    scene_ask_question(&scene, &question);
    hear_and_refuse(&scene, &scene.servers[1], SERVFAIL);
    hear_and_refuse(&scene, &scene.servers[1], SERVFAIL); /* once more, and that is all */
    assert_int_equal(scene_wait(&scene.asked[1])->outcome, OUTCOME_SERVFAIL);
    assert_int_equal(scene_listen(&scene, &scene.servers[0], 20), 0);
    scene_close(&scene);
}

static void a_public_resolver_must_be_allowed_too(void **state)
{
    struct scene scene;
    struct question question = {.type = RR_TXT, .recursive = true};

    (void)state;
    scene_open(&scene, 1);
    assert_true(name_parse("a.example", &question.name));
    assert_true(address_parse("192.0.2.53", &question.server));
    scene_ask_question(&scene, &question);
    assert_int_equal(scene_wait(&scene.asked[0])->outcome, OUTCOME_FORBIDDEN);
    assert_int_equal(live_resolver_counts(scene.resolver).sent, 0);
    scene_close(&scene);
}

static void keeps_the_way_in_a_failure(void **state)
{
    struct scene scene;
    struct scene_query query;
    static struct reply reply;

    (void)state;
    scene_open(&scene, 1);
    scene_ask(&scene, "a.example", RR_TXT, NULL);
    scene_hear(&scene, &scene.servers[0], &query);
    reply_start(&reply, &query.query, MESSAGE_RA);
    reply_name(&reply, SECTION_ANSWER, NULL, RR_CNAME, 30, "b.example");
    stranger_say(&scene.servers[0], reply.bytes, reply.n);
    hear_and_refuse(&scene, &scene.servers[0], REFUSED);
    assert_int_equal(scene_wait(&scene.asked[0])->outcome, OUTCOME_REFUSED);
    assert_int_equal(scene.asked[0].answers->alias_count, 1);
    scene_close(&scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(goes_on_to_the_next_resolver),
        cmocka_unit_test(remembers_a_silent_resolver),
        cmocka_unit_test(blames_no_resolver_for_a_broken_domain),
        cmocka_unit_test(tells_the_most_telling_trouble),
        cmocka_unit_test(tells_validation_from_other_troubles),
        cmocka_unit_test(asks_unchecked_only_once_when_told_to),
        cmocka_unit_test(asks_a_servers_alias_of_the_resolver),
        cmocka_unit_test(asks_a_public_resolver_for_its_own_memory),
        cmocka_unit_test(a_public_resolver_must_be_allowed_too),
        cmocka_unit_test(keeps_the_way_in_a_failure),
    };

    return cmocka_run_group_tests_name("net/journey", tests, NULL, NULL);
}
