// SPDX-License-Identifier: MIT
/* A list that takes long is read by a worker while others are answered. */
#include "engine/limits.h"
#include "tests/unit/local/fixture.h"

#include <semaphore.h>
#include <unistd.h>

enum { DOMAINS = 900, WORKERS_MOST = 64 };

/* So that the loop gives every look through all of them up. */
static const int no_time = -1;

static void odd_or_even(size_t i, char *out, size_t size)
{
    snprintf(out, size, "n%04zu.%s.example", i, i % 2 ? "odd" : "even");
}

/* The same store, whose loop has no time from now on. */
static void hurry(struct fixture *fixture)
{
    static const struct published nothing;

    fixture->near_ms = no_time;
    world(fixture, &nothing);
}

/* What came, in the order in which it came. */
struct inbox {
    struct reply replies[4];
    size_t count;
};

static void came(void *arg, struct reply *reply)
{
    struct inbox *inbox = arg;

    reply_take(&inbox->replies[inbox->count++], reply);
}

static void inbox_clear(struct inbox *inbox)
{
    while (inbox->count > 0) {
        reply_clear(&inbox->replies[--inbox->count]);
    }
}

static uint64_t post(struct fixture *fixture, enum verb verb, const char *filter,
                     struct inbox *inbox)
{
    struct request request;
    uint64_t ticket;

    request_init(&request, verb);
    if (filter) {
        request_set(&request, "filter", filter);
    }
    ticket = engine_submit(fixture->engine, &request, came, inbox);
    request_clear(&request);
    return ticket;
}

static void wait_for(struct fixture *fixture, const struct inbox *inbox, size_t count)
{
    while (inbox->count < count) {
        loop_turn(fixture->loop, false); /* a turn that waits may wait for the gate */
        usleep(100);
    }
    assert_int_equal(inbox->count, count);
}

/* All workers are at something else until they are let go. */
struct gate {
    sem_t sem;
    int waiting;
};

static void gate_wait(void *arg)
{
    struct gate *gate = arg;

    while (sem_wait(&gate->sem) != 0) {
    }
}

static void gate_passed(void *arg)
{
    ((struct gate *)arg)->waiting--;
}

static void gate_close(struct fixture *fixture, struct gate *gate)
{
    assert_int_equal(sem_init(&gate->sem, 0, 0), 0);
    for (gate->waiting = 0; gate->waiting < WORKERS_MOST; gate->waiting++) {
        loop_work_start(fixture->loop, gate_wait, gate_passed, gate);
    }
}

static void gate_open(struct gate *gate)
{
    for (int i = 0; i < WORKERS_MOST; i++) {
        sem_post(&gate->sem);
    }
}

static void gate_end(struct fixture *fixture, struct gate *gate)
{
    while (gate->waiting > 0) {
        loop_turn(fixture->loop, true);
    }
    sem_destroy(&gate->sem);
}

/* Many domains, a loop without time, and no worker that is free. */
static void stall(struct fixture *fixture, struct gate *gate)
{
    import_many(fixture, DOMAINS, odd_or_even);
    hurry(fixture);
    gate_close(fixture, gate);
}

static void the_same_is_found(void **state)
{
    struct fixture *fixture = *state;

    import_many(fixture, DOMAINS, odd_or_even);
    hurry(fixture);
    DONE(ask(fixture, VERB_DOMAINS_LIST, "filter", "9.odd", NULL));
    assert_int_equal(fixture->reply.as.domains.count, 90);
    assert_string_equal(fixture->reply.as.domains.items[0]->name, "n0009.odd.example");
    DONE(ask(fixture, VERB_DOMAINS_LIST, "filter", "nowhere", NULL));
    assert_int_equal(fixture->reply.as.domains.count, 0);
    DONE(ask(fixture, VERB_DOMAINS_LIST, "filter", "even", "limit", "7", NULL));
    assert_int_equal(fixture->reply.as.domains.count, 7);
    assert_true(fixture->reply.as.domains.next[0]);
    REFUSED(ask(fixture, VERB_DOMAINS_LIST, "filter", "is:nothing", NULL), "usage");
}

static void others_are_answered_meanwhile(void **state)
{
    struct fixture *fixture = *state;
    struct inbox inbox = {0};
    struct gate gate;

    stall(fixture, &gate);
    post(fixture, VERB_DOMAINS_LIST, "nowhere", &inbox);
    post(fixture, VERB_PROJECT_KEY, NULL, &inbox);
    wait_for(fixture, &inbox, 1);
    gate_open(&gate);
    wait_for(fixture, &inbox, 2);
    assert_int_equal(inbox.replies[0].kind, REPLY_PROJECT);
    assert_int_equal(inbox.replies[1].kind, REPLY_DOMAINS);
    gate_end(fixture, &gate);
    inbox_clear(&inbox);
}

static void who_is_cancelled_hears_nothing(void **state)
{
    struct fixture *fixture = *state;
    struct inbox inbox = {0};
    struct gate gate;
    uint64_t first, second;

    stall(fixture, &gate);
    first = post(fixture, VERB_DOMAINS_LIST, "nowhere", &inbox);
    second = post(fixture, VERB_DOMAINS_LIST, "nobody", &inbox);
    post(fixture, VERB_DOMAINS_LIST, "n0001.odd", &inbox);
    post(fixture, VERB_PROJECT_KEY, NULL, &inbox);
    wait_for(fixture, &inbox, 1); /* the lists have gone to the worker */
    engine_cancel(fixture->engine, first);
    engine_cancel(fixture->engine, second);
    gate_open(&gate);
    wait_for(fixture, &inbox, 2);
    assert_int_equal(inbox.replies[1].kind, REPLY_DOMAINS);
    assert_int_equal(inbox.replies[1].as.domains.count, 1);
    gate_end(fixture, &gate);
    while (loop_turn(fixture->loop, false)) {
    }
    assert_int_equal(inbox.count, 2);
    inbox_clear(&inbox);
}

static void an_engine_that_closes_waits_for_nobody(void **state)
{
    static const struct published nothing;
    struct fixture *fixture = *state;
    struct inbox inbox = {0};
    struct gate gate;

    stall(fixture, &gate);
    post(fixture, VERB_DOMAINS_LIST, "nowhere", &inbox);
    post(fixture, VERB_DOMAINS_LIST, "nobody", &inbox);
    post(fixture, VERB_PROJECT_KEY, NULL, &inbox);
    wait_for(fixture, &inbox, 1);
    gate_open(&gate);
    engine_shut(fixture);
    gate_end(fixture, &gate);
    assert_int_equal(inbox.count, 1);
    inbox_clear(&inbox);
    world(fixture, &nothing);
}

static void a_page_has_an_end(void **state)
{
    struct fixture *fixture = *state;

    import_many(fixture, LIMIT_PAGE + 1, odd_or_even);
    DONE(ask(fixture, VERB_DOMAINS_LIST, NULL));
    assert_int_equal(fixture->reply.as.domains.count, LIMIT_PAGE);
    assert_true(fixture->reply.as.domains.next[0]);
    DONE(ask(fixture, VERB_DOMAINS_LIST, "limit", "5000", NULL));
    assert_int_equal(fixture->reply.as.domains.count, LIMIT_PAGE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_ENGINE(the_same_is_found),
        IN_ENGINE(others_are_answered_meanwhile),
        IN_ENGINE(who_is_cancelled_hears_nothing),
        IN_ENGINE(an_engine_that_closes_waits_for_nobody),
        IN_ENGINE(a_page_has_an_end),
    };

    return cmocka_run_group_tests_name("local/reader", tests, NULL, NULL);
}
