// SPDX-License-Identifier: MIT
#include "dns/answers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void copies_what_it_is_given(void **state)
{
    struct answers *answers = answers_new(OUTCOME_FOUND);
    struct answers *copy;
    struct name target;
    uint8_t bytes[] = "\3abc";

    (void)state;
    assert_int_equal(answers->ede, -1);
    assert_true(name_parse("t.example", &target));
    for (uint32_t i = 0; i < 9; i++) {
        answers_add(answers, RR_TXT, i, bytes, 4);
    }
    answers_add(answers, RR_TXT, 9, (const uint8_t *)"", 0);
    answers_add_alias(answers, &target);
    bytes[1] = 'x';
    copy = answers_dup(answers);
    answers_free(answers);
    assert_int_equal(copy->count, 10);
    assert_int_equal(copy->records[8].ttl, 8);
    assert_memory_equal(copy->records[8].bytes, "\3abc", 4);
    assert_int_equal(copy->records[9].length, 0);
    assert_int_equal(copy->alias_count, 1);
    assert_true(name_equal(&copy->aliases[0], &target));
    answers_free(copy);
    answers_free(NULL);
}

static void lies_in_one_block_where_its_size_is_known(void **state)
{
    struct answers *answers = answers_new_for(OUTCOME_FOUND, 3, 9);
    struct answers *copy;

    (void)state;
    assert_int_equal(answers->ede, -1);
    answers_add(answers, RR_TXT, 1, (const uint8_t *)"\3abc", 4);
    answers_add(answers, RR_TXT, 2, (const uint8_t *)"", 0);
    answers_add(answers, RR_TXT, 3, (const uint8_t *)"\4defg", 5);
    assert_ptr_equal(answers->records, answers + 1);
    assert_ptr_equal(answers->records[0].bytes, answers->records + 3);
    assert_ptr_equal(answers->records[2].bytes, answers->records[0].bytes + 4 + 2);
    assert_int_equal(answers->records[0].bytes[4], 0);
    assert_int_equal(answers->records[1].bytes[0], 0);
    assert_int_equal(answers->records[2].bytes[5], 0);
    copy = answers_dup(answers);
    answers_free(answers);
    assert_int_equal(copy->count, 3);
    assert_memory_equal(copy->records[0].bytes, "\3abc\0\0\4defg", 12);
    answers_free(copy);
    answers_free(answers_new_for(OUTCOME_NODATA, 0, 0));
}

static void tells_a_no_from_no_answer(void **state)
{
    static const enum outcome definite[] = {OUTCOME_FOUND, OUTCOME_NODATA, OUTCOME_NXDOMAIN};
    size_t count = 0;

    (void)state;
    for (int outcome = 0; outcome < OUTCOME_COUNT; outcome++) {
        struct answers answers = {.outcome = (enum outcome)outcome};

        assert_non_null(outcome_name(answers.outcome));
        count += answers_is_definite(&answers);
        assert_int_equal(answers_is_found(&answers), outcome == OUTCOME_FOUND);
    }
    assert_int_equal(count, COUNT(definite));
    for (size_t i = 0; i < COUNT(definite); i++) {
        assert_true(answers_is_definite(&(struct answers){.outcome = definite[i]}));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(copies_what_it_is_given),
        cmocka_unit_test(lies_in_one_block_where_its_size_is_known),
        cmocka_unit_test(tells_a_no_from_no_answer),
    };

    return cmocka_run_group_tests_name("dns/answers", tests, NULL, NULL);
}
