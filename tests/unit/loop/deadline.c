// SPDX-License-Identifier: MIT
#include "base/clock.h"
#include "loop/loop.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { WAITERS = 8 };

struct waiter {
    struct crowd *crowd;
    struct loop_deadline deadline;
    int64_t rang_ms;
    unsigned place; /* in the order they rang, from 1 */
};

struct crowd {
    struct loop *loop;
    struct waiter waiters[WAITERS];
    unsigned rang;
};

static int set_up(void **state)
{
    struct crowd *crowd = test_calloc(1, sizeof *crowd);

    for (size_t i = 0; i < WAITERS; i++) {
        crowd->waiters[i].crowd = crowd;
    }
    *state = crowd;
    return loop_new(&crowd->loop, NULL) == STATUS_OK ? 0 : 1;
}

static int tear_down(void **state)
{
    struct crowd *crowd = *state;

    loop_free(crowd->loop);
    test_free(crowd);
    return 0;
}

static void ring(void *arg)
{
    struct waiter *waiter = arg;

    waiter->rang_ms = clock_monotonic();
    waiter->place = ++waiter->crowd->rang;
}

static void wait_for(struct crowd *crowd, unsigned i, uint64_t after_ms)
{
    struct waiter *waiter = &crowd->waiters[i];

    loop_deadline_set(crowd->loop, &waiter->deadline, after_ms, ring, waiter);
}

static void they_ring_in_their_order(void **state)
{
    struct crowd *crowd = *state;
    int64_t began = clock_monotonic();

    loop_turn(crowd->loop, false); /* from which they count */
    wait_for(crowd, 0, 40);
    wait_for(crowd, 1, 20);
    wait_for(crowd, 2, 40);
    wait_for(crowd, 3, 0);
    loop_run(crowd->loop); /* ends by itself: nobody waits any more */
    assert_int_equal(crowd->waiters[3].place, 1);
    assert_int_equal(crowd->waiters[1].place, 2);
    assert_int_equal(crowd->waiters[0].place, 3);
    assert_int_equal(crowd->waiters[2].place, 4);
    assert_true(crowd->waiters[1].rang_ms - began >= 19);
    assert_true(crowd->waiters[0].rang_ms - began >= 39);
}

static void one_that_was_cleared_is_silent(void **state)
{
    struct crowd *crowd = *state;

    for (unsigned i = 0; i < 4; i++) {
        wait_for(crowd, i, 10);
    }
    loop_deadline_clear(&crowd->waiters[0].deadline);
    loop_deadline_clear(&crowd->waiters[2].deadline);
    loop_deadline_clear(&crowd->waiters[2].deadline);
    loop_run(crowd->loop);
    assert_int_equal(crowd->rang, 2);
    assert_int_equal(crowd->waiters[1].place, 1);
    assert_int_equal(crowd->waiters[3].place, 2);
    wait_for(crowd, 0, 60000);
    loop_deadline_clear(&crowd->waiters[0].deadline);
    loop_run(crowd->loop); /* would last a minute */
    assert_int_equal(crowd->rang, 2);
}

static void clear_the_next(void *arg)
{
    struct waiter *waiter = arg;

    ring(waiter);
    loop_deadline_clear(&(waiter + 1)->deadline);
}

static void one_may_clear_another(void **state)
{
    struct crowd *crowd = *state;

    loop_deadline_set(crowd->loop, &crowd->waiters[0].deadline, 0, clear_the_next,
                      &crowd->waiters[0]);
    wait_for(crowd, 1, 0);
    wait_for(crowd, 2, 0);
    loop_run(crowd->loop);
    assert_int_equal(crowd->waiters[1].place, 0);
    assert_int_equal(crowd->waiters[2].place, 2);
}

static void set_again(void *arg)
{
    struct waiter *waiter = arg;

    ring(waiter);
    loop_deadline_set(waiter->crowd->loop, &waiter->deadline, 0, set_again, waiter);
}

static void one_set_from_inside_waits_for_another_turn(void **state)
{
    struct crowd *crowd = *state;

    loop_deadline_set(crowd->loop, &crowd->waiters[0].deadline, 0, set_again, &crowd->waiters[0]);
    for (unsigned turns = 1; turns <= 3; turns++) {
        loop_turn(crowd->loop, true);
        assert_in_range(crowd->rang, turns, 2 * turns); /* waiting may end with the time */
    }
    loop_deadline_clear(&crowd->waiters[0].deadline);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(they_ring_in_their_order, set_up, tear_down),
        cmocka_unit_test_setup_teardown(one_that_was_cleared_is_silent, set_up, tear_down),
        cmocka_unit_test_setup_teardown(one_may_clear_another, set_up, tear_down),
        cmocka_unit_test_setup_teardown(one_set_from_inside_waits_for_another_turn, set_up,
                                        tear_down),
    };

    return cmocka_run_group_tests_name("loop/deadline", tests, NULL, NULL);
}
