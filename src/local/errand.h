// SPDX-License-Identifier: MIT
#pragma once
/*
 * A domain looked at for a job. What came of it is written in the transaction of what was seen; a
 * job that was cancelled meanwhile, or an item that another holds, undoes both. Inside this floor
 * only.
 */
#include "local/task.h"
#include "store/job_items.h"
#include "store/jobs.h"

struct errand;
/* The errand may be started again. */
typedef void errand_over_fn(void *arg, const struct errand *errand);

struct errand {
    struct local *local;
    errand_over_fn *over;
    void *arg;
    bool busy;
    bool settled; /* what came of it is written, or was refused for good */
    bool alone;   /* the only item of its job: the whole check is kept */
    int64_t job, project, line;
    char key[JOB_ID];
    char name[256];
};

void errand_init(struct errand *errand, struct local *local, errand_over_fn *over, void *arg);
/* The item is held by this run. */
void errand_start(struct errand *errand, const struct job_row *job, const struct job_item *item);
/* The task does this errand from now on, as if it had been started for it. */
void errand_adopt(struct errand *errand, const struct job_row *job, const struct job_item *item,
                  struct task *task);
