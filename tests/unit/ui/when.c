// SPDX-License-Identifier: MIT
#include "ui/when.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

/* 2026-10-02T20:02:11Z is the next day in Seoul. */
static const int64_t moment = 1790971331000;
enum { HOUR = 3600 * 1000 };

static int in_seoul(void **state)
{
    (void)state;
    setenv("TZ", "KST-9", 1);
    tzset();
    return 0;
}

static void shows_the_part_that_is_wanted(void **state)
{
    char text[CLOCK_TEXT];

    (void)state;
    when_full(moment, text);
    assert_string_equal(text, "2026-10-03 05:02:11");
    when_minute(moment, text);
    assert_string_equal(text, "2026-10-03 05:02");
    when_time(moment, text);
    assert_string_equal(text, "05:02:11");
    when_date(moment, text);
    assert_string_equal(text, "10-03 05:02:11");
}

static void never_is_a_dash(void **state)
{
    char text[CLOCK_TEXT];
    void (*const all[])(int64_t, char[CLOCK_TEXT]) = {when_full, when_minute, when_time, when_date};

    (void)state;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        all[i](0, text);
        assert_string_equal(text, "-");
    }
    when_near(0, moment, text);
    assert_string_equal(text, "-");
}

static void the_date_is_left_out_today(void **state)
{
    char text[CLOCK_TEXT];

    (void)state;
    when_near(moment, moment + 18 * HOUR, text);
    assert_string_equal(text, "05:02:11");
    when_near(moment, moment + 19 * HOUR, text); /* past midnight in Seoul */
    assert_string_equal(text, "10-03 05:02:11");
    when_near(moment, moment - 6 * HOUR, text);
    assert_string_equal(text, "10-03 05:02:11");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shows_the_part_that_is_wanted),
        cmocka_unit_test(never_is_a_dash),
        cmocka_unit_test(the_date_is_left_out_today),
    };

    return cmocka_run_group_tests(tests, in_seoul, NULL);
}
