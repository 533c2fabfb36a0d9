// SPDX-License-Identifier: MIT
#include "net/pace.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static struct pace pace_of(unsigned most)
{
    struct pace pace;

    pace_start(&pace, most, 1000);
    return pace;
}

static void opens_with_answers_up_to_its_cap(void **state)
{
    struct pace pace = pace_of(1024);

    (void)state;
    assert_int_equal(pace.window, PACE_WINDOW);
    for (int i = 0; i < 5000; i++) {
        pace_answered(&pace, 1);
    }
    assert_int_equal(pace.window, 1024);
    pace = pace_of(4);
    assert_int_equal(pace.window, 4);
    pace_answered(&pace, 1);
    pace_lost(&pace, 100000);
    assert_int_equal(pace.window, 4);
}

static void halves_once_a_burst(void **state)
{
    struct pace pace = pace_of(1024);

    (void)state;
    for (int i = 0; i < 5000; i++) {
        pace_answered(&pace, 1);
    }
    for (int i = 0; i < 500; i++) {
        pace_lost(&pace, 5000);
    }
    assert_int_equal(pace.window, 512);
    pace_lost(&pace, 5000 + pace.first_ms);
    assert_int_equal(pace.window, 256);
    for (int i = 0; i < 256; i++) { /* from here it opens once a window */
        pace_answered(&pace, 1);
    }
    assert_int_equal(pace.window, 257);
    for (int64_t now = 10000; now < 100000; now += 2000) {
        pace_lost(&pace, now);
    }
    assert_true(pace.window >= 1 && pace.window <= PACE_WINDOW);
}

static void follows_the_round_trip_time(void **state)
{
    static const struct {
        int64_t rtt_ms;
        uint32_t first_ms;
    } cases[] = {{0, 100}, {1, 100}, {50, 200}, {200, 800}, {400, 1000}, {90000, 1000}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pace pace = pace_of(64);

        assert_int_equal(pace.first_ms, PACE_FIRST_MS);
        pace_answered(&pace, -1); /* to which packet? nobody knows */
        assert_int_equal(pace.first_ms, PACE_FIRST_MS);
        for (int n = 0; n < 50; n++) {
            pace_answered(&pace, cases[i].rtt_ms);
        }
        assert_in_range(pace.first_ms, cases[i].first_ms, cases[i].first_ms + 2);
    }
}

static void counts_ticks_by_the_first_timer(void **state)
{
    struct pace pace = pace_of(64);
    long ticks = pace_ticks(&pace, 1000);

    (void)state;
    assert_true(ticks > 0);
    assert_int_equal(pace_wait(&pace, PACE_TICKS), PACE_FIRST_MS);
    for (int64_t now = 1001; now <= 1000 + PACE_FIRST_MS; now++) {
        pace_ticks(&pace, now);
    }
    assert_int_equal(pace_ticks(&pace, 1000 + PACE_FIRST_MS), ticks + PACE_TICKS);
    assert_int_equal(pace_ticks(&pace, 0), ticks + PACE_TICKS); /* never backwards */
    pace.first_ms = 100;                                        /* shorter ticks from here */
    pace.at_ms = 2000;
    ticks = pace_ticks(&pace, 2000);
    assert_int_equal(pace_ticks(&pace, 2100), ticks + PACE_TICKS);
    assert_int_equal(pace_wait(&pace, 0), 0);
    assert_int_equal(pace_wait(&pace, -5), 0);
}

static void waits_until_the_tick_has_come(void **state)
{
    struct pace pace = pace_of(64);

    (void)state;
    for (uint32_t first = 100; first <= 1000; first += 7) {
        pace.first_ms = first;
        for (int64_t now = pace.at_ms + 3, end = now + 50; now < end; now += 3) {
            long ticks = pace_ticks(&pace, now);
            struct pace copy = pace;

            assert_true(pace_ticks(&copy, now + pace_wait(&pace, 5)) >= ticks + 5);
        }
    }
}

static void is_more_patient_with_a_server_that_lives(void **state)
{
    struct pace pace = pace_of(64);

    (void)state;
    assert_int_equal(pace_patience(&pace, false), PACE_PATIENCE_MS);
    assert_int_equal(pace_patience(&pace, true), PACE_PATIENCE_MS);
    pace.first_ms = 1000;
    assert_int_equal(pace_patience(&pace, false), PACE_PATIENCE_MS);
    assert_int_equal(pace_patience(&pace, true), 7000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(opens_with_answers_up_to_its_cap),
        cmocka_unit_test(halves_once_a_burst),
        cmocka_unit_test(follows_the_round_trip_time),
        cmocka_unit_test(counts_ticks_by_the_first_timer),
        cmocka_unit_test(waits_until_the_tick_has_come),
        cmocka_unit_test(is_more_patient_with_a_server_that_lives),
    };

    return cmocka_run_group_tests_name("net/pace", tests, NULL, NULL);
}
