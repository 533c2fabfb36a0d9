// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "keys/seal.h"
#include "local/handler.h"
#include "local/table.h"
#include "local/vault.h"
#include "store/copy.h"

#include <stdlib.h>

/* Copying goes on on a worker, which knows nothing of the task: that may be gone when it is back.
 */
struct copying {
    struct local *local;
    uint64_t asker; /* its ticket */
    char *from, *file;
    char *folder; /* of the store to be; NULL: none */
    bool replace, is_restored;
    int64_t now;
    struct copy_facts facts;
    enum status status;
    struct fault fault;
};

static void copying_free(struct copying *copying)
{
    free(copying->from);
    free(copying->file);
    free(copying->folder);
    buffer_clear(&copying->facts.proof);
    free(copying);
}

static void copying_done(void *arg)
{
    struct copying *copying = arg;
    struct local *local = copying->local;
    struct task *task = local->closing ? NULL : task_table_find(local->tasks, copying->asker);

    if (task && copying->status) {
        task_fail(task, &copying->fault);
    } else if (task) {
        task->reply.kind = REPLY_BACKUP;
        task->reply.as.backup = (struct reply_backup){.file = mem_text(copying->file),
                                                      .bytes = copying->facts.bytes,
                                                      .domains = copying->facts.domains,
                                                      .projects = copying->facts.projects,
                                                      .schema = copying->facts.schema,
                                                      .restored = copying->is_restored};
        task_answer(task);
    }
    copying_free(copying);
    (void)local_release(local);
}

static void copying_start(struct task *task, struct copying *copying, loop_fn *work)
{
    copying->local = task->local;
    copying->asker = task->ticket;
    copying->now = task_now(task);
    copying->file = mem_text(request_get(&task->request, "file"));
    task->local->workers++;
    loop_work_start(task->local->options.loop, work, copying_done, copying);
}

static void backup_work(void *arg)
{
    struct copying *copying = arg;

    copying->status = copy_make(copying->from, copying->file, &copying->fault);
    if (copying->status == STATUS_OK) {
        copying->status = copy_check(copying->file, &copying->facts, &copying->fault);
    }
}

void back_up(struct task *task)
{
    struct copying *copying = mem_new(sizeof *copying);

    copying->from = copy_store(task->local->folder);
    copying_start(task, copying, backup_work);
}

/* A copy without its master key would be a store that nobody can open. */
static enum status key_check(struct copying *copying)
{
    struct master_source source = {.file = copying->local->options.master_key_file,
                                   .folder = copying->local->options.home};

    return vault_opens(&source, &copying->facts.proof, &copying->fault);
}

static void restore_work(void *arg)
{
    struct copying *copying = arg;
    struct fault *fault = &copying->fault;
    enum status status = copy_check(copying->file, &copying->facts, fault);

    status = status ? status : key_check(copying);
    if (status == STATUS_OK && copying->folder) {
        status =
            copy_restore(copying->file, copying->folder, copying->replace, copying->now, fault);
        copying->is_restored = status == STATUS_OK;
    }
    copying->status = status;
}

void restore(struct task *task)
{
    const char *home = task->local->options.home;
    struct copying *copying;
    struct fault fault = {0};

    if (!home || task->local->store) {
        fault_set(&fault, STATUS_REFUSED, "no-home",
                  _("nobody says where the store is to be, or it is open here"));
        task_fail(task, &fault);
        return;
    }
    copying = mem_new(sizeof *copying);
    copying->folder = request_has(&task->request, "check") ? NULL : mem_text(home);
    copying->replace = request_has(&task->request, "replace");
    copying_start(task, copying, restore_work);
}
