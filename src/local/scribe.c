// SPDX-License-Identifier: MIT
#include "local/scribe.h"

#include "base/clock.h"
#include "base/memory.h"
#include "base/words.h"
#include "local/gate.h"
#include "local/repeat.h"
#include "local/smith.h"
#include "local/watchers.h"

#include <stdlib.h>

enum {
    WRITING_MS = 20, /* of a turn; the rest is written in the next transaction */
    AFAR_MOST = 256, /* as many take a worker about that long; others wait for them */
};

struct scribe {
    struct local *local;
    struct loop_timer *timer;
    struct task_queue waiting, writing;
    bool afar; /* the worker makes the changes, too, before it commits */
    bool committing;
    enum status outcome; /* of the commit, set by the worker */
    struct fault fault;
};

static void scribe_turn(void *arg);

struct scribe *scribe_new(struct local *local)
{
    struct scribe *scribe = mem_new(sizeof *scribe);

    scribe->local = local;
    scribe->timer = loop_timer_new(local->options.loop, scribe_turn, scribe);
    TAILQ_INIT(&scribe->waiting);
    TAILQ_INIT(&scribe->writing);
    return scribe;
}

void scribe_free(struct scribe *scribe)
{
    if (scribe) {
        loop_timer_free(scribe->timer);
        free(scribe);
    }
}

void scribe_add(struct scribe *scribe, struct task *task)
{
    TAILQ_INSERT_TAIL(&scribe->waiting, task, link);
    if (!scribe->committing) {
        loop_timer_start(scribe->timer, 0, 0);
    }
}

bool scribe_drop(struct scribe *scribe, struct task *task)
{
    struct task *other;

    TAILQ_FOREACH(other, &scribe->waiting, link)
    {
        if (other == task) {
            TAILQ_REMOVE(&scribe->waiting, task, link);
            return true;
        }
    }
    return false;
}

/* The whole transaction fails for the reason that a change gave. */
static enum status fail_all(const struct fault *reason, struct fault *fault)
{
    return fault_set(fault, reason->status ? reason->status : STATUS_IO,
                     reason->status ? reason->code : "store-io", "%s",
                     reason->status ? reason->message : _("the disk failed; nothing was changed"));
}

/* When the savepoint is gone too, SQLite rolled everything back inside the change: what it said
 * then is the cause. */
static enum status undo_one(struct store *store, const struct fault *refusal, struct fault *fault)
{
    return store_undo(store, NULL) == STATUS_OK ? STATUS_OK : fail_all(refusal, fault);
}

/* A request that came before gets the answer it got then, and changes nothing. */
static enum status change_once(struct task *task, struct db *db, struct fault *fault)
{
    bool answered = false;
    enum status status = repeat_find(task, db, &answered, fault);

    if (status || answered) {
        return status;
    }
    status = task->change(task, db, fault);
    if (status == STATUS_OK && task->along) {
        status = task->along(task, db, fault);
    }
    return status ? status : repeat_keep(task, db, fault);
}

/* That it was refused is what came of it; unless nobody may say so any more. */
static enum status refuse_along(struct task *task, struct db *db, struct fault *fault)
{
    struct fault over = {0};
    enum status status = STATUS_OK;

    if (task->along && !task->wants_pair && task->reply.status != STATUS_CANCELLED) {
        status = task->along(task, db, &over);
    }
    if (status == STATUS_OK || status == STATUS_CANCELLED) {
        return STATUS_OK;
    }
    return fault_set(fault, status, over.code, "%s", over.message);
}

/* A refusal is an answer too. */
static void refuse(struct task *task, const struct fault *refusal)
{
    task->event_count = 0;
    if (!task->wants_pair) {
        reply_clear(&task->reply);
        reply_fail(&task->reply, refusal);
    }
}

static enum status refuse_one(struct store *store, struct task *task, const struct fault *refusal,
                              struct fault *fault)
{
    enum status status;

    refuse(task, refusal);
    status = undo_one(store, refusal, fault);
    status = status ? status : refuse_along(task, store_writer(store), fault);
    if (status == STATUS_OK && repeat_wants(task)) {
        status = repeat_keep(task, store_writer(store), fault);
    }
    return status;
}

/* One change in its savepoint. What the store itself cannot do fails the whole transaction. */
static enum status write_marked(struct store *store, struct task *task, struct fault *fault)
{
    struct fault refusal = {0};
    enum status status = store_mark(store, fault);

    if (status) {
        return status;
    }
    if (change_once(task, store_writer(store), &refusal) == STATUS_OK) {
        return store_keep(store, fault);
    }
    return refuse_one(store, task, &refusal, fault);
}

/* A savepoint copies each page that is touched under it. */
static bool is_sure(const struct task *task)
{
    return task->sure && !task->along && !task->request.idempotency[0];
}

static enum status write_sure(struct store *store, struct task *task, struct fault *fault)
{
    struct fault refusal = {0};
    int64_t before = store_written(store);

    if (task->change(task, store_writer(store), &refusal) == STATUS_OK) {
        return STATUS_OK;
    }
    if (store_written(store) != before) {
        return fail_all(&refusal, fault); /* half a change cannot be taken back alone */
    }
    refuse(task, &refusal);
    return STATUS_OK;
}

static enum status write_one(struct scribe *scribe, struct task *task, struct fault *fault)
{
    struct store *store = scribe->local->store;

    return is_sure(task) ? write_sure(store, task, fault) : write_marked(store, task, fault);
}

static enum status write_spoken(struct scribe *scribe, struct task *task)
{
    const char *before = task_speak(task);
    enum status status = write_one(scribe, task, &scribe->fault);

    words_use(before);
    return status;
}

static struct task *take_first(struct scribe *scribe)
{
    struct task *task = TAILQ_FIRST(&scribe->waiting);

    TAILQ_REMOVE(&scribe->waiting, task, link);
    TAILQ_INSERT_TAIL(&scribe->writing, task, link);
    return task;
}

static bool is_apart(const struct task *task)
{
    return task->apart && is_sure(task);
}

static void take_for_worker(struct scribe *scribe)
{
    take_first(scribe)->away = true;
    scribe->afar = true;
}

/* What is left to the worker, if that is first in line: one long change, or all those that keep to
 * themselves. */
static void take_afar(struct scribe *scribe)
{
    struct task *task = TAILQ_FIRST(&scribe->waiting);

    if (task->heavy) {
        take_for_worker(scribe);
        return;
    }
    for (int i = 0; i < AFAR_MOST && task && is_apart(task); i++) {
        take_for_worker(scribe);
        task = TAILQ_FIRST(&scribe->waiting);
    }
}

/* The others: as many as there are and a turn has time for. */
static void write_here(struct scribe *scribe)
{
    int64_t until = clock_monotonic() + WRITING_MS;
    struct task *task;
    int count = 0;

    while (count++ < SCRIBE_MOST && (task = TAILQ_FIRST(&scribe->waiting)) && !task->heavy &&
           !is_apart(task) && (count == 1 || clock_monotonic() <= until)) {
        take_first(scribe);
        if (scribe->outcome == STATUS_OK) {
            scribe->outcome = write_spoken(scribe, task);
        }
    }
}

static void transaction_begin(struct scribe *scribe)
{
    scribe->fault = (struct fault){0};
    scribe->outcome = store_begin(scribe->local->store, &scribe->fault);
    if (scribe->outcome == STATUS_OK) {
        scribe->outcome =
            gate_write(scribe->local->gate, store_writer(scribe->local->store), &scribe->fault);
    }
}

static void commit_work(void *arg)
{
    struct scribe *scribe = arg;
    struct task *task;

    if (scribe->afar) {
        TAILQ_FOREACH(task, &scribe->writing, link)
        {
            scribe->outcome = scribe->outcome ? scribe->outcome : write_spoken(scribe, task);
        }
    }
    scribe->outcome =
        scribe->outcome ? scribe->outcome : store_commit(scribe->local->store, &scribe->fault);
}

static void tell_events(struct task *task)
{
    for (size_t i = 0; i < task->event_count; i++) {
        watchers_tell(task->local->watchers, &task->events[i]);
    }
    task->event_count = 0;
}

static void end_one(struct scribe *scribe, struct task *task)
{
    if (scribe->outcome) {
        reply_clear(&task->reply);
        task_fail(task, &scribe->fault);
    } else if (task->wants_pair) {
        task->wants_pair = false;
        task_make_pair(task, task->paired);
    } else {
        if (task->request.verb == VERB_PROJECT_CREDENTIALS) {
            gate_forget(scribe->local->gate);
        }
        tell_events(task);
        task_answer(task);
    }
}

/* Answers may submit anew, cancel others, or close the engine. */
static void end_all(struct scribe *scribe)
{
    struct local *local = scribe->local;
    struct task *task;

    if (scribe->outcome) {
        store_rollback(local->store);
    } else {
        gate_written(local->gate);
    }
    while (!local->closing && (task = TAILQ_FIRST(&scribe->writing))) {
        TAILQ_REMOVE(&scribe->writing, task, link);
        end_one(scribe, task);
    }
}

/* Whose engine closed while its change was made is freed here. */
static void back_from_afar(struct scribe *scribe)
{
    struct task *task, *next;

    for (task = TAILQ_FIRST(&scribe->writing); scribe->afar && task; task = next) {
        next = TAILQ_NEXT(task, link);
        task->away = false;
        if (task->orphan) {
            TAILQ_REMOVE(&scribe->writing, task, link);
            task_free(task);
        }
    }
    scribe->afar = false;
}

static void commit_done(void *arg)
{
    struct scribe *scribe = arg;
    struct local *local = scribe->local;

    scribe->committing = false;
    back_from_afar(scribe);
    if (local_release(local)) {
        return;
    }
    local->workers++; /* an answer that closes the engine must not free it under us */
    end_all(scribe);
    if (local_release(local)) {
        return;
    }
    if (!TAILQ_EMPTY(&scribe->waiting)) {
        loop_timer_start(scribe->timer, 0, 0);
    }
    smith_look(local->smith);
}

static void scribe_turn(void *arg)
{
    struct scribe *scribe = arg;
    struct local *local = scribe->local;

    if (local->closing || scribe->committing || TAILQ_EMPTY(&scribe->waiting)) {
        return; /* of a closed engine the tasks are gone, while a worker may keep the rest */
    }
    transaction_begin(scribe);
    take_afar(scribe);
    if (!scribe->afar) {
        write_here(scribe);
    }
    scribe->committing = true;
    local->workers++;
    if (scribe->outcome) {
        loop_later(local->options.loop, commit_done, scribe);
    } else {
        loop_work_start(local->options.loop, commit_work, commit_done, scribe);
    }
}
