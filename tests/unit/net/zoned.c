// SPDX-License-Identifier: MIT
#include "net/zoned.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const char text[] = "example.com. SOA ns. root. 1 2 3 4 5\n"
                           "example.com. TXT \"v=spf1 -all\"\n";

struct bench {
    struct loop *loop;
    struct zone *zone;
    struct resolver *resolver;
    struct question question;
    int calls;
    enum outcome outcome;
};

static void bench_open(struct bench *bench)
{
    memset(bench, 0, sizeof *bench);
    assert_int_equal(loop_new(&bench->loop, NULL), STATUS_OK);
    assert_int_equal(zone_parse(text, &bench->zone, NULL), STATUS_OK);
    bench->resolver = zoned_resolver_new(bench->loop, bench->zone);
    bench->question.type = RR_TXT;
    assert_true(name_parse("example.com", &bench->question.name));
}

static void bench_close(struct bench *bench)
{
    resolver_close(bench->resolver);
    loop_free(bench->loop);
    zone_free(bench->zone);
}

static void answered(void *arg, struct answers *answers)
{
    struct bench *bench = arg;

    bench->calls++;
    bench->outcome = answers->outcome;
    answers_free(answers);
}

static void answers_in_the_next_turn(void **state)
{
    struct bench bench;

    (void)state;
    bench_open(&bench);
    resolver_ask(bench.resolver, &bench.question, answered, &bench);
    assert_int_equal(bench.calls, 0);
    loop_turn(bench.loop, false);
    assert_int_equal(bench.calls, 1);
    assert_int_equal(bench.outcome, OUTCOME_FOUND);
    bench_close(&bench);
}

static void says_nothing_after_cancel_or_close(void **state)
{
    struct bench bench;
    uint64_t ticket;

    (void)state;
    bench_open(&bench);
    ticket = resolver_ask(bench.resolver, &bench.question, answered, &bench);
    resolver_ask(bench.resolver, &bench.question, answered, &bench);
    resolver_cancel(bench.resolver, ticket);
    resolver_cancel(bench.resolver, ticket + 100);
    loop_turn(bench.loop, false);
    assert_int_equal(bench.calls, 1);
    resolver_ask(bench.resolver, &bench.question, answered, &bench);
    bench_close(&bench);
    assert_int_equal(bench.calls, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_in_the_next_turn),
        cmocka_unit_test(says_nothing_after_cancel_or_close),
    };

    return cmocka_run_group_tests_name("net/zoned", tests, NULL, NULL);
}
