// SPDX-License-Identifier: MIT
#include "mail/spf_eval.h"

#include "tests/support/rows.h"
#include "tests/support/spf_world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void check_row(const struct row *row, void *arg)
{
    struct zone_book *zoned = arg;
    struct spf_sender sender = {.mail_from = row->cells[2],
                                .helo = row->cells[1],
                                .receiver = "mx.receiver.test",
                                .now_ms = 1792000000999,
                                .default_explanation = "DEFAULT"};
    struct spf_evaluation seen;
    char have[64];

    assert_true(address_parse(row->cells[0], &sender.ip));
    zone_book_restart(zoned);
    while (!spf_eval(zoned->book, &sender, &seen)) {
        zone_book_answer(zoned);
        assert_true(zoned->rounds < 40);
    }
    snprintf(have, sizeof have, "%s %zu %zu", spf_result_name(seen.result), seen.lookups,
             seen.voids);
    if (strcmp(have, row->cells[3]) != 0 ||
        strcmp(buffer_text(&seen.explanation), row->cells[4]) != 0) {
        fail_msg("line %zu: %s \"%s\"", row->line, have, buffer_text(&seen.explanation));
    }
    buffer_clear(&seen.explanation);
}

static void test_world(void **state)
{
    struct zone_book *zoned = spf_world();

    (void)state;
    rows_each("tests/data/mail/spf_eval.tsv", check_row, zoned);
    zone_book_free(zoned);
}

/* What nobody said: no HELO name, no sender, no receiver, no address, no default explanation. */
static void test_nothing_given(void **state)
{
    struct zone_book *zoned = spf_world();
    struct spf_sender sender = {0};
    struct spf_evaluation seen;

    (void)state;
    assert_true(spf_eval(zoned->book, &sender, &seen));
    assert_int_equal(seen.result, SPF_RESULT_NONE);
    sender.mail_from = "bob@ptr.test";
    while (!spf_eval(zoned->book, &sender, &seen)) {
        zone_book_answer(zoned);
    }
    assert_int_equal(seen.result, SPF_RESULT_FAIL);
    assert_int_equal(seen.explanation.length, 0);
    zone_book_free(zoned);
}

/* A null MX (RFC 7505) names no host: nothing is asked. */
static void test_null_mx(void **state)
{
    struct zone_book *zoned = spf_world();
    struct spf_sender sender = {.mail_from = "bob@mx-null.test", .helo = "h.test"};
    struct spf_evaluation seen;

    (void)state;
    assert_true(address_parse("192.0.2.22", &sender.ip));
    while (!spf_eval(zoned->book, &sender, &seen)) {
        zone_book_answer(zoned);
    }
    assert_int_equal(seen.result, SPF_RESULT_FAIL);
    assert_int_equal(zoned->questions, 2);
    zone_book_free(zoned);
}

/* The hosts of one mx and the names of one address are asked for together. */
static void test_rounds(void **state)
{
    struct zone_book *zoned = spf_world();
    struct spf_sender sender = {.mail_from = "bob@mx.test", .helo = "h.test"};
    struct spf_evaluation seen;

    (void)state;
    assert_true(address_parse("192.0.2.22", &sender.ip));
    while (!spf_eval(zoned->book, &sender, &seen)) {
        zone_book_answer(zoned);
    }
    assert_int_equal(zoned->rounds, 3); /* TXT, MX, both hosts */
    assert_int_equal(zoned->questions, 4);
    zone_book_free(zoned);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_world),
        cmocka_unit_test(test_nothing_given),
        cmocka_unit_test(test_null_mx),
        cmocka_unit_test(test_rounds),
    };

    return cmocka_run_group_tests_name("spf_eval", tests, NULL, NULL);
}
