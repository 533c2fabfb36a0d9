// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "remote/inside.h"

#include <jansson.h>
#include <string.h>

enum { LOOK_MS = 250, CALM_LOOK_MS = 2000, CALM_AFTER_MS = 10000 };

static void ask_again(struct trip *trip)
{
    struct request request;

    request_init(&request, VERB_JOB_SHOW);
    request_set(&request, "id", trip->job);
    trip_turn_to(trip, &request);
    request_clear(&request);
}

void job_wait(struct trip *trip)
{
    text_copy(trip->job, sizeof trip->job, trip->reply.as.job.id);
    job_heard(trip);
}

/* The one domain's check, or the fault that came instead. */
static enum status check_take(struct trip *trip, const struct reply_job *job, struct reply *out,
                              struct fault *fault)
{
    const struct job_result *result = job->count > 0 ? &job->results[0] : NULL;
    json_t *json = NULL;
    enum status status;

    if (result && result->code[0]) {
        return fault_set(fault, STATUS_REFUSED, result->code, "%s",
                         result->message ? result->message : result->code);
    }
    if (job->state == JOB_CANCELLED || !result || !result->check) {
        return fault_set(fault, STATUS_UNSURE, "job-cancelled",
                         _("the job %s was ended before it was done"), job->id);
    }
    status = wire_parse(result->check, strlen(result->check), REMOTE_VALUES, &json, fault);
    if (status == STATUS_OK) {
        status = wire_answer_read(command_at(trip->request.verb)->reply, json, out, fault);
        json_decref(json);
    }
    return status;
}

static void job_over(struct trip *trip)
{
    struct fault fault = {0};
    struct reply job, answer;

    if (trip->import) {
        import_heard(trip);
        return;
    }
    reply_take(&job, &trip->reply);
    reply_init(&answer);
    if (check_take(trip, &job.as.job, &answer, &fault)) {
        trip_fail(trip, &fault);
    } else {
        reply_take(&trip->reply, &answer);
        trip_over(trip);
    }
    reply_clear(&job);
}

void job_heard(struct trip *trip)
{
    const struct reply_job *job = &trip->reply.as.job;
    bool is_calm = clock_monotonic() - trip->began_ms > CALM_AFTER_MS;

    if (job_is_over(job->state)) {
        job_over(trip);
    } else {
        trip_later(trip, is_calm ? CALM_LOOK_MS : LOOK_MS, ask_again);
    }
}
