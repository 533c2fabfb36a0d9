// SPDX-License-Identifier: MIT
/* Long polls over an engine that only tells what it is told to tell. */
#include "server/events.h"

#include "base/memory.h"
#include "base/text.h"
#include "engine/limits.h"
#include "server/route.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

struct teller {
    struct engine base;
    event_fn *seen;
    void *arg;
};

struct scene {
    struct loop *loop;
    struct clock clock;
    struct teller teller;
    struct events *events;
    int answers;
    size_t count;
    int64_t next, first_sequence;
    enum event_kind first;
};

static void teller_watch(struct engine *engine, event_fn *seen, void *arg)
{
    struct teller *teller = (struct teller *)engine;

    teller->seen = seen;
    teller->arg = arg;
}

static void teller_unwatch(struct engine *engine, event_fn *seen, void *arg)
{
    struct teller *teller = (struct teller *)engine;

    assert_true(teller->seen == seen && teller->arg == arg);
    teller->seen = NULL;
}

static const struct engine_ops teller_ops = {.watch = teller_watch, .unwatch = teller_unwatch};

static int scene_open(void **state)
{
    struct scene *scene = mem_new(sizeof *scene);

    scene->clock.fixed_ms = 1700000000000;
    scene->teller.base.ops = &teller_ops;
    assert_int_equal(loop_new(&scene->loop, NULL), STATUS_OK);
    scene->events = events_new(scene->loop, &scene->teller.base, &scene->clock);
    *state = scene;
    return 0;
}

static int scene_close(void **state)
{
    struct scene *scene = *state;

    events_free(scene->events);
    assert_null(scene->teller.seen);
    loop_free(scene->loop);
    free(scene);
    return 0;
}

static void tell(struct scene *scene, const char *project, const char *domain)
{
    struct event event = {.sequence = 7, .at = 5, .kind = EVENT_DOMAIN_CHANGED};

    text_copy(event.project, sizeof event.project, project);
    text_copy(event.domain, sizeof event.domain, domain);
    scene->teller.seen(scene->teller.arg, &event);
}

static void answered(void *arg, const struct event_batch *batch)
{
    struct scene *scene = arg;

    scene->answers++;
    scene->count = batch->count;
    scene->next = batch->next;
    if (batch->count > 0) {
        scene->first = batch->items[0].kind;
        scene->first_sequence = batch->items[0].sequence;
    }
}

/* Asks, and runs the loop until it is answered. */
static void ask(struct scene *scene, const char *project, int64_t after, int64_t wait_s)
{
    int before = scene->answers;

    events_follow(scene->events, project, after, wait_s, answered, scene);
    assert_int_equal(scene->answers, before); /* later, never inside the call */
    while (scene->answers == before) {
        loop_turn(scene->loop, true);
    }
}

static const int64_t start = 1700000000000 * 1000;

static void numbers_are_our_own(void **state)
{
    struct scene *scene = *state;

    ask(scene, "one", EVENTS_FROM_NOW, 0);
    assert_int_equal(scene->count, 0);
    assert_int_equal(scene->next, start);
    tell(scene, "one", "a.example");
    tell(scene, "one", "b.example");
    ask(scene, "one", start, 25);
    assert_int_equal(scene->count, 2);
    assert_int_equal(scene->first_sequence, start + 1);
    assert_int_equal(scene->next, start + 2);
    ask(scene, "one", start + 1, 25);
    assert_int_equal(scene->count, 1);
}

static void nobody_hears_of_others(void **state)
{
    struct scene *scene = *state;
    struct follower *other =
        events_follow(scene->events, "two", EVENTS_FROM_NOW, 25, answered, scene);

    tell(scene, "one", "a.example");
    ask(scene, "two", start, 0);
    assert_int_equal(scene->answers, 1);
    assert_int_equal(scene->count, 0);
    assert_int_equal(scene->next, start + 1);
    events_leave(other);
}

static void who_waits_is_told(void **state)
{
    struct scene *scene = *state;

    events_follow(scene->events, "one", EVENTS_FROM_NOW, 25, answered, scene);
    events_follow(scene->events, "one", start, 25, answered, scene);
    tell(scene, "one", "a.example");
    tell(scene, "one", "b.example"); /* of the same turn: it goes with it */
    assert_int_equal(scene->answers, 0);
    while (scene->answers < 2) {
        loop_turn(scene->loop, true);
    }
    assert_int_equal(scene->count, 2);
}

static void gaps_say_resync(void **state)
{
    struct scene *scene = *state;
    const int64_t wrong[] = {0, start - 1, start + 1, INT64_MAX};

    for (size_t i = 0; i < COUNT(wrong); i++) {
        ask(scene, "one", wrong[i], 25);
        assert_int_equal(scene->count, 1);
        assert_int_equal(scene->first, EVENT_RESYNC);
        assert_int_equal(scene->next, start);
    }
}

static void so_many_are_remembered(void **state)
{
    struct scene *scene = *state;

    for (int i = 0; i < LIMIT_EVENTS; i++) {
        tell(scene, "one", "a.example");
    }
    ask(scene, "one", start, 0);
    assert_int_equal(scene->count, LIMIT_EVENTS);
    tell(scene, "one", "a.example");
    ask(scene, "one", start, 0);
    assert_int_equal(scene->count, 1);
    assert_int_equal(scene->first, EVENT_RESYNC);
    ask(scene, "one", start + 1, 0);
    assert_int_equal(scene->count, LIMIT_EVENTS);
    assert_int_equal(scene->first_sequence, start + 2);
    assert_int_equal(scene->next, start + 1 + LIMIT_EVENTS);
}

static void the_end_answers_everybody(void **state)
{
    struct scene *scene = *state;

    events_follow(scene->events, "one", EVENTS_FROM_NOW, 25, answered, scene);
    events_end(scene->events);
    while (scene->answers < 1) {
        loop_turn(scene->loop, true);
    }
    assert_int_equal(scene->count, 0);
    ask(scene, "one", EVENTS_FROM_NOW, 25);
    assert_int_equal(scene->answers, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(numbers_are_our_own, scene_open, scene_close),
        cmocka_unit_test_setup_teardown(nobody_hears_of_others, scene_open, scene_close),
        cmocka_unit_test_setup_teardown(who_waits_is_told, scene_open, scene_close),
        cmocka_unit_test_setup_teardown(gaps_say_resync, scene_open, scene_close),
        cmocka_unit_test_setup_teardown(so_many_are_remembered, scene_open, scene_close),
        cmocka_unit_test_setup_teardown(the_end_answers_everybody, scene_open, scene_close),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
