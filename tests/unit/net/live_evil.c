// SPDX-License-Identifier: MIT
#include "base/clock.h"
#include "base/memory.h"
#include "net/live.h"
#include "tests/support/dns_server.h"
#include "tests/support/rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { ROWS_MOST = 128 };

/* One row of the file, asked. */
struct ask {
    struct bench *bench;
    char what[64], want[64], have[160];
    int64_t most_ms, took_ms;
};

struct bench {
    struct dns_server server;
    struct loop *loop;
    struct resolver *resolver;
    struct ask asks[ROWS_MOST];
    size_t count, open;
    int64_t began_ms;
};

static struct address server_address(const struct bench *bench)
{
    struct address address;

    assert_true(address_parse("127.0.0.1", &address));
    address.port = bench->server.port;
    return address;
}

static int bench_open(void **state)
{
    static const char *const argv[] = {"tests/support/evil_dns.py", NULL};
    struct bench *bench = mem_new(sizeof *bench);
    struct live_options options = {.server_count = 1, .per_server = 4};

    dns_server_start(&bench->server, argv);
    options.servers[0] = server_address(bench);
    options.authoritative_port = bench->server.port;
    assert_int_equal(live_allow_parse("127.0.0.0/8", &options, NULL), STATUS_OK);
    assert_int_equal(loop_new(&bench->loop, NULL), STATUS_OK);
    assert_int_equal(live_resolver_new(bench->loop, &options, &bench->resolver, NULL), STATUS_OK);
    *state = bench;
    return 0;
}

static int bench_close(void **state)
{
    struct bench *bench = *state;

    resolver_close(bench->resolver);
    loop_free(bench->loop);
    dns_server_stop(&bench->server);
    free(bench);
    return 0;
}

static void describe(const struct answers *answers, char *out, size_t size)
{
    int n = snprintf(out, size, "%s %zu", outcome_name(answers->outcome), answers->count);

    if (answers->rcode != 0) {
        n += snprintf(out + n, size - (size_t)n, " rcode=%d", answers->rcode);
    }
    if (answers->ede >= 0) {
        n += snprintf(out + n, size - (size_t)n, " ede=%d", answers->ede);
    }
    if (answers->has_soa) {
        n += snprintf(out + n, size - (size_t)n, " soa");
    }
    if (answers->alias_count > 0) {
        n += snprintf(out + n, size - (size_t)n, " alias=%zu", answers->alias_count);
    }
    snprintf(out + n, size - (size_t)n, "%s%s%s", answers->tcp ? " tcp" : "",
             answers->tc ? " tc" : "", answers->reachable ? "" : " unreachable");
}

static void answered(void *arg, struct answers *answers)
{
    struct ask *ask = arg;

    ask->took_ms = clock_monotonic() - ask->bench->began_ms;
    describe(answers, ask->have, sizeof ask->have);
    answers_free(answers);
    if (--ask->bench->open == 0) {
        loop_stop(ask->bench->loop);
    }
}

static void ask_row(const struct row *row, void *arg)
{
    struct bench *bench = arg;
    struct ask *ask = &bench->asks[bench->count++];
    struct question question = {.type = RR_TXT};
    bool direct = row->cells[1][0] == 'd';
    char name[64];

    assert_true(bench->count < ROWS_MOST);
    ask->bench = bench;
    snprintf(ask->what, sizeof ask->what, "%s %s", row->cells[0], row->cells[1]);
    snprintf(ask->want, sizeof ask->want, "%s", row->cells[2]);
    ask->most_ms = atol(row->cells[3]);
    snprintf(name, sizeof name, "%s.%sevil.test", row->cells[0], direct ? "d." : "");
    assert_true(name_parse(name, &question.name));
    if (direct) {
        question.server = server_address(bench);
        question.server.port = 0;
    }
    bench->open++;
    resolver_ask(bench->resolver, &question, answered, ask);
}

static void run(struct bench *bench)
{
    bench->began_ms = clock_monotonic();
    rows_each("tests/data/net/evil.tsv", ask_row, bench);
    loop_run(bench->loop);
}

static void understands_every_misbehaviour(void **state)
{
    struct bench *bench = *state;
    size_t wrong = 0;

    run(bench);
    for (size_t i = 0; i < bench->count; i++) {
        const struct ask *ask = &bench->asks[i];

        if (strcmp(ask->have, ask->want) != 0 || ask->took_ms > ask->most_ms) {
            print_message("%s: have \"%s\" in %lld ms, want \"%s\" in %lld ms\n", ask->what,
                          ask->have, (long long)ask->took_ms, ask->want, (long long)ask->most_ms);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(understands_every_misbehaviour, bench_open, bench_close),
    };

    return cmocka_run_group_tests_name("net/live_evil", tests, NULL, NULL);
}
