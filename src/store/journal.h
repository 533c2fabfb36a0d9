// SPDX-License-Identifier: MIT
#pragma once
/* The activity log: who did what, when, and what was seen. It only grows. */
#include "engine/reply.h"
#include "store/db.h"

struct journal_entry {
    int64_t id; /* of journal_next(); 0: whatever is next */
    int64_t at, project;
    const char *who, *domain, *action;
    const char *detail; /* one line of JSON */
    int64_t same_as; /* the row whose detail is this one's, too, so that it is kept once; 0: none */
};

enum { JOURNAL_DEFAULT = 1000, JOURNAL_MOST = 100000 };

/* The id that the next row gets in this transaction. */
enum status journal_next(struct db *db, int64_t *id, struct fault *fault) MUST_USE;
enum status journal_add(struct db *db, const struct journal_entry *entry,
                        struct fault *fault) MUST_USE;
/* Newest first, those before the row `after` (0: all); domain NULL: every domain. The rows are the
 * caller's (reply_clear). */
enum status journal_page(struct db *db, int64_t project, const char *domain, int64_t after,
                         int64_t limit, struct reply_log *out, struct fault *fault) MUST_USE;
