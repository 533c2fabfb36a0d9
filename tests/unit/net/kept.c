// SPDX-License-Identifier: MIT
#include "net/kept.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct question question_of(const char *name, uint16_t type)
{
    struct question question = {.type = type, .kept = true};

    assert_true(name_parse(name, &question.name));
    return question;
}

static void note(struct kept *kept, const struct question *question, enum outcome outcome,
                 uint32_t ttl, int64_t now)
{
    struct answers *answers = answers_new(outcome);

    answers->ttl = ttl;
    answers_add(answers, question->type, ttl, (const uint8_t *)"\1\2\3\4", 4);
    kept_note(kept, question, answers, now);
    answers_free(answers);
}

static bool has(struct kept *kept, const struct question *question, int64_t now)
{
    struct answers *answers = kept_find(kept, question, now);
    bool found = answers != NULL;

    answers_free(answers);
    return found;
}

static void remembers_within_the_ttl(void **state)
{
    struct kept *kept = kept_new();
    struct question question = question_of("ns1.example", RR_A);
    struct answers *answers;

    (void)state;
    assert_false(has(kept, &question, 0));
    note(kept, &question, OUTCOME_FOUND, 60, 1000);
    answers = kept_find(kept, &question, 21000);
    assert_non_null(answers);
    assert_int_equal(answers->ttl, 40);
    assert_int_equal(answers->records[0].ttl, 40);
    answers_free(answers);
    assert_true(has(kept, &question, 60999));
    assert_false(has(kept, &question, 61000));
    note(kept, &question, OUTCOME_NODATA, 5, 70000); /* replaces */
    answers = kept_find(kept, &question, 70001);
    assert_int_equal(answers->outcome, OUTCOME_NODATA);
    answers_free(answers);
    kept_free(kept);
    kept_free(NULL);
}

static void remembers_nothing_else(void **state)
{
    struct kept *kept = kept_new();
    struct question txt = question_of("example.com", RR_TXT);
    struct question fresh = question_of("example.com", RR_NS);
    struct question failed = question_of("failed.example", RR_NS);
    struct question fleeting = question_of("fleeting.example", RR_NS);

    (void)state;
    note(kept, &txt, OUTCOME_FOUND, 60, 0);
    assert_false(has(kept, &txt, 1));
    note(kept, &fresh, OUTCOME_FOUND, 60, 0);
    fresh.kept = false; /* this asker wants to see it now */
    assert_false(has(kept, &fresh, 1));
    note(kept, &failed, OUTCOME_SERVFAIL, 60, 0);
    assert_false(has(kept, &failed, 1));
    note(kept, &fleeting, OUTCOME_FOUND, 0, 0);
    assert_false(has(kept, &fleeting, 0));
    kept_free(kept);
}

static void stays_bounded(void **state)
{
    struct kept *kept = kept_new();
    size_t found = 0;
    char name[32];

    (void)state;
    for (int i = 0; i < 20000; i++) {
        struct question question;

        snprintf(name, sizeof name, "n%d.example", i);
        question = question_of(name, RR_A);
        note(kept, &question, OUTCOME_FOUND, 3600, i);
    }
    for (int i = 0; i < 20000; i++) {
        struct question question;

        snprintf(name, sizeof name, "n%d.example", i);
        question = question_of(name, RR_A);
        found += has(kept, &question, 20001);
    }
    assert_in_range(found, 1000, 4096);
    kept_free(kept);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(remembers_within_the_ttl),
        cmocka_unit_test(remembers_nothing_else),
        cmocka_unit_test(stays_bounded),
    };

    return cmocka_run_group_tests_name("net/kept", tests, NULL, NULL);
}
