// SPDX-License-Identifier: MIT
#pragma once
/*
 * Writes changes down, many in one transaction: what has gathered while the disk was busy with the
 * one before. A change that may be refused after it wrote stands in a savepoint of its own, so it
 * leaves no trace; nobody is answered before the commit is on the disk. A change that takes long
 * (task->heavy) is made on the worker, alone, and those of which there are many (task->apart)
 * together, while the loop goes on. Inside this floor only.
 */
#include "local/task.h"

struct scribe;

enum { SCRIBE_MOST = 512 };

struct scribe *scribe_new(struct local *local);
/* What waits is forgotten; the tasks are not told. */
void scribe_free(struct scribe *scribe);
void scribe_add(struct scribe *scribe, struct task *task);
/* Forgets a task that waits; false: it is being written already. */
bool scribe_drop(struct scribe *scribe, struct task *task);
