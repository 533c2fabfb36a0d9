// SPDX-License-Identifier: MIT
#include "local/find.h"
#include "local/handler.h"
#include "local/keyed.h"

/* NULL: the task has failed. */
static struct domain *find_shown(struct task *task)
{
    struct domain *domain = NULL;
    struct fault fault = {0};

    if (find_domain(task, store_reader(task->local->store), &domain, &fault)) {
        task_fail(task, &fault);
    }
    return domain;
}

static void show(struct task *task, struct domain *domain)
{
    task->reply.kind = REPLY_DOMAIN;
    task->reply.as.domain = domain;
    task_answer(task);
}

static void show_now(struct task *task)
{
    struct domain *domain = find_shown(task);

    if (domain) {
        show(task, domain);
    }
}

/* This is what is asked most: one look where nothing has to be made. */
void read_domain(struct task *task)
{
    struct domain *domain = find_shown(task);

    if (domain && domain_lacks_key(domain)) {
        domain_free(domain);
        task_with_key(task, show_now);
    } else if (domain) {
        show(task, domain);
    }
}
