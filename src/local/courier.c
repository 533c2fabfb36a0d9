// SPDX-License-Identifier: MIT
#include "local/courier.h"

#include "base/log.h"
#include "base/memory.h"
#include "local/porter.h"
#include "local/task.h"
#include "local/tidings.h"
#include "local/watchers.h"

#include <stdio.h>
#include <stdlib.h>

enum { FIRST_MS = 10000, LAST_MS = 60 * 60 * 1000, LOOK_MS = 60000 };

struct courier {
    struct local *local;
    struct loop_timer *timer;
    enum outbox_target target;
    struct porter *porter, *next; /* next: from when the message under way is settled */
    bool has_next;
    struct outbox_message message; /* under way; id 0: none */
    struct porter_result result;   /* of it */
    bool busy;
};

static void courier_arm(struct courier *courier)
{
    int64_t at = 0, wait = LOOK_MS;

    if (courier->busy || !courier->porter) {
        return;
    }
    if (outbox_next(store_reader(courier->local->store), courier->target, &at, NULL) == STATUS_OK &&
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

static bool is_over(const struct courier *courier)
{
    return courier->result.end != PORTER_AGAIN || courier->message.attempts + 1 >= COURIER_TRIES;
}

/* Ever later, up to an hour; later still when the other side says so. */
static int64_t pause_before_next(const struct courier *courier)
{
    int64_t wait = FIRST_MS;

    for (int i = 0; i < courier->message.attempts && wait < LAST_MS; i++) {
        wait *= 2;
    }
    wait = wait < LAST_MS ? wait : LAST_MS;
    return wait > courier->result.wait_ms ? wait : courier->result.wait_ms;
}

static enum status settle(struct task *task, struct db *db, struct fault *fault)
{
    const struct courier *courier = task->along_arg;
    const struct outbox_message *message = &courier->message;

    return is_over(courier)
               ? outbox_remove(db, message->id, fault)
               : outbox_retry(db, message->id, task_now(task) + pause_before_next(courier), fault);
}

static void porter_change(struct courier *courier, struct porter *porter)
{
    porter_free(courier->porter);
    courier->porter = porter;
    courier->next = NULL;
    courier->has_next = false;
}

/* Nothing is under way any more. */
static void lay_down(struct courier *courier)
{
    free(courier->message.body);
    courier->message = (struct outbox_message){0};
    courier->busy = false;
    if (courier->has_next) {
        porter_change(courier, courier->next);
    }
}

static void settled(void *arg, struct reply *reply)
{
    struct courier *courier = arg;

    lay_down(courier);
    if (reply->status) {
        loop_timer_start(courier->timer, LOOK_MS, 0);
    } else {
        courier_arm(courier);
    }
}

static void log_failure(const struct courier *courier)
{
    char tries[16], id[TIDINGS_ID];

    snprintf(tries, sizeof tries, "%d", courier->message.attempts + 1);
    (void)tidings_id(courier->message.body, id);
    LOG_EVENT(LOG_WARN, is_over(courier) ? "hook-given-up" : "hook-failed",
              {"hook", courier->target == OUTBOX_WEBHOOK ? "url" : "command"}, {"id", id},
              {"try", tries}, {"reason", courier->result.why});
}

static void came_back(void *arg, const struct porter_result *result)
{
    struct courier *courier = arg;

    courier->result = *result;
    if (result->end != PORTER_DONE) {
        log_failure(courier);
    }
    write_own(courier, settle, settled);
}

static enum status claim(struct task *task, struct db *db, struct fault *fault)
{
    struct courier *courier = task->along_arg;
    struct holder holder = local_holder(task->local, COURIER_HELD_MS);
    enum status status = outbox_claim(db, courier->target, &holder, &courier->message, fault);

    return status == STATUS_MISSING ? STATUS_OK : status;
}

static void claimed(void *arg, struct reply *reply)
{
    struct courier *courier = arg;

    if (reply->status || courier->message.id == 0) {
        lay_down(courier);
        loop_timer_start(courier->timer, LOOK_MS, 0);
        return;
    }
    porter_carry(courier->porter, courier->message.body, came_back, courier);
}

static void courier_turn(void *arg)
{
    struct courier *courier = arg;
    int64_t at = 0;

    if (courier->busy || !courier->porter ||
        outbox_next(store_reader(courier->local->store), courier->target, &at, NULL) != STATUS_OK) {
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

struct courier *courier_new(struct local *local, enum outbox_target target)
{
    struct courier *courier = mem_new(sizeof *courier);

    courier->local = local;
    courier->target = target;
    courier->timer = loop_timer_new(local->options.loop, courier_turn, courier);
    watchers_add(local->watchers, courier_saw, courier);
    return courier;
}

void courier_use(struct courier *courier, struct porter *porter)
{
    if (!courier->busy) {
        porter_change(courier, porter);
        courier_arm(courier);
        return;
    }
    porter_free(courier->next);
    courier->next = porter;
    courier->has_next = true;
}

void courier_free(struct courier *courier)
{
    if (courier) {
        watchers_remove(courier->local->watchers, courier_saw, courier);
        porter_free(courier->porter);
        porter_free(courier->next);
        loop_timer_free(courier->timer);
        free(courier->message.body);
        free(courier);
    }
}
