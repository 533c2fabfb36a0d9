// SPDX-License-Identifier: MIT
#include "loop/loop.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <signal.h>

struct ear {
    struct loop_signal *signal;
    int heard, last;
};

static void hear(void *arg, int signal)
{
    struct ear *ear = arg;

    ear->heard++;
    ear->last = signal;
}

static void hear_once(void *arg, int signal)
{
    struct ear *ear = arg;

    hear(arg, signal);
    loop_signal_free(ear->signal);
    ear->signal = NULL;
}

static void nothing(void *arg)
{
    (void)arg;
}

/* A signal alone does not keep the loop waiting, so a timer does. */
static void raise_and_wait(struct loop *loop, int signal)
{
    struct loop_timer *timer = loop_timer_new(loop, nothing, NULL);

    loop_timer_start(timer, 30, 0);
    raise(signal);
    loop_run(loop);
    loop_timer_free(timer);
}

static void signals_are_heard_on_the_loop(void **state)
{
    struct ear ear = {0};
    struct loop *loop;

    (void)state;
    assert_int_equal(loop_new(&loop, NULL), STATUS_OK);
    ear.signal = loop_signal_new(loop, SIGUSR1, hear, &ear);
    assert_false(loop_turn(loop, true));
    raise_and_wait(loop, SIGUSR1);
    assert_int_equal(ear.heard, 1);
    assert_int_equal(ear.last, SIGUSR1);
    loop_signal_free(ear.signal);
    loop_free(loop);
}

static void it_may_be_freed_while_it_hears(void **state)
{
    struct ear ear = {0};
    struct loop *loop;

    (void)state;
    assert_int_equal(loop_new(&loop, NULL), STATUS_OK);
    ear.signal = loop_signal_new(loop, SIGUSR2, hear_once, &ear);
    raise_and_wait(loop, SIGUSR2);
    assert_int_equal(ear.heard, 1);
    assert_null(ear.signal);
    loop_signal_free(NULL);
    loop_free(loop);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signals_are_heard_on_the_loop),
        cmocka_unit_test(it_may_be_freed_while_it_hears),
    };

    return cmocka_run_group_tests_name("loop/signal", tests, NULL, NULL);
}
