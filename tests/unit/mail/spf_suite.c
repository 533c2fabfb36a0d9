// SPDX-License-Identifier: MIT
/* The whole RFC 7208 test suite of openspf.org (tests/cases/rfc7208): 203 cases, results and
 * explanations. */
#include "base/file.h"
#include "base/text.h"
#include "mail/spf_eval.h"
#include "tests/support/zone_book.h"

// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
// clang-format on
#include <stdio.h>
#include <string.h>

enum { SCENARIOS = 16, CASES = 203, RESULTS = 3 };

struct spf_case {
    const char *id, *ip, *helo, *from, *explanation;
    const char *results[RESULTS];
    size_t result_count;
};

struct run {
    struct zone_book *zoned;
    struct spf_case now;
    size_t count, failed;
};

static void read_scenario(int number, const char *kind, struct buffer *out)
{
    char path[64];
    struct fault fault = {0};

    snprintf(path, sizeof path, "tests/cases/rfc7208/%02d.%s", number, kind);
    if (file_read(path, 1 << 20, out, &fault) != STATUS_OK) {
        fail_msg("%s: %s", path, fault.message);
    }
}

static bool is_accepted(const struct spf_case *now, enum spf_result result)
{
    for (size_t i = 0; i < now->result_count; i++) {
        if (strcmp(now->results[i], spf_result_name(result)) == 0) {
            return true;
        }
    }
    return false;
}

static void run_case(struct run *run)
{
    const struct spf_case *now = &run->now;
    struct spf_sender sender = {
        .mail_from = now->from, .helo = now->helo, .default_explanation = "DEFAULT"};
    struct spf_evaluation seen;

    if (now->id == NULL) {
        return;
    }
    assert_true(address_parse(now->ip, &sender.ip));
    zone_book_restart(run->zoned);
    while (!spf_eval(run->zoned->book, &sender, &seen)) {
        zone_book_answer(run->zoned);
        assert_true(run->zoned->rounds < 64);
    }
    bool explained = now->explanation == NULL || seen.result != SPF_RESULT_FAIL ||
                     strcmp(now->explanation, buffer_text(&seen.explanation)) == 0;

    if (!is_accepted(now, seen.result) || !explained) {
        print_error("%s: %s instead of %s, \"%s\"\n", now->id, spf_result_name(seen.result),
                    now->results[0], buffer_text(&seen.explanation));
        run->failed++;
    }
    run->count++;
    buffer_clear(&seen.explanation);
}

static void read_line(struct run *run, char *line)
{
    char *value = strchr(line, ' ');

    assert_non_null(value);
    *value++ = '\0';
    if (strcmp(line, "silent") == 0) {
        zone_book_silence(run->zoned, value);
    } else if (strcmp(line, "case") == 0) {
        run_case(run);
        run->now = (struct spf_case){.id = value};
    } else if (strcmp(line, "ip") == 0) {
        run->now.ip = value;
    } else if (strcmp(line, "helo") == 0) {
        run->now.helo = value;
    } else if (strcmp(line, "from") == 0) {
        run->now.from = value;
    } else if (strcmp(line, "explanation") == 0) {
        run->now.explanation = value;
    } else {
        assert_string_equal(line, "result");
        assert_true(run->now.result_count < RESULTS);
        run->now.results[run->now.result_count++] = value;
    }
}

static void run_scenario(struct run *run, int number)
{
    struct buffer zone = {0};
    struct buffer cases = {0};
    char *rest = NULL;

    read_scenario(number, "zone", &zone);
    read_scenario(number, "cases", &cases);
    run->zoned = zone_book_new(zone.bytes);
    run->now = (struct spf_case){0};
    for (char *line = strtok_r(cases.bytes, "\n", &rest); line != NULL;
         line = strtok_r(NULL, "\n", &rest)) {
        read_line(run, line);
    }
    run_case(run);
    zone_book_free(run->zoned);
    buffer_clear(&zone);
    buffer_clear(&cases);
}

static void test_suite(void **state)
{
    struct run run = {0};

    (void)state;
    for (int number = 1; number <= SCENARIOS; number++) {
        run_scenario(&run, number);
    }
    print_message("%zu of %zu cases of the RFC 7208 suite\n", run.count - run.failed, run.count);
    assert_int_equal(run.failed, 0);
    assert_int_equal(run.count, CASES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_suite),
    };

    return cmocka_run_group_tests_name("spf_suite", tests, NULL, NULL);
}
