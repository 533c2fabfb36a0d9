// SPDX-License-Identifier: MIT
#pragma once
/* All tasks by their ticket, and those whose turn has not come. Inside this floor only. */
#include "local/task.h"

struct task_table;

struct task_table *task_table_new(struct local *local, task_start_fn *begin);
/* Frees every task but the one that a worker has; nobody is told. */
void task_table_free(struct task_table *table);
/* Gives the task its ticket. */
void task_table_add(struct task_table *table, struct task *task);
void task_table_remove(struct task_table *table, struct task *task);
struct task *task_table_find(struct task_table *table, uint64_t ticket);
/* From now on each is known by the ticket of the other. */
void task_table_swap(struct task_table *table, struct task *a, struct task *b);
/* begin(task) in a later turn; as many tasks a turn as its time allows, which look at the store
 * once. */
void task_table_queue(struct task_table *table, struct task *task);
