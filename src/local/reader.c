// SPDX-License-Identifier: MIT
#include "local/reader.h"

#include "base/memory.h"
#include "base/words.h"
#include "local/handler.h"

#include <stdlib.h>

struct reader {
    struct local *local;
    struct task_queue waiting;
    struct task *current; /* a worker has it; NULL: none */
    struct db *db;        /* NULL: not opened yet */
    enum status status;   /* of the read, set by the worker */
    struct fault fault;
};

struct reader *reader_new(struct local *local)
{
    struct reader *reader = mem_new(sizeof *reader);

    reader->local = local;
    TAILQ_INIT(&reader->waiting);
    return reader;
}

void reader_free(struct reader *reader)
{
    free(reader);
}

static void reader_work(void *arg)
{
    struct reader *reader = arg;
    struct task *task = reader->current;
    const char *before = task_speak(task);

    reader->status = handler_at(task->request.verb)->read(task, reader->db, &reader->fault);
    words_use(before);
}

static void answer(struct task *task, enum status status, const struct fault *fault)
{
    const char *before = task_speak(task);

    if (status) {
        task_fail(task, fault);
    } else {
        task_answer(task);
    }
    words_use(before);
}

static void reader_next(struct reader *reader);

/* An engine that closed meanwhile is freed with its last worker. */
static void reader_done(void *arg)
{
    struct reader *reader = arg;
    struct local *local = reader->local;
    struct task *task = reader->current;

    reader->current = NULL;
    task->away = false;
    if (task->orphan) {
        task_free(task);
    } else {
        answer(task, reader->status, &reader->fault);
    }
    if (!local_release(local)) {
        reader_next(reader);
    }
}

static void reader_begin(struct reader *reader, struct task *task)
{
    struct local *local = reader->local;

    fault_clear(&reader->fault);
    reader->status =
        reader->db ? STATUS_OK : store_far_reader(local->store, &reader->db, &reader->fault);
    reader->current = task;
    task->away = true;
    local->workers++;
    if (reader->status) {
        loop_later(local->options.loop, reader_done, reader);
    } else {
        db_stop(reader->db, false);
        loop_work_start(local->options.loop, reader_work, reader_done, reader);
    }
}

static void reader_next(struct reader *reader)
{
    struct task *task = TAILQ_FIRST(&reader->waiting);

    if (task && !reader->current) {
        TAILQ_REMOVE(&reader->waiting, task, link);
        reader_begin(reader, task);
    }
}

void reader_add(struct reader *reader, struct task *task)
{
    task->far = true;
    TAILQ_INSERT_TAIL(&reader->waiting, task, link);
    reader_next(reader);
}

void reader_stop(struct reader *reader)
{
    if (reader && reader->db) {
        db_stop(reader->db, true);
    }
}

bool reader_drop(struct reader *reader, struct task *task)
{
    if (task == reader->current) {
        reader_stop(reader);
        return false;
    }
    TAILQ_REMOVE(&reader->waiting, task, link);
    return true;
}
