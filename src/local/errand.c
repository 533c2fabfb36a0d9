// SPDX-License-Identifier: MIT
#include "local/errand.h"

#include "base/memory.h"
#include "base/text.h"
#include "local/runner.h"
#include "local/table.h"

#include <stdlib.h>

/* The words of what was found, each once, a blank between. */
static char *codes_of(const struct check_result *check)
{
    struct buffer codes = {0};

    for (size_t i = 0; i < check->findings.count; i++) {
        if (!finding_list_repeats(&check->findings, i)) {
            buffer_printf(&codes, "%s%s", i ? " " : "", code_word(check->findings.items[i].code));
        }
    }
    return buffer_take(&codes);
}

static void result_of_check(const struct errand *errand, const struct reply *reply,
                            struct job_result *out)
{
    const struct check_result *check = reply->as.check;

    text_copy(out->result, sizeof out->result, check_status_word(check_overall(check)));
    out->looked = check->only ? check->only : (1u << RECORD_COUNT) - 1;
    for (int record = 0; record < RECORD_COUNT; record++) {
        out->status[record] = check->records[record].status;
    }
    out->codes = codes_of(check);
    if (errand->alone && errand->local->options.spell) {
        struct buffer text = {0};

        errand->local->options.spell(reply, &text);
        out->check = buffer_take(&text);
    }
}

static void result_make(const struct errand *errand, const struct reply *reply,
                        struct job_result *out)
{
    *out = (struct job_result){.line = errand->line};
    text_copy(out->name, sizeof out->name, errand->name);
    if (reply->status == STATUS_OK) {
        result_of_check(errand, reply, out);
    } else {
        text_copy(out->result, sizeof out->result, "error");
        text_copy(out->code, sizeof out->code, reply->fault.code);
        out->message = mem_text(reply->fault.message);
    }
}

static enum status settle(struct errand *errand, const struct reply *reply, struct db *db,
                          struct fault *fault)
{
    struct holder holder = local_holder(errand->local, RUNNER_HELD_MS);
    struct job_result result;
    enum status status;

    result_make(errand, reply, &result);
    status = job_items_finish(db, errand->job, &holder, &result, fault);
    errand->settled = status == STATUS_OK || status == STATUS_CANCELLED;
    job_result_clear(&result);
    return status;
}

static enum status settle_along(struct task *task, struct db *db, struct fault *fault)
{
    return settle(task->along_arg, &task->reply, db, fault);
}

static void errand_end(struct errand *errand)
{
    errand->busy = false;
    errand->over(errand->arg, errand);
}

static void refusal_settled(void *arg, struct reply *reply)
{
    (void)reply;
    errand_end(arg);
}

/* The fault of a look that came to no change. */
static enum status settle_refusal(struct task *task, struct db *db, struct fault *fault)
{
    struct reply refusal;
    enum status status;

    reply_init(&refusal);
    reply_fail(&refusal, task->work);
    status = settle(task->along_arg, &refusal, db, fault);
    reply_clear(&refusal);
    return status;
}

/* With the disk's trouble nothing is said of the item: it is done again when it is held no more. */
static void looked(void *arg, struct reply *reply)
{
    struct errand *errand = arg;
    struct request request;
    struct task *task;

    if (errand->settled || reply->status == STATUS_OK || reply->status == STATUS_IO) {
        errand_end(errand);
        return;
    }
    request_init(&request, VERB_NONE);
    task = task_new(errand->local, &request, refusal_settled, errand);
    request_clear(&request);
    task->work = mem_dup(&reply->fault, sizeof reply->fault);
    task->work_clear = free;
    task->along_arg = errand;
    task_write(task, settle_refusal);
}

void errand_init(struct errand *errand, struct local *local, errand_over_fn *over, void *arg)
{
    *errand = (struct errand){.local = local, .over = over, .arg = arg};
}

void errand_adopt(struct errand *errand, const struct job_row *job, const struct job_item *item,
                  struct task *task)
{
    errand->busy = true;
    errand->settled = false;
    errand->alone = job->gathered && job->total == 1;
    errand->job = job->id;
    errand->project = job->project_id;
    errand->line = item->line;
    text_copy(errand->key, sizeof errand->key, job->key);
    text_copy(errand->name, sizeof errand->name, item->wish);
    task->done = looked;
    task->arg = errand;
    task->along = settle_along;
    task->along_arg = errand;
}

static void only_set(struct request *request, unsigned records)
{
    struct buffer words = {0};

    for (int record = 0; record < RECORD_COUNT; record++) {
        if (records & 1u << record) {
            buffer_printf(&words, "%s%s", words.length ? "," : "",
                          record_word((enum record)record));
        }
    }
    request_set(request, "only", words.length ? buffer_text(&words) : NULL);
    buffer_clear(&words);
}

void errand_start(struct errand *errand, const struct job_row *job, const struct job_item *item)
{
    struct request request;
    struct task *task;

    request_init(&request, VERB_DOMAINS_VERIFY);
    text_copy(request.project, sizeof request.project, job->project);
    text_copy(request.actor, sizeof request.actor, job->who);
    request_set(&request, "domain", item->wish);
    only_set(&request, job->records);
    if (!(job->flags & JOB_SOURCE)) {
        request_set(&request, "quick", "");
    }
    task = task_new(errand->local, &request, NULL, NULL);
    request_clear(&request);
    errand_adopt(errand, job, item, task);
    task_table_queue(errand->local->tasks, task);
}
