// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "base/random.h"
#include "base/text.h"
#include "base/words.h"
#include "engine/import.h"
#include "local/detail.h"
#include "local/handler.h"
#include "local/job_reply.h"
#include "local/job_step.h"
#include "local/wanted.h"

#include <stdlib.h>

void job_reply(struct task *task, const struct job_row *job)
{
    struct reply_job *out = &task->reply.as.job;

    task->reply.kind = REPLY_JOB;
    *out = (struct reply_job){.kind = job->kind,
                              .state = job->state,
                              .total = job->total,
                              .done = job->done,
                              .created_at = job->created_at,
                              .ended_at = job->ended_at};
    text_copy(out->id, sizeof out->id, job->key);
}

void job_row_begin(const struct task *task, enum job_kind kind, struct job_row *out)
{
    *out = (struct job_row){.project_id = task->project.id,
                            .kind = kind,
                            .state = JOB_QUEUED,
                            .created_at = task_now(task)};
    random_uuid(out->key);
    text_copy(out->project, sizeof out->project, task->project.project.name);
    text_copy(out->who, sizeof out->who, task->request.actor);
}

static enum status job_of_task(const struct task *task, struct db *db, struct job_row *out,
                               struct fault *fault)
{
    return jobs_find(db, task->project.id, request_get(&task->request, "id"), out, fault);
}

enum status verify_many(struct task *task, struct db *db, struct fault *fault)
{
    const char *words = request_get(&task->request, "filter");
    struct detail detail = {0};
    struct filter filter;
    struct job_row job;
    enum status status = job_filter(words, &filter, fault);

    job_row_begin(task, JOB_VERIFY, &job);
    job.filter = mem_text(words);
    job.records = wanted_only(&task->request);
    job.flags = request_has(&task->request, "deep") ? JOB_SOURCE : 0;
    detail_add(&detail, "job", job.key);
    detail_add(&detail, "filter", words);
    status = status ? status : jobs_add(db, &job, fault);
    status = status ? status : task_log(task, db, "", "job-verify", detail_end(&detail), fault);
    if (status == STATUS_OK) {
        job_reply(task, &job);
        task->reply.accepted = true;
        task_tell_job(task, job.key);
    }
    detail_clear(&detail);
    job_row_clear(&job);
    return status;
}

/* A row of a list as somebody wrote it. */
static void written_only(struct reply_job *job)
{
    struct import_wish wish;

    for (size_t i = 0; i < job->count; i++) {
        struct job_result *result = &job->results[i];
        bool readable =
            job->kind == JOB_IMPORT && result->written && import_wish_read(result->written, &wish);

        free(result->written);
        result->written = readable ? mem_text(wish.written) : NULL;
    }
}

/* 0: from the first line. */
static enum status read_line(const char *place, int64_t *line, struct fault *fault)
{
    char *end;

    *line = 0;
    if (!place || !*place) {
        return STATUS_OK;
    }
    *line = strtoll(place, &end, 10);
    if (*end || *line <= 0) {
        return fault_set(fault, STATUS_INVALID, "usage", _("this is no place in a list"));
    }
    return STATUS_OK;
}

enum status show_job(struct task *task, struct db *db, struct fault *fault)
{
    int64_t limit = request_number(&task->request, "limit", JOB_PAGE);
    int64_t after = 0;
    struct job_row job = {0};
    enum status status = read_line(request_get(&task->request, "after"), &after, fault);

    status = status ? status : job_of_task(task, db, &job, fault);
    if (status == STATUS_OK) {
        job_reply(task, &job);
        status = job_items_page(db, job.id, after, limit > 0 && limit < JOB_PAGE ? limit : JOB_PAGE,
                                &task->reply.as.job, fault);
        written_only(&task->reply.as.job);
    }
    job_row_clear(&job);
    return status;
}

static enum status job_end(struct task *task, struct db *db, struct job_row *job,
                           struct fault *fault)
{
    struct detail detail = {0};
    enum status status;

    job->state = JOB_CANCELLED;
    job->ended_at = task_now(task);
    detail_add(&detail, "job", job->key);
    status = jobs_save(db, job, fault);
    status = status ? status : task_log(task, db, "", "job-cancel", detail_end(&detail), fault);
    task_tell_job(task, job->key);
    detail_clear(&detail);
    return status;
}

/* Cancelled twice is cancelled. */
enum status cancel_job(struct task *task, struct db *db, struct fault *fault)
{
    struct job_row job = {0};
    enum status status = job_of_task(task, db, &job, fault);

    if (status == STATUS_OK && job.state == JOB_DONE) {
        status = fault_set(fault, STATUS_REFUSED, "job-done", _("the job %s is done"), job.key);
        fault_detail(fault, "job", job.key);
    } else if (status == STATUS_OK && job.state != JOB_CANCELLED) {
        status = job_end(task, db, &job, fault);
    }
    if (status == STATUS_OK) {
        job_reply(task, &job);
    }
    job_row_clear(&job);
    return status;
}
