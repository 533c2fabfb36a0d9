// SPDX-License-Identifier: MIT
#include "local/keyed.h"

#include "base/memory.h"
#include "keys/dkim_pair.h"
#include "local/find.h"
#include "local/scribe.h"
#include "local/vault.h"

#include <stdlib.h>

/* Another task may have been quicker; then its key stands. With the key the domain has another
 * revision, which is what the task that asked for it knows from now on. */
static enum status write_key(struct task *task, struct db *db, struct fault *fault)
{
    struct domain *domain = NULL;
    enum status status = find_own(task, db, &domain, fault);

    if (status == STATUS_OK && !domain->dkim) {
        status = vault_give(task->local, db, domain, task->pair, fault);
        status = status ? status : task_tell(task, db, domain, EVENT_KEY_READY, fault);
        if (status == STATUS_OK && task->parent && task->request.revision != 0) {
            task->parent->request.revision = domain->revision;
        }
    }
    domain_free(domain);
    return status;
}

/* The key is written for its own sake; the task goes on from the beginning and finds it. */
static void key_written(void *arg, struct reply *reply)
{
    struct task *task = arg;

    if (reply->status) {
        task_fail(task, &reply->fault);
    } else {
        task->then(task);
    }
}

static void key_made(struct task *task)
{
    struct task *writer = task_delegate(task, key_written);

    writer->request.revision = task->request.revision;
    writer->pair = task->pair;
    task->pair = NULL;
    task_write(writer, write_key);
}

bool domain_lacks_key(const struct domain *domain)
{
    return domain->role == ROLE_OWNER && !domain->dkim;
}

void task_with_key(struct task *task, task_start_fn *then)
{
    struct domain *domain = NULL;
    struct fault fault = {0};
    bool missing;

    if (find_domain(task, store_reader(task->local->store), &domain, &fault)) {
        task_fail(task, &fault);
        return;
    }
    missing = domain_lacks_key(domain);
    domain_free(domain);
    task->then = then;
    if (missing) {
        task_make_pair(task, key_made);
    } else {
        then(task);
    }
}
