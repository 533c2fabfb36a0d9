// SPDX-License-Identifier: MIT
#include "base/clock.h"
#include "base/status.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <time.h>

// clang-format off
static const struct {
    const char *text;
    int64_t ms;
} times[] = {
    { "1970-01-01T00:00:00Z",          0             },
    { "2026-10-02T05:02:11Z",          1790917331000 },
    { "2026-10-02t05:02:11z",          1790917331000 },
    { "2026-10-02 05:02:11Z",          1790917331000 },
    { "2026-10-02T14:02:11+09:00",     1790917331000 },
    { "2026-10-01T23:32:11-05:30",     1790917331000 },
    { "2026-10-02T05:02:11.5Z",        1790917331500 },
    { "2026-10-02T05:02:11.123456Z",   1790917331123 },
    { "2026-10-02",                    1790899200000 },
    { "2024-02-29",                    1709164800000 },
    { "2000-02-29T00:00:00Z",          951782400000  },
    { "1969-12-31T23:59:59Z",          -1000         },
    { "2016-12-31T23:59:60Z",          1483228800000 },
    { "0000-01-01",                    -62167219200000 },
    { "9999-12-31T23:59:59Z",          253402300799000 },
};

static const char *const no_times[] = {
    "", "now", "2026", "2026-10", "2026-1-2", "2026-13-01", "2026-00-01", "2026-10-00", "2026-10-32",
    "2026-02-29", "1900-02-29", "2026-04-31", "2026-10-02T", "2026-10-02T05:02:11", "2026-10-02T05:02Z",
    "2026-10-02T24:00:00Z", "2026-10-02T05:60:00Z", "2026-10-02T05:02:61Z", "2026-10-02T05:02:11.Z",
    "2026-10-02T05:02:11+9:00", "2026-10-02T05:02:11+24:00", "2026-10-02T05:02:11+09:60",
    "2026-10-02T05:02:11Zx", "2026-10-02x", " 2026-10-02", "2026/10/02", "-026-10-02",
};
// clang-format on

static void written_times_are_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(times); i++) {
        int64_t ms = -1;

        assert_int_equal(clock_parse(times[i].text, &ms, NULL), STATUS_OK);
        assert_int_equal(ms, times[i].ms);
    }
}

static void other_text_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(no_times); i++) {
        struct fault fault = {0};
        int64_t ms = 7;

        assert_int_equal(clock_parse(no_times[i], &ms, &fault), STATUS_INVALID);
        assert_string_equal(fault.code, "invalid-time");
        assert_int_equal(ms, 7);
        assert_int_equal(clock_written_date(no_times[i]), 0);
    }
}

static void a_date_is_taken_as_it_is_written(void **state)
{
    (void)state;
    assert_int_equal(clock_written_date("2024-11-07"), 20241107);
    assert_int_equal(clock_written_date("2024-11-07T23:30:00-09:00"), 20241107);
}

static void times_are_printed(void **state)
{
    char text[CLOCK_TEXT];

    (void)state;
    clock_rfc3339(1790917331999, text);
    assert_string_equal(text, "2026-10-02T05:02:11Z");
    clock_rfc3339(-1, text);
    assert_string_equal(text, "1969-12-31T23:59:59Z");
    clock_rfc3339(0, text);
    assert_string_equal(text, "");
    clock_rfc3339(INT64_MAX, text);
    setenv("TZ", "UTC-9", 1);
    tzset();
    clock_local(1790917331000, text);
    assert_string_equal(text, "2026-10-02 14:02:11");
    clock_local(0, text);
    assert_string_equal(text, "-");
}

static void what_is_printed_reads_back(void **state)
{
    char text[CLOCK_TEXT];

    (void)state;
    for (int64_t day = -200000; day < 200000; day += 13) {
        int64_t ms = 0, wanted = day * 86400000 + 3723000;

        clock_rfc3339(wanted, text);
        assert_int_equal(clock_parse(text, &ms, NULL), STATUS_OK);
        assert_int_equal(ms, wanted);
    }
}

static void a_set_clock_stands_still(void **state)
{
    struct clock clock = {.fixed_ms = 1790917331000}, running = {0};
    int64_t before = clock_now(NULL);

    (void)state;
    assert_int_equal(clock_now(&clock), 1790917331000);
    assert_true(clock_now(&running) >= before);
    assert_true(before > 1700000000000);
}

static void the_monotonic_clock_goes_on(void **state)
{
    struct timespec pause = {.tv_nsec = 3000000};
    int64_t before = clock_monotonic();

    (void)state;
    nanosleep(&pause, NULL);
    assert_in_range(clock_monotonic() - before, 2, 10000);
}

static void what_is_left_is_told_in_minutes(void **state)
{
    char text[CLOCK_TEXT];

    (void)state;
    clock_left(232, text);
    assert_string_equal(text, "03:52");
    clock_left(86400, text);
    assert_string_equal(text, "1440:00");
    clock_left(-1, text);
    assert_string_equal(text, "00:00");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(written_times_are_read),
        cmocka_unit_test(other_text_is_refused),
        cmocka_unit_test(a_date_is_taken_as_it_is_written),
        cmocka_unit_test(times_are_printed),
        cmocka_unit_test(what_is_printed_reads_back),
        cmocka_unit_test(what_is_left_is_told_in_minutes),
        cmocka_unit_test(a_set_clock_stands_still),
        cmocka_unit_test(the_monotonic_clock_goes_on),
    };

    return cmocka_run_group_tests_name("base/clock", tests, NULL, NULL);
}
