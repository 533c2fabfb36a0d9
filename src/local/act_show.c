// SPDX-License-Identifier: MIT
#include "local/find.h"
#include "local/handler.h"
#include "local/keyed.h"

static void show_now(struct task *task)
{
    struct fault fault = {0};

    if (find_domain(task, store_reader(task->local->store), &task->reply.as.domain, &fault)) {
        task_fail(task, &fault);
        return;
    }
    task->reply.kind = REPLY_DOMAIN;
    task_answer(task);
}

void read_domain(struct task *task)
{
    task_with_key(task, show_now);
}
