// SPDX-License-Identifier: MIT
#include "tests/support/quiz.h"

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

enum { ROWS_MOST = 128, FACTS = 160 };

/* One row, asked. */
struct ask {
    struct quiz *quiz;
    char what[128], want[FACTS], have[FACTS];
    int64_t most_ms, took_ms;
};

struct quiz {
    struct dns_server server;
    struct loop *loop;
    struct resolver *resolver;
    struct ask asks[ROWS_MOST];
    size_t count, open;
    int64_t began_ms;
};

static struct address server_address(const struct quiz *quiz)
{
    struct address address;

    assert_true(address_parse("127.0.0.1", &address));
    address.port = quiz->server.port;
    return address;
}

static void quiz_open(struct quiz *quiz)
{
    struct live_options options = {.server_count = 1};

    options.servers[0] = server_address(quiz);
    options.authoritative_port = quiz->server.port;
    assert_int_equal(live_allow_parse("127.0.0.0/8", &options, NULL), STATUS_OK);
    assert_int_equal(loop_new(&quiz->loop, NULL), STATUS_OK);
    assert_int_equal(live_resolver_new(quiz->loop, &options, &quiz->resolver, NULL), STATUS_OK);
}

static void describe(const struct answers *answers, char out[FACTS])
{
    int n = snprintf(out, FACTS, "%s %zu", outcome_name(answers->outcome), answers->count);

    if (answers->rcode != 0) {
        n += snprintf(out + n, FACTS - (size_t)n, " rcode=%d", answers->rcode);
    }
    if (answers->ede >= 0) {
        n += snprintf(out + n, FACTS - (size_t)n, " ede=%d", answers->ede);
    }
    if (answers->has_soa) {
        n += snprintf(out + n, FACTS - (size_t)n, " soa");
    }
    if (answers->alias_count > 0) {
        n += snprintf(out + n, FACTS - (size_t)n, " alias=%zu", answers->alias_count);
    }
    snprintf(out + n, FACTS - (size_t)n, "%s%s%s", answers->tcp ? " tcp" : "",
             answers->tc ? " tc" : "", answers->reachable ? "" : " unreachable");
}

static void answered(void *arg, struct answers *answers)
{
    struct ask *ask = arg;

    ask->took_ms = clock_monotonic() - ask->quiz->began_ms;
    describe(answers, ask->have);
    answers_free(answers);
    if (--ask->quiz->open == 0) {
        loop_stop(ask->quiz->loop);
    }
}

static void ask_row(const struct row *row, void *arg)
{
    struct quiz *quiz = arg;
    struct ask *ask = &quiz->asks[quiz->count++];
    struct question question = {0};

    assert_true(quiz->count <= ROWS_MOST && row->count == 5);
    ask->quiz = quiz;
    snprintf(ask->what, sizeof ask->what, "%s %s %s", row->cells[0], row->cells[1], row->cells[2]);
    snprintf(ask->want, sizeof ask->want, "%s", row->cells[3]);
    ask->most_ms = atol(row->cells[4]);
    assert_true(name_parse(row->cells[0], &question.name));
    assert_true(rr_type_parse(row->cells[1], &question.type));
    if (row->cells[2][0] == 'd') {
        question.server = server_address(quiz);
        question.server.port = 0;
    }
    quiz->open++;
    resolver_ask(quiz->resolver, &question, answered, ask);
}

static size_t quiz_judge(const struct quiz *quiz)
{
    size_t wrong = 0;

    for (size_t i = 0; i < quiz->count; i++) {
        const struct ask *ask = &quiz->asks[i];

        if (strcmp(ask->have, ask->want) != 0 || ask->took_ms > ask->most_ms) {
            print_message("%s: have \"%s\" in %lld ms, want \"%s\" in %lld ms\n", ask->what,
                          ask->have, (long long)ask->took_ms, ask->want, (long long)ask->most_ms);
            wrong++;
        }
    }
    return wrong;
}

void quiz_run(const char *const argv[], const char *path)
{
    struct quiz *quiz = mem_new(sizeof *quiz);
    size_t wrong = 0;

    dns_server_start(&quiz->server, argv);
    if (quiz->server.port == 0) {
        dns_server_stop(&quiz->server);
        free(quiz);
        skip();
    }
    quiz_open(quiz);
    quiz->began_ms = clock_monotonic();
    rows_each(path, ask_row, quiz);
    loop_run(quiz->loop);
    wrong = quiz_judge(quiz);
    resolver_close(quiz->resolver);
    loop_free(quiz->loop);
    dns_server_stop(&quiz->server);
    free(quiz);
    assert_int_equal(wrong, 0);
}
