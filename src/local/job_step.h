// SPDX-License-Identifier: MIT
#pragma once
/*
 * One step of a job, in one transaction on a worker: the next domains are gathered and taken to be
 * looked at, or the next rows of a list are registered. Inside this floor only.
 */
#include "local/task.h"
#include "store/filter.h"
#include "store/job_items.h"
#include "store/jobs.h"

enum { STEP_GATHERED = 256, STEP_ROWS = 64 };

struct job_step {
    int64_t after; /* the job that had its turn */
    size_t places; /* how many domains can be looked at now */
    struct holder holder;
    bool found;                 /* there is a job to work on */
    struct job_row job;         /* which, as the step leaves it */
    struct job_item_list items; /* taken: domains to be looked at */
    size_t rows;                /* of a list, done by the step itself */
};

/* task->along_arg is the step, with the first three set. */
enum status job_step(struct task *task, struct db *db, struct fault *fault) MUST_USE;
void job_step_clear(struct job_step *step);

/* The filter of a job as it is applied: of the project's own domains alone. */
enum status job_filter(const char *text, struct filter *out, struct fault *fault) MUST_USE;
