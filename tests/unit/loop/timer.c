// SPDX-License-Identifier: MIT
#include "base/clock.h"
#include "loop/loop.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct bell {
    struct loop *loop;
    struct loop_timer *timer;
    int rang, enough;
};

static int set_up(void **state)
{
    struct bell *bell = test_calloc(1, sizeof *bell);

    *state = bell;
    return loop_new(&bell->loop, NULL) == STATUS_OK ? 0 : 1;
}

static int tear_down(void **state)
{
    struct bell *bell = *state;

    loop_timer_free(bell->timer);
    loop_free(bell->loop);
    test_free(bell);
    return 0;
}

static void ring(void *arg)
{
    struct bell *bell = arg;

    if (++bell->rang == bell->enough) {
        loop_timer_stop(bell->timer);
    }
}

static void ring_and_break(void *arg)
{
    struct bell *bell = arg;

    bell->rang++;
    loop_timer_free(bell->timer);
    bell->timer = NULL;
}

static void it_rings_once_and_not_early(void **state)
{
    struct bell *bell = *state;
    int64_t before = clock_monotonic();

    bell->timer = loop_timer_new(bell->loop, ring, bell);
    loop_timer_start(bell->timer, 20, 0);
    loop_run(bell->loop);
    assert_int_equal(bell->rang, 1);
    assert_true(clock_monotonic() - before >= 19);
}

static void it_repeats_until_it_is_stopped(void **state)
{
    struct bell *bell = *state;

    bell->enough = 3;
    bell->timer = loop_timer_new(bell->loop, ring, bell);
    loop_timer_start(bell->timer, 0, 2);
    loop_run(bell->loop);
    assert_int_equal(bell->rang, 3);
}

static void stopped_in_time_it_never_rings(void **state)
{
    struct bell *bell = *state;

    bell->timer = loop_timer_new(bell->loop, ring, bell);
    loop_timer_start(bell->timer, 1, 0);
    loop_timer_stop(bell->timer);
    loop_run(bell->loop);
    assert_int_equal(bell->rang, 0);
}

static void started_anew_it_counts_anew(void **state)
{
    struct bell *bell = *state;
    int64_t before = clock_monotonic();

    bell->timer = loop_timer_new(bell->loop, ring, bell);
    loop_timer_start(bell->timer, 1, 0);
    loop_timer_start(bell->timer, 25, 0);
    loop_run(bell->loop);
    assert_int_equal(bell->rang, 1);
    assert_true(clock_monotonic() - before >= 24);
}

static void it_may_be_freed_while_it_rings(void **state)
{
    struct bell *bell = *state;

    bell->timer = loop_timer_new(bell->loop, ring_and_break, bell);
    loop_timer_start(bell->timer, 0, 1);
    loop_run(bell->loop);
    assert_int_equal(bell->rang, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(it_rings_once_and_not_early, set_up, tear_down),
        cmocka_unit_test_setup_teardown(it_repeats_until_it_is_stopped, set_up, tear_down),
        cmocka_unit_test_setup_teardown(stopped_in_time_it_never_rings, set_up, tear_down),
        cmocka_unit_test_setup_teardown(started_anew_it_counts_anew, set_up, tear_down),
        cmocka_unit_test_setup_teardown(it_may_be_freed_while_it_rings, set_up, tear_down),
    };

    return cmocka_run_group_tests_name("loop/timer", tests, NULL, NULL);
}
