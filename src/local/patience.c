// SPDX-License-Identifier: MIT
#include "local/patience.h"

#include "base/text.h"
#include "local/detail.h"
#include "local/errand.h"
#include "local/job_reply.h"
#include "local/runner.h"
#include "local/table.h"
#include "local/wanted.h"

/* The job, with its one item held by us: the errand, which is under way. */
static enum status job_of_one(struct task *asker, struct db *db, struct fault *fault)
{
    struct errand *errand = asker->along_arg;
    struct holder holder = local_holder(asker->local, RUNNER_HELD_MS);
    struct job_item item = {.line = 1, .wish = errand->name};
    struct job_item_list held = {0};
    struct detail detail = {0};
    struct job_row job;
    enum status status;

    job_row_begin(asker, JOB_VERIFY, &job);
    text_copy(job.key, sizeof job.key, errand->key);
    job.state = JOB_RUNNING;
    job.records = wanted_only(&asker->request);
    job.flags = request_has(&asker->request, "quick") ? 0 : JOB_SOURCE;
    job.gathered = true;
    job.total = 1;
    detail_add(&detail, "job", job.key);
    status = jobs_add(db, &job, fault);
    status = status ? status : job_items_add(db, job.id, &item, fault);
    status = status ? status : job_items_claim(db, job.id, &holder, 1, &held, fault);
    status = status ? status
                    : task_log(asker, db, errand->name, "job-verify", detail_end(&detail), fault);
    if (status == STATUS_OK) {
        errand->job = job.id;
        job_reply(asker, &job);
        asker->reply.accepted = true;
        task_tell_job(asker, job.key);
    }
    detail_clear(&detail);
    job_item_list_clear(&held);
    return status;
}

/* Who asked is answered by another task, under the same ticket; this one goes on as an errand. */
static void patience_ended(void *arg)
{
    struct task *task = arg, *asker;
    struct errand *errand;
    struct job_row job;
    struct job_item item = {.line = 1};
    struct name name;
    char text[256];

    if (task->change || task_name(task, &name, text, NULL)) {
        return; /* it is being written: the answer is near */
    }
    asker = task_new(task->local, &task->request, task->done, task->arg);
    task_table_swap(task->local->tasks, asker, task);
    asker->project = task->project;
    task->request.idempotency[0] = '\0';
    job_row_begin(task, JOB_VERIFY, &job);
    job.gathered = true;
    job.total = 1;
    item.wish = text;
    errand = runner_place(task->local->runner);
    errand_adopt(errand, &job, &item, task);
    asker->along_arg = errand;
    task_write(asker, job_of_one);
}

void patience_begin(struct task *task)
{
    int64_t ms = request_number(&task->request, "patience", task->request.proof ? PATIENCE_MS : 0);

    if (ms > 0 && task->local->runner && task->done) {
        task->patience = loop_timer_new(task->local->options.loop, patience_ended, task);
        loop_timer_start(task->patience, (uint64_t)ms, 0);
    }
}
