// SPDX-License-Identifier: MIT
#pragma once
/* The project that everybody is who names none: made when somebody is it for the first time, and
 * that is logged like everything else. Inside this floor only. */
#include "local/task.h"

/* The project that a request acts as. */
const char *project_of(const struct request *request);
/* When the task's project is that one, makes it and queues the task again; true. Any other project
 * is made by `project create` alone: false. */
bool first_use_begins(struct task *task);
