// SPDX-License-Identifier: MIT
#pragma once
/* A job as the answer to a request. Inside this floor only. */
#include "local/task.h"
#include "store/jobs.h"

/* Without results. */
void job_reply(struct task *task, const struct job_row *job);
/* A job of the task's project and actor, as it begins; filter NULL. */
void job_row_begin(const struct task *task, enum job_kind kind, struct job_row *out);
