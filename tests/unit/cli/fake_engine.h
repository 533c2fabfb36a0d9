// SPDX-License-Identifier: MIT
#pragma once
/* An engine that answers as a test says, some turns later and out of order, and counts. */
#include "base/memory.h"
#include "engine/engine.h"
#include "loop/loop.h"

#include <stdlib.h>

struct fake;
/* Fills the reply. */
typedef void fake_answer_fn(struct fake *fake, const struct request *request, struct reply *reply);

struct fake_task {
    struct fake *fake;
    struct fake_task *next;
    uint64_t ticket;
    struct request request;
    reply_fn *done;
    void *arg;
    struct loop_timer *timer;
};

struct fake {
    struct engine engine;
    struct loop *loop;
    fake_answer_fn *answer;
    struct fake_task *tasks;
    size_t asked, flying, most, cancelled;
};

static void fake_drop(struct fake_task *task)
{
    struct fake_task **at = &task->fake->tasks;

    while (*at != task) {
        at = &(*at)->next;
    }
    *at = task->next;
    task->fake->flying--;
    loop_timer_free(task->timer);
    request_clear(&task->request);
    free(task);
}

static void fake_due(void *arg)
{
    struct fake_task *task = arg;
    struct fake *fake = task->fake;
    reply_fn *done = task->done;
    void *done_arg = task->arg;
    struct reply reply;

    reply_init(&reply);
    fake->answer(fake, &task->request, &reply);
    fake_drop(task);
    done(done_arg, &reply);
    reply_clear(&reply);
}

static uint64_t fake_submit(struct engine *engine, const struct request *request, reply_fn *done,
                            void *arg)
{
    struct fake *fake = (struct fake *)engine;
    struct fake_task *task = mem_new(sizeof *task);

    *task = (struct fake_task){fake, fake->tasks, ++fake->asked, {0}, done, arg, NULL};
    request_copy(&task->request, request);
    fake->tasks = task;
    fake->flying++;
    fake->most = fake->flying > fake->most ? fake->flying : fake->most;
    task->timer = loop_timer_new(fake->loop, fake_due, task);
    loop_timer_start(task->timer, fake->asked * 7 % 5, 0);
    return task->ticket;
}

static void fake_cancel(struct engine *engine, uint64_t ticket)
{
    struct fake *fake = (struct fake *)engine;

    for (struct fake_task *task = fake->tasks; task; task = task->next) {
        if (task->ticket == ticket) {
            fake->cancelled++;
            fake_drop(task);
            return;
        }
    }
}

static void fake_open(struct fake *fake, struct loop *loop, fake_answer_fn *answer)
{
    static const struct engine_ops ops = {.submit = fake_submit, .cancel = fake_cancel};

    *fake = (struct fake){.engine = {&ops}, .loop = loop, .answer = answer};
}
