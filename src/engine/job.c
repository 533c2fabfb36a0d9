// SPDX-License-Identifier: MIT
#include "engine/job.h"

#include <stdlib.h>

// clang-format off
static const char *const kinds[] = {
    [JOB_VERIFY] = "verify",
    [JOB_IMPORT] = "import",
};
/* Whoever asks sees no difference between a list that comes in and one that waits. */
static const char *const states[] = {
    [JOB_RECEIVING] = "queued",
    [JOB_QUEUED]    = "queued",
    [JOB_RUNNING]   = "running",
    [JOB_DONE]      = "done",
    [JOB_CANCELLED] = "cancelled",
};
// clang-format on
_Static_assert(COUNT(kinds) == JOB_KIND_COUNT, "every kind of job has a word");
_Static_assert(COUNT(states) == JOB_STATE_COUNT, "every state of a job has a word");

const char *job_kind_word(enum job_kind kind)
{
    return kinds[kind];
}

const char *job_state_word(enum job_state state)
{
    return states[state];
}

bool job_is_over(enum job_state state)
{
    return state == JOB_DONE || state == JOB_CANCELLED;
}

void job_result_clear(struct job_result *result)
{
    free(result->written);
    free(result->message);
    free(result->codes);
    free(result->check);
    *result = (struct job_result){0};
}
