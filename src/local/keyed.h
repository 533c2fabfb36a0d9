// SPDX-License-Identifier: MIT
#pragma once
/*
 * Domains that were imported have no key at first. Whoever needs one does not wait for its turn: it
 * is made now. Inside this floor only.
 */
#include "local/task.h"

/* Its owner must be told the key, and there is none yet. */
bool domain_lacks_key(const struct domain *domain) MUST_USE;
/* Calls then(task) when the task's domain has its key, at once or later; a task whose domain cannot
 * be found fails. A guest's view is left as it is. */
void task_with_key(struct task *task, task_start_fn *then);
