// SPDX-License-Identifier: MIT
#pragma once
/* A task that asks DNS: its step reads a book, and runs until it has what it needs. Inside this
 * floor only. */
#include "dns/book.h"
#include "local/task.h"

/* Fills what the task needs; returns false when the book is waiting. Starts from scratch each time.
 */
typedef bool asking_step_fn(struct task *task, struct book *book);

/* done(task) makes the reply when the step has returned true; NULL: the step fills it, and finds it
 * empty at every run. */
void task_inquire(struct task *task, asking_step_fn *step, task_start_fn *done);
/* Milliseconds since task_inquire(). */
int64_t task_inquired(const struct task *task);
