// SPDX-License-Identifier: MIT
/* How any engine behaves, whatever it is asked: what every mouth relies on. */
#include "tests/contract/stage.h"

enum { QUIET_MS = 150, CROWD = 16 };

struct listener {
    struct stage *stage;
    int calls;
    uint64_t victim; /* cancelled when this one is called; 0: none */
    struct reply reply;
    bool keeps;
    int *both; /* a count of several listeners; NULL: none */
};

static void heard(void *arg, struct reply *reply)
{
    struct listener *listener = arg;

    listener->calls++;
    if (listener->both) {
        ++*listener->both;
    }
    if (listener->keeps) {
        reply_take(&listener->reply, reply);
    }
    if (listener->victim) {
        engine_cancel(listener->stage->seats[SEAT_OWNER].engine, listener->victim);
    }
}

static uint64_t listen_to(struct stage *stage, struct listener *listener, enum verb verb)
{
    struct request request;
    uint64_t ticket;

    listener->stage = stage;
    stage_request(stage, SEAT_OWNER, verb, &request);
    ticket = engine_submit(stage->seats[SEAT_OWNER].engine, &request, heard, listener);
    request_clear(&request); /* it was copied */
    assert_int_not_equal(ticket, 0);
    return ticket;
}

static void answered_once_and_later(void **state)
{
    struct stage *stage = *state;
    struct listener listeners[CROWD] = {{.calls = 0}};
    uint64_t tickets[CROWD];

    for (int i = 0; i < CROWD; i++) {
        tickets[i] = listen_to(stage, &listeners[i], i % 2 ? VERB_DOMAINS_LIST : VERB_TOKEN_NEW);
        assert_int_equal(listeners[i].calls, 0);
        for (int before = 0; before < i; before++) {
            assert_int_not_equal(tickets[before], tickets[i]);
        }
    }
    for (int i = 0; i < CROWD; i++) {
        stage_wait_for(stage, &listeners[i].calls);
    }
    stage_wait(stage, QUIET_MS);
    for (int i = 0; i < CROWD; i++) {
        assert_int_equal(listeners[i].calls, 1);
    }
}

static void a_refusal_is_answered_as_late(void **state)
{
    struct stage *stage = *state;
    struct listener listener = {.keeps = true};

    listen_to(stage, &listener, VERB_DOMAINS_SHOW); /* of no domain */
    assert_int_equal(listener.calls, 0);
    stage_wait_for(stage, &listener.calls);
    stage_wait(stage, QUIET_MS);
    assert_int_equal(listener.calls, 1);
    assert_int_equal(listener.reply.status, STATUS_INVALID);
    assert_string_equal(listener.reply.fault.code, "usage");
    assert_int_equal(listener.reply.kind, REPLY_NOTHING);
    reply_clear(&listener.reply);
}

static void silent_after_cancel(void **state)
{
    struct stage *stage = *state;
    struct engine *engine = stage->seats[SEAT_OWNER].engine;
    struct listener at_once = {0}, later = {0};
    uint64_t ticket = listen_to(stage, &at_once, VERB_DOMAINS_LIST);

    engine_cancel(engine, ticket);
    engine_cancel(engine, ticket); /* twice is once */
    ticket = listen_to(stage, &later, VERB_TOKEN_NEW);
    loop_turn(stage->loop, false);
    engine_cancel(engine, ticket);
    engine_cancel(engine, ticket + 1000); /* nobody's */
    engine_cancel(engine, 0);
    stage_wait(stage, QUIET_MS);
    assert_int_equal(at_once.calls, 0);
    assert_true(later.calls <= 1);
    DONE(stage_ask(stage, SEAT_OWNER, VERB_DOMAINS_LIST, NULL));
}

/* From inside an answer the next one may be taken back. */
static void cancelled_inside_an_answer(void **state)
{
    struct stage *stage = *state;
    struct listener one = {0}, other = {0};
    int both = 0;
    uint64_t first = listen_to(stage, &one, VERB_PROJECT_KEY);

    one.victim = listen_to(stage, &other, VERB_PROJECT_KEY);
    other.victim = first;
    one.both = other.both = &both;
    stage_wait_for(stage, &both);
    stage_wait(stage, 2 * QUIET_MS);
    assert_int_equal(one.calls + other.calls, 1);
}

static void a_payload_may_be_kept(void **state)
{
    struct stage *stage = *state;
    struct listener listener = {.keeps = true};

    listen_to(stage, &listener, VERB_TOKEN_NEW);
    stage_wait_for(stage, &listener.calls);
    DONE(stage_ask(stage, SEAT_OWNER, VERB_DOMAINS_LIST, NULL));
    assert_int_equal(listener.reply.kind, REPLY_TOKEN);
    assert_true(strlen(listener.reply.as.token) > 16);
    reply_clear(&listener.reply);
}

/* Nobody hears anything of an engine that was closed; the stage is closed behind it. */
static void silent_after_close(void **state)
{
    struct stage *stage = *state;
    const struct flavour *flavour = stage->flavour;
    struct listener listeners[CROWD] = {{.calls = 0}};

    for (int i = 0; i < CROWD; i++) {
        listen_to(stage, &listeners[i], i % 2 ? VERB_DOMAINS_LIST : VERB_TOKEN_NEW);
    }
    stage_close(stage);
    for (int i = 0; i < CROWD; i++) {
        assert_int_equal(listeners[i].calls, 0);
    }
    *state = stage_open(flavour);
}

const struct CMUnitTest suite_manners[] = {
    cmocka_unit_test(answered_once_and_later), cmocka_unit_test(a_refusal_is_answered_as_late),
    cmocka_unit_test(silent_after_cancel),     cmocka_unit_test(cancelled_inside_an_answer),
    cmocka_unit_test(a_payload_may_be_kept),   cmocka_unit_test(silent_after_close),
};
const size_t suite_manners_count = COUNT(suite_manners);
