// SPDX-License-Identifier: MIT
#include "local/table.h"

#include "base/memory.h"

#include <stdlib.h>

enum { TABLE_BUCKETS = 1024, TABLE_TURN = 256, TABLE_TURN_MS = 20 };

struct task_table {
    struct local *local;
    struct task_list buckets[TABLE_BUCKETS];
    struct task_queue queue;
    struct loop_timer *timer;
    task_start_fn *begin;
    uint64_t tickets;
};

/* At least one, and as many as there is time for: a list alone may take LOCAL_NEAR_MS. */
static void begin_some(struct task_table *table)
{
    int64_t until = clock_monotonic() + TABLE_TURN_MS;
    struct task *task;

    for (int i = 0; i < TABLE_TURN && (task = TAILQ_FIRST(&table->queue)); i++) {
        if (i > 0 && clock_monotonic() >= until) {
            break;
        }
        TAILQ_REMOVE(&table->queue, task, link);
        task->queued = false;
        table->begin(task);
    }
}

static void table_turn(void *arg)
{
    struct task_table *table = arg;
    struct store *store = table->local->store; /* NULL: there is none */

    table->local->asker.id = 0;
    if (store) {
        store_look(store);
    }
    begin_some(table);
    if (store) {
        store_look_end(store);
    }
    if (!TAILQ_EMPTY(&table->queue)) {
        loop_timer_start(table->timer, 0, 0);
    }
}

struct task_table *task_table_new(struct local *local, task_start_fn *begin)
{
    struct task_table *table = mem_new(sizeof *table);

    for (size_t i = 0; i < TABLE_BUCKETS; i++) {
        LIST_INIT(&table->buckets[i]);
    }
    TAILQ_INIT(&table->queue);
    table->local = local;
    table->timer = loop_timer_new(local->options.loop, table_turn, table);
    table->begin = begin;
    return table;
}

static void bucket_clear(struct task_list *bucket)
{
    struct task *task;

    while ((task = LIST_FIRST(bucket))) {
        if (task->away) {
            LIST_REMOVE(task, known);
            task->orphan = true;
        } else {
            task_free(task);
        }
    }
}

void task_table_free(struct task_table *table)
{
    if (!table) {
        return;
    }
    for (size_t i = 0; i < TABLE_BUCKETS; i++) {
        bucket_clear(&table->buckets[i]);
    }
    loop_timer_free(table->timer);
    free(table);
}

void task_table_add(struct task_table *table, struct task *task)
{
    task->ticket = ++table->tickets;
    LIST_INSERT_HEAD(&table->buckets[task->ticket % TABLE_BUCKETS], task, known);
}

void task_table_remove(struct task_table *table, struct task *task)
{
    LIST_REMOVE(task, known);
    if (task->queued) {
        TAILQ_REMOVE(&table->queue, task, link);
        task->queued = false;
    }
}

static void known_as(struct task_table *table, struct task *task, uint64_t ticket)
{
    LIST_REMOVE(task, known);
    task->ticket = ticket;
    LIST_INSERT_HEAD(&table->buckets[ticket % TABLE_BUCKETS], task, known);
}

void task_table_swap(struct task_table *table, struct task *a, struct task *b)
{
    uint64_t ticket = a->ticket;

    known_as(table, a, b->ticket);
    known_as(table, b, ticket);
}

struct task *task_table_find(struct task_table *table, uint64_t ticket)
{
    struct task *task;

    LIST_FOREACH(task, &table->buckets[ticket % TABLE_BUCKETS], known)
    {
        if (task->ticket == ticket) {
            return task;
        }
    }
    return NULL;
}

void task_table_queue(struct task_table *table, struct task *task)
{
    task->queued = true;
    TAILQ_INSERT_TAIL(&table->queue, task, link);
    loop_timer_start(table->timer, 0, 0);
}
