// SPDX-License-Identifier: MIT
#include "engine/split.h"

#include "base/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

/* An engine that only notes what it is asked; the test answers. */
struct noting {
    struct engine base;
    uint64_t tickets, cancelled;
    enum verb verb;
    reply_fn *done;
    void *arg;
    int watches, *closed;
};

static uint64_t noting_submit(struct engine *engine, const struct request *request, reply_fn *done,
                              void *arg)
{
    struct noting *noting = (struct noting *)engine;

    noting->verb = request->verb;
    noting->done = done;
    noting->arg = arg;
    return ++noting->tickets;
}

static void noting_cancel(struct engine *engine, uint64_t ticket)
{
    ((struct noting *)engine)->cancelled = ticket;
}

static void noting_watch(struct engine *engine, event_fn *seen, void *arg)
{
    (void)seen;
    (void)arg;
    ((struct noting *)engine)->watches++;
}

static void noting_unwatch(struct engine *engine, event_fn *seen, void *arg)
{
    (void)seen;
    (void)arg;
    ((struct noting *)engine)->watches--;
}

static void noting_close(struct engine *engine)
{
    ++*((struct noting *)engine)->closed;
    free(engine);
}

struct pair {
    struct noting *looks, *keeps;
    struct engine *engine;
    int closed, calls;
};

static void heard(void *arg, struct reply *reply)
{
    assert_int_equal(reply->status, STATUS_OK);
    ++*(int *)arg;
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

static int pair_open(void **state)
{
    struct pair *pair = mem_new(sizeof *pair);

    pair->looks = noting_new(&pair->closed);
    pair->keeps = noting_new(&pair->closed);
    pair->engine = split_engine_new(&pair->looks->base, &pair->keeps->base);
    *state = pair;
    return 0;
}

static int pair_close(void **state)
{
    struct pair *pair = *state;

    engine_close(pair->engine);
    assert_int_equal(pair->closed, 2);
    free(pair);
    return 0;
}

static uint64_t ask(struct pair *pair, enum verb verb)
{
    struct request request;
    uint64_t ticket;

    request_init(&request, verb);
    ticket = engine_submit(pair->engine, &request, heard, &pair->calls);
    request_clear(&request);
    return ticket;
}

static void answer(struct noting *noting)
{
    struct reply reply;

    reply_init(&reply);
    noting->done(noting->arg, &reply);
    reply_clear(&reply);
}

static void every_verb_goes_where_it_belongs(void **state)
{
    struct pair *pair = *state;

    for (int verb = VERB_NONE + 1; verb < VERB_COUNT; verb++) {
        bool looks = command_at((enum verb)verb)->permission == MAY_LOOK;
        struct noting *noting = looks ? pair->looks : pair->keeps;
        uint64_t before = noting->tickets;

        ask(pair, (enum verb)verb);
        assert_int_equal(noting->tickets, before + 1);
        assert_int_equal(noting->verb, verb);
        pair->calls = 0;
        answer(noting);
        assert_int_equal(pair->calls, 1);
    }
}

static void tickets_are_not_mixed_up(void **state)
{
    struct pair *pair = *state;
    uint64_t look = ask(pair, VERB_CHECK), list = ask(pair, VERB_DOMAINS_LIST);

    assert_int_not_equal(look, list);
    engine_cancel(pair->engine, list);
    assert_int_equal(pair->keeps->cancelled, 1);
    assert_int_equal(pair->looks->cancelled, 0);
    engine_cancel(pair->engine, list); /* gone: nobody is asked again */
    pair->keeps->cancelled = 0;
    engine_cancel(pair->engine, list);
    assert_int_equal(pair->keeps->cancelled, 0);
    answer(pair->looks);
    engine_cancel(pair->engine, look);
    assert_int_equal(pair->looks->cancelled, 0);
    assert_int_equal(pair->calls, 1);
}

static void the_one_that_keeps_is_watched(void **state)
{
    struct pair *pair = *state;

    engine_watch(pair->engine, NULL, NULL);
    assert_int_equal(pair->keeps->watches, 1);
    engine_unwatch(pair->engine, NULL, NULL);
    assert_int_equal(pair->keeps->watches, 0);
    assert_int_equal(pair->looks->watches, 0);
    ask(pair, VERB_DOMAINS_LIST); /* still open when everything is closed */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_verb_goes_where_it_belongs, pair_open, pair_close),
        cmocka_unit_test_setup_teardown(tickets_are_not_mixed_up, pair_open, pair_close),
        cmocka_unit_test_setup_teardown(the_one_that_keeps_is_watched, pair_open, pair_close),
    };

    return cmocka_run_group_tests_name("split", tests, NULL, NULL);
}
