// SPDX-License-Identifier: MIT
/* A server that sends damaged replies before the right one, a hundred thousand in all: every
 * question is answered, and never with what was not there. */
#include "base/clock.h"
#include "tests/support/mutate.h"
#include "tests/support/scene.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { REPLIES = 100000, AT_ONCE = 32, DAMAGED = 16, MOST_MS = 120000 };

struct bench {
    struct scene scene;
    struct reply reply;
    uint32_t seed;
    size_t asked, open, sent;
    size_t outcomes[OUTCOME_COUNT];
};

static void answered(void *arg, struct answers *answers)
{
    struct bench *bench = arg;

    bench->open--;
    bench->outcomes[answers->outcome]++;
    answers_free(answers);
}

static void ask(struct bench *bench)
{
    struct question question = {.type = RR_TXT};
    char name[64];

    snprintf(name, sizeof name, "s1._domainkey.d%zu.example.com", bench->asked++);
    assert_true(name_parse(name, &question.name));
    bench->open++;
    resolver_ask(bench->scene.resolver, &question, answered, bench);
}

static void fill(struct bench *bench, const struct packet_query *query)
{
    reply_start(&bench->reply, query, MESSAGE_RD | MESSAGE_RA);
    reply_name(&bench->reply, SECTION_ANSWER, NULL, RR_CNAME, 30, "key.esp.example");
    reply_txt(&bench->reply, "key.esp.example", 77, "v=DKIM1; p=");
    reply_soa(&bench->reply, "esp.example", 900, 600);
    reply_opt(&bench->reply, 0, "\0\17\0\4\0\6no", 8);
}

/* Some damaged ones, then the right one. */
static void serve(struct bench *bench, struct stranger *server, const struct packet_query *query)
{
    for (int i = 0; i < DAMAGED; i++) {
        fill(bench, query);
        bench->reply.n = mutate(&bench->seed, bench->reply.bytes, bench->reply.n);
        stranger_say(server, bench->reply.bytes, bench->reply.n);
        bench->sent++;
    }
    fill(bench, query);
    stranger_say(server, bench->reply.bytes, bench->reply.n);
}

static void serve_waiting(struct bench *bench)
{
    struct scene_query query;
    uint8_t bytes[PACKET_QUERY];
    size_t n;

    while ((n = stranger_hear(&bench->scene.servers[0], bytes, sizeof bytes)) > 0) {
        scene_query_read(&query, bytes, n);
        serve(bench, &bench->scene.servers[0], &query.query);
    }
}

static void survives_damaged_replies(void **state)
{
    struct bench *bench = calloc(1, sizeof *bench);
    int64_t until = clock_monotonic() + MOST_MS;

    (void)state;
    assert_non_null(bench);
    bench->seed = 20260102;
    scene_open(&bench->scene, 1);
    while (bench->sent < REPLIES || bench->open > 0) {
        assert_true(clock_monotonic() < until);
        while (bench->sent < REPLIES && bench->open < AT_ONCE) {
            ask(bench);
        }
        loop_turn(bench->scene.loop, false);
        serve_waiting(bench);
    }
    assert_true(bench->outcomes[OUTCOME_FOUND] > bench->asked / 4);
    assert_int_equal(bench->outcomes[OUTCOME_NONE] + bench->outcomes[OUTCOME_FORBIDDEN], 0);
    scene_close(&bench->scene);
    free(bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(survives_damaged_replies),
    };

    return cmocka_run_group_tests_name("net/mutations", tests, NULL, NULL);
}
