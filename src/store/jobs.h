// SPDX-License-Identifier: MIT
#pragma once
/*
 * Jobs (engine/job.h) as they stand: what was asked, how far the list of items was gathered, and
 * how many of them are done. Their items are store/job_items.h.
 */
#include "engine/reply.h"
#include "store/db.h"

#include <stdbool.h>

/* JOB_SOURCE: ask every authoritative server; JOB_DRY: register nothing. */
enum job_flag { JOB_SOURCE = 1, JOB_DRY = 2 };
#define JOB_KEPT_MS INT64_C(604800000) /* a week after its end */

struct job_row {
    int64_t id, project_id;
    char project[64]; /* its name */
    char key[JOB_ID];
    enum job_kind kind;
    enum job_state state;
    char who[64];
    char *filter;     /* which domains; "" : all */
    char *place;      /* where gathering goes on */
    unsigned records; /* a set of 1u << RECORD_*; 0: all */
    unsigned flags;   /* of job_flag */
    bool gathered;    /* all its items are there */
    int64_t total, done, created_at, ended_at;
};

void job_row_clear(struct job_row *row);
/* Sets id. Texts may be NULL. */
enum status jobs_add(struct db *db, struct job_row *row, struct fault *fault) MUST_USE;
/* STATUS_MISSING, code "no-such-job". The row is the caller's, as with the next one. */
enum status jobs_find(struct db *db, int64_t project, const char *key, struct job_row *out,
                      struct fault *fault) MUST_USE;
/* The first that waits or runs after this one, round the corner; STATUS_MISSING without a fault:
 * none does. */
enum status jobs_next(struct db *db, int64_t after, struct job_row *out,
                      struct fault *fault) MUST_USE;
/* State, place, gathered, total and ended_at; done is counted by job_items_finish(). */
enum status jobs_save(struct db *db, const struct job_row *row, struct fault *fault) MUST_USE;
/* Lists that are still coming in came to a run that is gone, and nobody sends the rest: they are
 * the next that jobs_prune() forgets. For the start of a run. */
enum status jobs_cut_off(struct db *db, struct fault *fault) MUST_USE;
/* Forgets what is over for a week, and lists that never came to their end; a bounded piece a call,
 * so that it takes no time anybody would notice. more: it is not done. */
enum status jobs_prune(struct db *db, int64_t now, bool *more, struct fault *fault) MUST_USE;
