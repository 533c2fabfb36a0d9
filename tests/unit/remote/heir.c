// SPDX-License-Identifier: MIT
#include "remote/heir.h"

#include "base/memory.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>
#include <semaphore.h>
#include <stdatomic.h>

enum { REQUESTS = 4 };

/* An engine that only notes what it is asked; the test answers and tells. */
struct noting {
    struct engine base;
    uint64_t tickets, cancelled;
    struct {
        reply_fn *done;
        void *arg;
    } asked[REQUESTS + 1];
    event_fn *seen;
    void *seen_arg;
    int *closed;
};

/* A process that wants a place which somebody has for so many tries. */
struct street {
    struct loop *loop;
    struct engine *heir;
    struct noting *client, *own;
    int taken_for, prepared, settled, left;
    int client_closed, own_closed;
    bool has_place, is_broken;
    bool held_up; /* the worker waits for the gate */
    sem_t gate;
    atomic_bool begun;
    int answers, offline, resync, others;
    char why[64]; /* of the last EVENT_OFFLINE */
};

static uint64_t noting_submit(struct engine *engine, const struct request *request, reply_fn *done,
                              void *arg)
{
    struct noting *noting = (struct noting *)engine;

    (void)request;
    assert_true(noting->tickets < REQUESTS);
    noting->tickets++;
    noting->asked[noting->tickets].done = done;
    noting->asked[noting->tickets].arg = arg;
    return noting->tickets;
}

static void noting_cancel(struct engine *engine, uint64_t ticket)
{
    ((struct noting *)engine)->cancelled = ticket;
}

static void noting_watch(struct engine *engine, event_fn *seen, void *arg)
{
    struct noting *noting = (struct noting *)engine;

    noting->seen = seen;
    noting->seen_arg = arg;
}

static void noting_unwatch(struct engine *engine, event_fn *seen, void *arg)
{
    struct noting *noting = (struct noting *)engine;

    assert_true(noting->seen == seen && noting->seen_arg == arg);
    noting->seen = NULL;
}

static void noting_close(struct engine *engine)
{
    ++*((struct noting *)engine)->closed;
    free(engine);
}

static struct noting *noting_new(int *closed)
{
    static const struct engine_ops ops = {noting_submit, noting_cancel, noting_watch,
                                          noting_unwatch, noting_close};
    struct noting *noting = mem_new(sizeof *noting);

    noting->base.ops = &ops;
    noting->closed = closed;
    return noting;
}

static void street_prepare(void *arg)
{
    struct street *street = arg;

    atomic_store(&street->begun, true);
    if (street->held_up) {
        sem_wait(&street->gate);
    }
    street->prepared++;
    street->has_place = street->prepared > street->taken_for;
}

static struct engine *street_settle(void *arg, struct fault *fault)
{
    struct street *street = arg;

    if (street->is_broken) {
        (void)fault_set(fault, STATUS_IO, "broken", "broken, try %d", street->prepared);
        return NULL;
    }
    if (!street->has_place) {
        return NULL;
    }
    street->own = noting_new(&street->own_closed);
    return &street->own->base;
}

static void street_settled(void *arg)
{
    ((struct street *)arg)->settled++;
}

static void street_leave(void *arg)
{
    ((struct street *)arg)->left++;
}

static void heard(void *arg, const struct event *event)
{
    struct street *street = arg;

    street->offline += event->kind == EVENT_OFFLINE;
    if (event->kind == EVENT_OFFLINE) {
        text_copy(street->why, sizeof street->why, event->why ? event->why : "");
    }
    street->resync += event->kind == EVENT_RESYNC;
    street->others += event->kind == EVENT_DOMAIN_ADDED;
}

static void answered(void *arg, struct reply *reply)
{
    assert_int_equal(reply->status, STATUS_OK);
    ((struct street *)arg)->answers++;
}

static int street_open(void **state)
{
    static const struct heir_ops ops = {street_prepare, street_settle, street_settled,
                                        street_leave};
    struct street *street = mem_new(sizeof *street);

    assert_int_equal(loop_new(&street->loop, NULL), STATUS_OK);
    sem_init(&street->gate, 0, 0);
    street->client = noting_new(&street->client_closed);
    street->heir = heir_engine_new(street->loop, &street->client->base, &ops, street);
    engine_watch(street->heir, heard, street);
    *state = street;
    return 0;
}

static int street_close(void **state)
{
    struct street *street = *state;

    engine_unwatch(street->heir, heard, street);
    engine_close(street->heir);
    loop_free(street->loop);
    assert_int_equal(street->client_closed, 1);
    assert_int_equal(street->own_closed, street->settled);
    sem_destroy(&street->gate);
    free(street);
    return 0;
}

static void tell(const struct noting *noting, enum event_kind kind)
{
    const struct event event = {.kind = kind};

    noting->seen(noting->seen_arg, &event);
}

static uint64_t ask(struct street *street)
{
    struct request request;
    uint64_t ticket;

    request_init(&request, VERB_DOMAINS_LIST);
    ticket = engine_submit(street->heir, &request, answered, street);
    request_clear(&request);
    return ticket;
}

static void answer(const struct noting *noting, size_t ticket)
{
    struct reply reply;

    reply_init(&reply);
    noting->asked[ticket].done(noting->asked[ticket].arg, &reply);
    reply_clear(&reply);
}

static void move_in(struct street *street)
{
    tell(street->client, EVENT_OFFLINE);
    while (!street->settled) {
        loop_turn(street->loop, true);
    }
}

static void nothing_changes_while_somebody_answers(void **state)
{
    struct street *street = *state;

    ask(street);
    answer(street->client, 1);
    tell(street->client, EVENT_DOMAIN_ADDED);
    tell(street->client, EVENT_RESYNC);
    while (loop_turn(street->loop, false)) {
        /* whatever there is to do */
    }
    assert_int_equal(street->answers, 1);
    assert_int_equal(street->others, 1);
    assert_int_equal(street->resync, 1);
    assert_int_equal(street->prepared, 0);
}

static void whoever_gets_the_place_does_the_work(void **state)
{
    struct street *street = *state;

    street->taken_for = 1; /* the other one takes a moment to let go */
    move_in(street);
    assert_int_equal(street->prepared, 2);
    assert_int_equal(street->settled, 1);
    assert_int_equal(street->offline, 1);
    assert_int_equal(street->resync, 1);
    ask(street);
    assert_int_equal(street->own->tickets, 1);
    answer(street->own, 1);
    assert_int_equal(street->answers, 1);
    tell(street->own, EVENT_DOMAIN_ADDED);
    assert_int_equal(street->others, 1);
    while (!street->client_closed) {
        loop_turn(street->loop, true);
    }
}

static void the_place_is_left_to_another_that_answers(void **state)
{
    struct street *street = *state;

    street->taken_for = 1 << 20;
    tell(street->client, EVENT_OFFLINE);
    while (street->prepared < 2) {
        loop_turn(street->loop, true);
    }
    tell(street->client, EVENT_RESYNC); /* another client was quicker, and answers now */
    while (loop_turn(street->loop, true)) {
        /* until nothing is left to do */
    }
    assert_int_equal(street->settled, 0);
    assert_int_equal(street->left, 0);
}

static void what_is_under_way_is_answered_by_whom_it_was_asked(void **state)
{
    struct street *street = *state;
    uint64_t first = ask(street), second = ask(street), third;

    move_in(street);
    third = ask(street);
    assert_true(first != second && second != third);
    assert_int_equal(street->client->tickets, 2);
    assert_int_equal(street->own->tickets, 1);
    engine_cancel(street->heir, second);
    assert_int_equal(street->client->cancelled, 2);
    assert_int_equal(street->own->cancelled, 0);
    engine_cancel(street->heir, third);
    assert_int_equal(street->own->cancelled, 1);
    assert_int_equal(street->client_closed, 0);
    answer(street->client, 1);
    assert_int_equal(street->client_closed, 0); /* not from inside its answer */
    assert_int_equal(street->answers, 1);
    while (!street->client_closed) {
        loop_turn(street->loop, true);
    }
}

static void says_why_it_cannot_move_in(void **state)
{
    struct street *street = *state;

    street->is_broken = true;
    tell(street->client, EVENT_OFFLINE);
    assert_string_equal(street->why, "");
    while (street->prepared < 2 || !text_equal(street->why, "broken, try 2")) {
        loop_turn(street->loop, true);
    }
    tell(street->client, EVENT_OFFLINE); /* still away: what is known is said with it */
    assert_true(text_starts(street->why, "broken"));
    street->is_broken = false;
    while (!street->settled) {
        loop_turn(street->loop, true);
    }
    assert_int_equal(street->resync, 1);
}

static void closed_while_it_moves_in_it_leaves(void **state)
{
    struct street *street = *state;

    street->held_up = true;
    tell(street->client, EVENT_OFFLINE);
    while (!atomic_load(&street->begun)) {
        loop_turn(street->loop, false);
    }
    ask(street);
    engine_close(street->heir);
    sem_post(&street->gate);
    while (!street->left) {
        loop_turn(street->loop, true);
    }
    assert_int_equal(street->settled, 0);
    assert_int_equal(street->answers, 0);
    street->client = noting_new(&street->client_closed);
    street->client_closed = 0;
    street->heir = &street->client->base; /* for street_close() */
    engine_watch(street->heir, heard, street);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(nothing_changes_while_somebody_answers, street_open,
                                        street_close),
        cmocka_unit_test_setup_teardown(whoever_gets_the_place_does_the_work, street_open,
                                        street_close),
        cmocka_unit_test_setup_teardown(the_place_is_left_to_another_that_answers, street_open,
                                        street_close),
        cmocka_unit_test_setup_teardown(what_is_under_way_is_answered_by_whom_it_was_asked,
                                        street_open, street_close),
        cmocka_unit_test_setup_teardown(says_why_it_cannot_move_in, street_open, street_close),
        cmocka_unit_test_setup_teardown(closed_while_it_moves_in_it_leaves, street_open,
                                        street_close),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
