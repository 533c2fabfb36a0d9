// SPDX-License-Identifier: MIT
#pragma once
/*
 * Reads that turn out long are made again here: on a worker, by a connection of their own, one
 * after the other, so that neither the loop nor a change waits for them. Inside this floor only.
 */
#include "local/task.h"

struct reader;

struct reader *reader_new(struct local *local);
/* What waits is forgotten; the tasks are not told. NULL allowed. */
void reader_free(struct reader *reader);
/* Reads by the task's handler, and answers. */
void reader_add(struct reader *reader, struct task *task);
/* Forgets a task that waits; false: a worker has it, and gives it up soon. */
bool reader_drop(struct reader *reader, struct task *task);
/* The engine closes: what a worker has is given up soon. */
void reader_stop(struct reader *reader);
