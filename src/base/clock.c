// SPDX-License-Identifier: MIT
#include "base/clock.h"

#include "base/text.h"

#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>
#include <time.h>

enum { MS_A_SECOND = 1000, SECONDS_A_DAY = 86400 };

struct written {
    int year, month, day, hour, minute, second, ms;
    int offset_minutes;
};

static int64_t milliseconds(clockid_t id)
{
    struct timespec now = {0};

    clock_gettime(id, &now);
    return (int64_t)now.tv_sec * MS_A_SECOND + now.tv_nsec / 1000000;
}

int64_t clock_now(const struct clock *clock)
{
    if (clock != NULL && clock->fixed_ms != 0) {
        return clock->fixed_ms;
    }
    return milliseconds(CLOCK_REALTIME);
}

int64_t clock_monotonic(void)
{
    return milliseconds(CLOCK_MONOTONIC);
}

/* Rounds towards the past, also before 1970. */
static time_t whole_seconds(int64_t ms)
{
    return (time_t)(ms / MS_A_SECOND - (ms % MS_A_SECOND < 0));
}

void clock_rfc3339(int64_t ms, char out[CLOCK_TEXT])
{
    time_t seconds = whole_seconds(ms);
    struct tm tm;

    out[0] = '\0';
    if (ms != 0 && gmtime_r(&seconds, &tm) != NULL) {
        strftime(out, CLOCK_TEXT, "%Y-%m-%dT%H:%M:%SZ", &tm);
    }
}

void clock_local(int64_t ms, char out[CLOCK_TEXT])
{
    time_t seconds = whole_seconds(ms);
    struct tm tm;

    text_copy(out, CLOCK_TEXT, "-");
    if (ms != 0 && localtime_r(&seconds, &tm) != NULL) {
        strftime(out, CLOCK_TEXT, "%Y-%m-%d %H:%M:%S", &tm);
    }
}

void clock_left(int64_t seconds, char out[CLOCK_TEXT])
{
    seconds = seconds < 0 ? 0 : seconds;
    snprintf(out, CLOCK_TEXT, "%02" PRId64 ":%02" PRId64, seconds / 60, seconds % 60);
}

/* Reads exactly `digits` digits followed by `after` (NUL: by anything); NULL when they are not
 * there. */
static const char *read_number(const char *text, int digits, char after, int *number)
{
    *number = 0;
    for (; digits > 0; digits--, text++) {
        if (*text < '0' || *text > '9') {
            return NULL;
        }
        *number = *number * 10 + (*text - '0');
    }
    if (after == '\0') {
        return text;
    }
    return *text == after ? text + 1 : NULL;
}

static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return days[month - 1] + (month == 2 && leap);
}

static const char *read_date(const char *text, struct written *at)
{
    if ((text = read_number(text, 4, '-', &at->year)) == NULL ||
        (text = read_number(text, 2, '-', &at->month)) == NULL ||
        (text = read_number(text, 2, '\0', &at->day)) == NULL) {
        return NULL;
    }
    if (at->month < 1 || at->month > 12 || at->day < 1 ||
        at->day > days_in_month(at->year, at->month)) {
        return NULL;
    }
    return text;
}

static const char *read_fraction(const char *text, struct written *at)
{
    int weight = 100;

    if (*text != '.') {
        return text;
    }
    if (text[1] < '0' || text[1] > '9') {
        return NULL;
    }
    for (text++; *text >= '0' && *text <= '9'; text++, weight /= 10) {
        at->ms += (*text - '0') * weight;
    }
    return text;
}

static const char *read_time(const char *text, struct written *at)
{
    if ((text = read_number(text, 2, ':', &at->hour)) == NULL ||
        (text = read_number(text, 2, ':', &at->minute)) == NULL ||
        (text = read_number(text, 2, '\0', &at->second)) == NULL) {
        return NULL;
    }
    if (at->hour > 23 || at->minute > 59 || at->second > 60) {
        return NULL;
    }
    return read_fraction(text, at);
}

static const char *read_offset(const char *text, struct written *at)
{
    int sign = *text == '-' ? -1 : 1;
    int hours, minutes;

    if (*text == 'Z' || *text == 'z') {
        return text + 1;
    }
    if ((*text != '+' && *text != '-') || (text = read_number(text + 1, 2, ':', &hours)) == NULL ||
        (text = read_number(text, 2, '\0', &minutes)) == NULL || hours > 23 || minutes > 59) {
        return NULL;
    }
    at->offset_minutes = sign * (hours * 60 + minutes);
    return text;
}

/* An RFC 3339 section 5.6 date-time, or its full-date alone. */
static bool read_written(const char *text, struct written *at)
{
    *at = (struct written){0};
    text = read_date(text, at);
    if (text == NULL || *text == '\0') {
        return text != NULL;
    }
    if (*text != 'T' && *text != 't' && *text != ' ') {
        return false;
    }
    text = read_time(text + 1, at);
    text = text == NULL ? NULL : read_offset(text, at);
    return text != NULL && *text == '\0';
}

/* Days since 1970-01-01 in the proleptic Gregorian calendar; years are counted from March. */
static int64_t days_since_1970(const struct written *at)
{
    int64_t year = at->month > 2 ? at->year : at->year - 1;
    int64_t month = at->month > 2 ? at->month - 3 : at->month + 9;
    int64_t leap_days = year >= 0 ? year / 4 - year / 100 + year / 400 : -1;

    return year * 365 + leap_days + (month * 153 + 2) / 5 + at->day - 1 - 719468;
}

enum status clock_parse(const char *text, int64_t *ms, struct fault *fault)
{
    struct written at;
    int64_t minutes, seconds;

    if (!read_written(text, &at)) {
        return fault_set(fault, STATUS_INVALID, "invalid-time",
                         "\"%s\" is neither a date (2026-10-02) nor an RFC 3339 time "
                         "(2026-10-02T05:02:11Z)",
                         text);
    }
    minutes = at.hour * 60 + at.minute - at.offset_minutes;
    seconds = days_since_1970(&at) * SECONDS_A_DAY + minutes * 60 + at.second;
    *ms = seconds * MS_A_SECOND + at.ms;
    return STATUS_OK;
}

int clock_written_date(const char *text)
{
    struct written at;

    return read_written(text, &at) ? at.year * 10000 + at.month * 100 + at.day : 0;
}
