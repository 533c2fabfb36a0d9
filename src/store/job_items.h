// SPDX-License-Identifier: MIT
#pragma once
/*
 * The items of jobs. Whoever works on one holds it for a while; its effect and finish() are in one
 * transaction, so it is done once however often the program is killed.
 */
#include "engine/job.h"
#include "store/db.h"
#include "store/holder.h"

#include <stddef.h>

struct job_item {
    int64_t line;
    char *wish; /* import: a row (engine/import.h); verify: a domain's name */
};

struct job_item_list {
    struct job_item *items;
    size_t count, capacity;
};

void job_item_list_clear(struct job_item_list *list);

enum status job_items_add(struct db *db, int64_t job, const struct job_item *item,
                          struct fault *fault) MUST_USE;
/* The next ones that nobody holds, in the order of the list; the caller's. */
enum status job_items_claim(struct db *db, int64_t job, const struct holder *holder, size_t most,
                            struct job_item_list *out, struct fault *fault) MUST_USE;
/* Done by its holder, while the job runs; the last one ends the job. STATUS_CANCELLED, code
 * "job-over": it was done already, is held by another, or the job is over. */
enum status job_items_finish(struct db *db, int64_t job, const struct holder *holder,
                             const struct job_result *result, struct fault *fault) MUST_USE;
/* The line before this one that had the same name; STATUS_MISSING without a fault: none. */
enum status job_items_twice(struct db *db, int64_t job, const char *name, int64_t line,
                            int64_t *earlier, struct fault *fault) MUST_USE;
/* Results after this line, in the order of the list; the caller's (job_result_clear). */
enum status job_items_page(struct db *db, int64_t job, int64_t after, int64_t limit,
                           struct reply_job *out, struct fault *fault) MUST_USE;
