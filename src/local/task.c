// SPDX-License-Identifier: MIT
#include "local/task.h"

#include "base/array.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "keys/dkim_pair.h"
#include "local/handler.h"
#include "local/scribe.h"
#include "local/smith.h"
#include "local/table.h"
#include "net/inquiry.h"
#include "store/journal.h"
#include "store/shares.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

const char *task_speak(const struct task *task)
{
    const char *before = NULL;

    if (task->request.language[0]) {
        before = words_language();
        words_use(task->request.language);
    }
    return before;
}

struct task *task_new(struct local *local, const struct request *request, reply_fn *done, void *arg)
{
    struct task *task = spares_take(&local->tasks_spent, sizeof *task);

    task->local = local;
    request_copy(&task->request, request);
    task->done = done;
    task->arg = arg;
    task_table_add(local->tasks, task);
    return task;
}

struct task *task_delegate(struct task *task, reply_fn *done)
{
    struct task *child = task_new(task->local, &task->request, done, task);

    child->request.verb = VERB_NONE;
    child->request.revision = 0;
    child->request.idempotency[0] = '\0';
    child->project = task->project;
    child->parent = task;
    task->child = child;
    return child;
}

/* Neither calls the other any more. */
static void family_part(struct task *task)
{
    if (task->child) {
        task->child->parent = NULL;
        task->child->done = NULL;
    }
    if (task->parent) {
        task->parent->child = NULL;
    }
}

/* Nobody finds it any more, and all it has is gone, but for its reply. */
static void task_leave(struct task *task)
{
    family_part(task);
    if (!task->orphan) {
        task_table_remove(task->local->tasks, task);
    }
    inquiry_cancel(task->inquiry);
    smith_forget(task->local->smith, task);
    loop_timer_free(task->patience);
    if (task->work) {
        task->work_clear(task->work);
    }
    if (task->pair) {
        dkim_pair_clear(task->pair);
        free(task->pair);
    }
    request_clear(&task->request);
    free(task->events);
}

/* A result that nobody took is the next one's, as is the task. */
static void task_spend(struct task *task)
{
    struct local *local = task->local;
    struct reply *reply = &task->reply;

    if (reply->kind == REPLY_CHECK && reply->as.check) {
        check_result_clear(reply->as.check);
        spares_give(&local->results_spent, reply->as.check);
        reply->as.check = NULL;
    }
    reply_clear(reply);
    memset(task, 0, offsetof(struct task, reply));
    spares_give(&local->tasks_spent, task);
}

void task_free(struct task *task)
{
    task_leave(task);
    task_spend(task);
}

void task_answer(struct task *task)
{
    struct local *local = task->local;

    if (task->reply.status == STATUS_OK && task->request.verb != VERB_NONE &&
        task->reply.kind == REPLY_NOTHING) {
        task->reply.kind = command_at(task->request.verb)->reply;
    }
    task_leave(task);
    local->workers++; /* an answer that closes the engine must not free it under us */
    if (task->done) {
        task->done(task->arg, &task->reply);
    }
    task_spend(task);
    (void)local_release(local);
}

void task_fail(struct task *task, const struct fault *fault)
{
    reply_clear(&task->reply);
    reply_fail(&task->reply, fault);
    task_answer(task);
}

void task_write(struct task *task, task_db_fn *change)
{
    task->change = change;
    scribe_add(task->local->scribe, task);
}

static void pair_made(void *arg, struct dkim_pair *pair, const struct fault *fault)
{
    struct task *task = arg;
    const char *before;

    if (!pair) {
        task_fail(task, fault);
        return;
    }
    before = task_speak(task);
    task->pair = pair;
    task->paired(task);
    words_use(before);
}

void task_make_pair(struct task *task, task_start_fn *paired)
{
    task->paired = paired;
    smith_make(task->local->smith, pair_made, task);
}

enum status task_name(const struct task *task, struct name *name, char text[256],
                      struct fault *fault)
{
    char whole[NAME_TEXT];
    enum status status = name_from_user(request_get(&task->request, "domain"), name, fault);

    if (status || !text) {
        return status;
    }
    name_text(name, whole);
    text_copy(text, 256, whole);
    return STATUS_OK;
}

void task_tell_job(struct task *task, const char *job)
{
    task_tell_project(task, task->project.project.name, "", EVENT_JOB_CHANGED);
    text_copy(task->events[task->event_count - 1].job, JOB_ID, job);
}

void task_tell_project(struct task *task, const char *project, const char *domain,
                       enum event_kind kind)
{
    struct event *event;

    if (task->event_capacity == 0) { /* mostly it is one */
        task->events = mem_resize(NULL, 1, sizeof *task->events);
        task->event_capacity = 1;
    }
    event = ARRAY_ADD(task->events, task->event_count, task->event_capacity);
    *event = (struct event){.at = task_now(task), .kind = kind};
    text_copy(event->project, sizeof event->project, project);
    text_copy(event->domain, sizeof event->domain, domain);
}

enum status task_tell(struct task *task, struct db *db, const struct domain *domain,
                      enum event_kind kind, struct fault *fault)
{
    struct project_name *names = NULL;
    size_t count = 0;
    enum status status;

    /* The project of a task is the owner's, but for those that are nobody's. */
    if (task->project.id != 0 && domain->role == ROLE_OWNER && domain->share_count == 0) {
        task_tell_project(task, task->project.project.name, domain->name, kind);
        return STATUS_OK;
    }
    status = shares_audience(db, domain->id, &names, &count, fault);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        task_tell_project(task, names[i].name, domain->name, kind);
    }
    free(names);
    return status;
}

enum status task_log_row(struct task *task, struct db *db, struct journal_entry *row,
                         struct fault *fault)
{
    row->at = task_now(task);
    row->project = task->project.id;
    row->who = task->request.actor;
    return journal_add(db, row, fault);
}

enum status task_log(struct task *task, struct db *db, const char *domain, const char *action,
                     const char *detail, struct fault *fault)
{
    struct journal_entry row = {.domain = domain, .action = action, .detail = detail};

    return task_log_row(task, db, &row, fault);
}

int64_t task_now(const struct task *task)
{
    return local_now(task->local);
}
