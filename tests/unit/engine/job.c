// SPDX-License-Identifier: MIT
#include "engine/job.h"

#include "base/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void states_have_the_words_of_the_contract(void **state)
{
    (void)state;
    assert_string_equal(job_state_word(JOB_RECEIVING), "queued");
    assert_string_equal(job_state_word(JOB_QUEUED), "queued");
    assert_string_equal(job_state_word(JOB_RUNNING), "running");
    assert_string_equal(job_state_word(JOB_DONE), "done");
    assert_string_equal(job_state_word(JOB_CANCELLED), "cancelled");
    assert_string_equal(job_kind_word(JOB_VERIFY), "verify");
    assert_string_equal(job_kind_word(JOB_IMPORT), "import");
}

static void two_states_are_the_end(void **state)
{
    (void)state;
    for (int at = 0; at < JOB_STATE_COUNT; at++) {
        assert_int_equal(job_is_over((enum job_state)at), at == JOB_DONE || at == JOB_CANCELLED);
    }
}

static void a_cleared_result_is_empty(void **state)
{
    struct job_result result = {.line = 3,
                                .written = mem_text("a"),
                                .message = mem_text("b"),
                                .codes = mem_text("c"),
                                .check = mem_text("{}")};

    (void)state;
    job_result_clear(&result);
    assert_int_equal(result.line, 0);
    assert_null(result.check);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(states_have_the_words_of_the_contract),
        cmocka_unit_test(two_states_are_the_end),
        cmocka_unit_test(a_cleared_result_is_empty),
    };

    return cmocka_run_group_tests_name("engine/job", tests, NULL, NULL);
}
