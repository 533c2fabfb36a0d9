// SPDX-License-Identifier: MIT
#include "local/first_use.h"

#include "base/random.h"
#include "base/text.h"
#include "local/detail.h"
#include "local/table.h"

static const char usual[] = "default";

const char *project_of(const struct request *request)
{
    return request->project[0] ? request->project : usual;
}

/* Another task may have been quicker. */
static enum status project_make(struct task *task, struct db *db, struct fault *fault)
{
    struct project project = {.created_at = task_now(task)};
    struct detail detail = {0};
    enum status status = projects_find(db, usual, &task->project, fault);

    if (status != STATUS_MISSING) {
        return status;
    }
    fault_clear(fault);
    text_copy(project.name, sizeof project.name, usual);
    random_uuid(project.key);
    detail_add(&detail, "project", usual);
    status = projects_add(db, &project, &task->project.id, fault);
    status = status ? status : task_log(task, db, "", "project-create", detail_end(&detail), fault);
    detail_clear(&detail);
    return status;
}

static void project_made(void *arg, struct reply *reply)
{
    struct task *task = arg;

    if (reply->status) {
        task_fail(task, &reply->fault);
    } else {
        task_table_queue(task->local->tasks, task);
    }
}

bool first_use_begins(struct task *task)
{
    if (!text_equal(project_of(&task->request), usual) || !task->local->store) {
        return false;
    }
    task_write(task_delegate(task, project_made), project_make);
    return true;
}
