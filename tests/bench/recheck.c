// SPDX-License-Identifier: MIT
/*
 * recheck WAY SERVER TOKEN SELECTOR KEY INCLUDE: looks at the domains on standard input, one after
 * the other, and prints a line for each: microseconds, microseconds until the last authoritative
 * server had answered, questions, the verdicts. WAY: `verified` asks the resolver alone while all
 * is right, `source` every authoritative server (on SERVER's port, within 127.0.0.0/8), `ask` is a
 * single question without judgement, whose outcome is printed instead of verdicts.
 */
#include "base/memory.h"
#include "base/text.h"
#include "domain/check.h"
#include "net/inquiry.h"
#include "net/live.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct run {
    struct loop *loop;
    struct resolver *resolver;
    struct check_wanted wanted;
    struct check *check;
    bool single;
    int64_t began, view; /* microseconds */
    size_t asked_there;
    struct check_result result;
};

static int64_t now_us(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * INT64_C(1000000) + time.tv_nsec / 1000;
}

/* Probes for a wildcard come after the view, when a record was found. */
static bool is_probe(const struct name *name)
{
    char text[NAME_TEXT];

    name_text(name, text);
    return text_starts_nocase(text, "vouch-no-such-name");
}

static size_t answered_there(const struct book *book)
{
    const struct answers *answers;
    size_t count = 0;

    for (size_t i = 0; i < book_count(book); i++) {
        const struct question *question = book_at(book, i, &answers);

        count += question->server.family != ADDRESS_NONE && question->type == RR_TXT && answers &&
                 !is_probe(&question->name);
    }
    return count;
}

static void step(void *arg, struct book *book)
{
    struct run *run = arg;
    size_t there = answered_there(book);

    if (there > run->asked_there) {
        run->asked_there = there;
        run->view = now_us() - run->began;
    }
    if (!run->check) {
        run->check = check_new(book, &run->wanted, &run->result);
    }
    if (!check_go_on(run->check)) {
        return; /* once more when the answers are there */
    }
}

static void done(void *arg, struct book *book)
{
    struct run *run = arg;
    int64_t took = now_us() - run->began;

    printf("%" PRId64 " %" PRId64 " %zu", took, run->view, book_count(book));
    for (int record = 0; record < RECORD_COUNT; record++) {
        printf(" %s", check_status_word(run->result.records[record].status));
    }
    printf("\n");
    loop_stop(run->loop);
}

static void heard(void *arg, struct answers *answers)
{
    struct run *run = arg;

    printf("%" PRId64 " 0 1 %s\n", now_us() - run->began, outcome_name(answers->outcome));
    answers_free(answers);
    loop_stop(run->loop);
}

static void look(struct run *run, const char *domain)
{
    struct question question = {.type = RR_TXT};

    run->view = 0;
    run->asked_there = 0;
    run->began = now_us();
    if (!name_parse(domain, &run->wanted.domain)) {
        exit(2);
    }
    question.name = run->wanted.domain;
    if (run->single) {
        resolver_ask(run->resolver, &question, heard, run);
    } else {
        inquiry_start(run->loop, run->resolver, step, done, run);
    }
    loop_run(run->loop);
    check_free(run->check);
    run->check = NULL;
    check_result_clear(&run->result);
}

static void opened(struct run *run, const char *server)
{
    struct live_options options = {0};
    struct fault fault = {0};

    if (live_servers_parse(server, &options, &fault) ||
        live_allow_parse("127.0.0.0/8", &options, &fault) || loop_new(&run->loop, &fault)) {
        fprintf(stderr, "recheck: %s\n", fault.message);
        exit(1);
    }
    options.authoritative_port = options.servers[0].port;
    if (live_resolver_new(run->loop, &options, &run->resolver, &fault)) {
        exit(1);
    }
}

int main(int argc, char **argv)
{
    struct run run = {0};
    char line[300];

    if (argc != 7) {
        fprintf(stderr, "usage: recheck verified|source|ask SERVER TOKEN SELECTOR KEY INCLUDE\n");
        return 2;
    }
    run.single = text_equal(argv[1], "ask");
    run.wanted = (struct check_wanted){.token = argv[3],
                                       .selector = argv[4],
                                       .dkim = argv[5],
                                       .include = argv[6],
                                       .dkim_bits = 2048,
                                       .depth = CHECK_SOURCE};
    run.wanted.verified = text_equal(argv[1], "verified") ? RECORD_ALL : 0;
    opened(&run, argv[2]);
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = '\0';
        look(&run, line);
    }
    resolver_close(run.resolver);
    loop_free(run.loop);
    return 0;
}
