// SPDX-License-Identifier: MIT
/* Tickets, turns and events of the fake; what it answers is in fake.c. */
#include "tests/contract/fake.h"

#include <stdlib.h>

static void task_unlink(struct fake_task *task)
{
    struct fake_task **at = &task->fake->tasks;

    while (*at != task) {
        at = &(*at)->next;
    }
    *at = task->next;
    task->fake = NULL;
}

static void task_due(void *arg)
{
    struct fake_task *task = arg;
    struct fake *fake = task->fake;
    struct reply reply;

    if (fake) {
        task_unlink(task);
        reply_init(&reply);
        fake_answer(fake, &task->request, &reply);
        task->done(task->arg, &reply);
        reply_clear(&reply);
    }
    request_clear(&task->request);
    free(task);
}

static uint64_t fake_submit(struct engine *engine, const struct request *request, reply_fn *done,
                            void *arg)
{
    struct fake *fake = (struct fake *)engine;
    struct fake_task *task = mem_new(sizeof *task);

    *task = (struct fake_task){.fake = fake, .next = fake->tasks, .ticket = ++fake->tickets};
    task->done = done;
    task->arg = arg;
    request_copy(&task->request, request);
    fake->tasks = task;
    loop_later(fake->stage->loop, task_due, task);
    return task->ticket;
}

static void fake_cancel(struct engine *engine, uint64_t ticket)
{
    for (struct fake_task *task = ((struct fake *)engine)->tasks; task; task = task->next) {
        if (task->ticket == ticket) {
            task_unlink(task);
            return;
        }
    }
}

static void fake_watch(struct engine *engine, event_fn *seen, void *arg)
{
    struct fake *fake = (struct fake *)engine;

    for (size_t i = 0; i < FAKE_WATCHERS; i++) {
        if (!fake->watchers[i].seen) {
            fake->watchers[i].seen = seen;
            fake->watchers[i].arg = arg;
            return;
        }
    }
}

static void fake_unwatch(struct engine *engine, event_fn *seen, void *arg)
{
    struct fake *fake = (struct fake *)engine;

    for (size_t i = 0; i < FAKE_WATCHERS; i++) {
        if (fake->watchers[i].seen == seen && fake->watchers[i].arg == arg) {
            fake->watchers[i].seen = NULL;
        }
    }
}

void fake_tell(struct fake *fake, enum event_kind kind, const char *project, const char *domain)
{
    struct event event = {.sequence = ++fake->sequence, .at = clock_now(NULL), .kind = kind};

    text_copy(event.project, sizeof event.project, project);
    text_copy(event.domain, sizeof event.domain, domain);
    for (size_t i = 0; i < FAKE_WATCHERS; i++) {
        if (fake->watchers[i].seen) {
            fake->watchers[i].seen(fake->watchers[i].arg, &event);
        }
    }
}

static void fake_close(struct engine *engine)
{
    struct fake *fake = (struct fake *)engine;

    while (fake->tasks) {
        task_unlink(fake->tasks); /* its turn frees it */
    }
    for (size_t i = 0; i < FAKE_DOMAINS; i++) {
        domain_free(fake->domains[i].domain);
    }
    free(fake);
}

static void fake_open(struct stage *stage)
{
    static const struct engine_ops ops = {fake_submit, fake_cancel, fake_watch, fake_unwatch,
                                          fake_close};
    static const char *const projects[SEAT_COUNT] = {"owner", "guest", "owner"};
    struct fake *fake = mem_new(sizeof *fake);

    fake->base.ops = &ops;
    fake->stage = stage;
    for (int seat = 0; seat < SEAT_COUNT; seat++) {
        stage->seats[seat].engine = &fake->base;
        text_copy(stage->seats[seat].project, 64, projects[seat]);
    }
    stage->seats[SEAT_READER].read_only = true;
}

static void fake_shut(struct stage *stage)
{
    engine_close(stage->seats[SEAT_OWNER].engine);
}

const struct flavour flavour_fake = {"fake", fake_open, fake_shut};
