// SPDX-License-Identifier: MIT
#include "loop/loop.h"

#include "base/buffer.h"
#include "base/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <time.h>

struct diary {
    struct loop *loop;
    struct buffer text;
    int left;
};

static int set_up(void **state)
{
    struct diary *diary = test_calloc(1, sizeof *diary);

    *state = diary;
    return loop_new(&diary->loop, NULL) == STATUS_OK ? 0 : 1;
}

static int tear_down(void **state)
{
    struct diary *diary = *state;

    loop_free(diary->loop);
    buffer_clear(&diary->text);
    test_free(diary);
    return 0;
}

static void write_a(void *arg)
{
    buffer_add_text(&((struct diary *)arg)->text, "a");
}

static void write_b(void *arg)
{
    buffer_add_text(&((struct diary *)arg)->text, "b");
}

static void write_and_ask_again(void *arg)
{
    struct diary *diary = arg;

    buffer_printf(&diary->text, "%d", diary->left);
    if (diary->left-- > 0) {
        loop_later(diary->loop, write_and_ask_again, diary);
    }
}

static void stop(void *arg)
{
    loop_stop(((struct diary *)arg)->loop);
}

static void doze(void *arg)
{
    struct timespec pause = {.tv_nsec = 20000000};

    (void)arg;
    nanosleep(&pause, NULL);
}

static void later_is_never_at_once_and_in_order(void **state)
{
    struct diary *diary = *state;

    loop_later(diary->loop, write_a, diary);
    loop_later(diary->loop, write_b, diary);
    loop_later(diary->loop, write_a, diary);
    assert_string_equal(buffer_text(&diary->text), "");
    loop_turn(diary->loop, true);
    assert_string_equal(buffer_text(&diary->text), "aba");
}

static void what_is_queued_meanwhile_waits_a_turn(void **state)
{
    struct diary *diary = *state;

    diary->left = 2;
    loop_later(diary->loop, write_and_ask_again, diary);
    assert_true(loop_turn(diary->loop, false));
    assert_string_equal(buffer_text(&diary->text), "2");
    assert_true(loop_turn(diary->loop, false));
    assert_string_equal(buffer_text(&diary->text), "21");
    loop_turn(diary->loop, false);
    assert_string_equal(buffer_text(&diary->text), "210");
    assert_false(loop_turn(diary->loop, true));
}

static void running_ends_when_nothing_is_left(void **state)
{
    struct diary *diary = *state;

    diary->left = 3;
    loop_later(diary->loop, write_and_ask_again, diary);
    loop_run(diary->loop);
    assert_string_equal(buffer_text(&diary->text), "3210");
}

static void stopping_leaves_the_rest_for_later(void **state)
{
    struct diary *diary = *state;

    diary->left = 1000000;
    loop_later(diary->loop, write_and_ask_again, diary);
    loop_later(diary->loop, stop, diary);
    loop_run(diary->loop);
    assert_true(diary->left > 999000);
    diary->left = 0;
}

static void freeing_runs_what_is_queued(void **state)
{
    struct diary *diary = *state;
    struct loop *other;

    assert_int_equal(loop_new(&other, NULL), STATUS_OK);
    loop_later(other, write_b, diary);
    loop_free(other);
    assert_string_equal(buffer_text(&diary->text), "b");
    loop_free(NULL);
}

static void a_long_turn_is_seen_and_waiting_is_not(void **state)
{
    struct diary *diary = *state;
    struct loop_timer *timer = loop_timer_new(diary->loop, write_a, diary);
    int64_t before = clock_monotonic();

    loop_timer_start(timer, 60, 0);
    loop_run(diary->loop);
    assert_true(clock_monotonic() - before >= 59);
    assert_true(loop_longest_turn(diary->loop) < 50);
    loop_later(diary->loop, doze, NULL);
    loop_run(diary->loop);
    assert_true(loop_longest_turn(diary->loop) >= 19.9);
    assert_true(loop_longest_turn(diary->loop) == 0);
    loop_timer_free(timer);
}

static void the_library_below_is_reachable(void **state)
{
    struct diary *diary = *state;

    assert_non_null(loop_native(diary->loop));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(later_is_never_at_once_and_in_order, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_queued_meanwhile_waits_a_turn, set_up, tear_down),
        cmocka_unit_test_setup_teardown(running_ends_when_nothing_is_left, set_up, tear_down),
        cmocka_unit_test_setup_teardown(stopping_leaves_the_rest_for_later, set_up, tear_down),
        cmocka_unit_test_setup_teardown(freeing_runs_what_is_queued, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_long_turn_is_seen_and_waiting_is_not, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_library_below_is_reachable, set_up, tear_down),
    };

    return cmocka_run_group_tests_name("loop/loop", tests, NULL, NULL);
}
