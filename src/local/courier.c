// SPDX-License-Identifier: MIT
#include "local/courier.h"

#include "base/memory.h"
#include "local/task.h"
#include "local/watchers.h"
#include "loop/child.h"
#include "store/outbox.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_MS = 10000, LAST_MS = 60 * 60 * 1000, LOOK_MS = 60000 };

struct courier {
    struct local *local;
    struct loop_timer *timer;
    struct loop_child *child;
    struct outbox_message message; /* under way; id 0: none */
    bool busy;
    bool delivered;
    char *line, *argv[LOOP_CHILD_WORDS + 1]; /* the command in words */
};

static void courier_arm(struct courier *courier)
{
    int64_t at = 0, wait = LOOK_MS;

    if (courier->busy) {
        return;
    }
    if (outbox_next(store_reader(courier->local->store), OUTBOX_COMMAND, &at, NULL) == STATUS_OK &&
        at != 0) {
        wait = at - local_now(courier->local);
    }
    loop_timer_start(courier->timer, (uint64_t)(wait < 0 ? 0 : wait < LOOK_MS ? wait : LOOK_MS), 0);
}

static void write_own(struct courier *courier, task_db_fn *change, reply_fn *done)
{
    struct request request;
    struct task *task;

    request_init(&request, VERB_NONE);
    task = task_new(courier->local, &request, done, courier);
    request_clear(&request);
    task->along_arg = courier;
    task_write(task, change);
}

static enum status settle(struct task *task, struct db *db, struct fault *fault)
{
    const struct courier *courier = task->along_arg;
    const struct outbox_message *message = &courier->message;
    int64_t wait = FIRST_MS;

    if (courier->delivered || message->attempts + 1 >= COURIER_TRIES) {
        return outbox_remove(db, message->id, fault);
    }
    for (int i = 0; i < message->attempts && wait < LAST_MS; i++) {
        wait *= 2;
    }
    return outbox_retry(db, message->id, task_now(task) + (wait < LAST_MS ? wait : LAST_MS), fault);
}

static void settled(void *arg, struct reply *reply)
{
    struct courier *courier = arg;

    free(courier->message.body);
    courier->message = (struct outbox_message){0};
    courier->busy = false;
    if (reply->status) {
        loop_timer_start(courier->timer, LOOK_MS, 0);
    } else {
        courier_arm(courier);
    }
}

static void came_back(void *arg, int code)
{
    struct courier *courier = arg;

    courier->child = NULL;
    courier->delivered = code == 0;
    write_own(courier, settle, settled);
}

static enum status claim(struct task *task, struct db *db, struct fault *fault)
{
    struct courier *courier = task->along_arg;
    struct holder holder = local_holder(task->local, COURIER_HELD_MS);
    enum status status = outbox_claim(db, OUTBOX_COMMAND, &holder, &courier->message, fault);

    return status == STATUS_MISSING ? STATUS_OK : status;
}

static void claimed(void *arg, struct reply *reply)
{
    struct courier *courier = arg;

    if (reply->status || courier->message.id == 0) {
        free(courier->message.body);
        courier->message = (struct outbox_message){0};
        courier->busy = false;
        loop_timer_start(courier->timer, LOOK_MS, 0);
        return;
    }
    courier->child = loop_child_start(courier->local->options.loop, courier->argv,
                                      courier->message.body, COURIER_MS, came_back, courier);
}

static void courier_turn(void *arg)
{
    struct courier *courier = arg;
    int64_t at = 0;

    if (courier->busy ||
        outbox_next(store_reader(courier->local->store), OUTBOX_COMMAND, &at, NULL) != STATUS_OK) {
        return;
    }
    if (at == 0 || at > local_now(courier->local)) {
        courier_arm(courier);
        return;
    }
    courier->busy = true;
    write_own(courier, claim, claimed);
}

static void courier_saw(void *arg, const struct event *event)
{
    if (event->kind == EVENT_DOMAIN_CHANGED) {
        courier_arm(arg);
    }
}

struct courier *courier_new(struct local *local)
{
    struct courier *courier = mem_new(sizeof *courier);
    char *rest = NULL, *word;
    size_t count = 0;

    courier->local = local;
    courier->line = mem_text(local->options.hooks.command);
    for (word = strtok_r(courier->line, " \t", &rest); word && count < LOOP_CHILD_WORDS;
         word = strtok_r(NULL, " \t", &rest)) {
        courier->argv[count++] = word;
    }
    courier->timer = loop_timer_new(local->options.loop, courier_turn, courier);
    watchers_add(local->watchers, courier_saw, courier);
    if (count > 0) {
        courier_arm(courier);
    }
    courier->busy = count == 0;
    return courier;
}

void courier_free(struct courier *courier)
{
    if (courier) {
        watchers_remove(courier->local->watchers, courier_saw, courier);
        loop_child_forget(courier->child);
        loop_timer_free(courier->timer);
        free(courier->message.body);
        free(courier->line);
        free(courier);
    }
}
