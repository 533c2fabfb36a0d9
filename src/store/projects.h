// SPDX-License-Identifier: MIT
#pragma once
/* Projects and their API credentials, whose secrets come here sealed. */
#include "engine/reply.h"
#include "store/db.h"

struct project_row {
    int64_t id;
    struct project project;
};

struct credential_row {
    int64_t project_id;
    struct credential credential; /* without its secret */
    struct buffer sealed;         /* the caller's, to be cleared */
};

/* STATUS_MISSING, code "no-such-project". */
enum status projects_find(struct db *db, const char *name, struct project_row *out,
                          struct fault *fault) MUST_USE;
/* By its Project Key; STATUS_MISSING, code "no-such-project-key". */
enum status projects_find_key(struct db *db, const char *key, struct project_row *out,
                              struct fault *fault) MUST_USE;
/* By its id; STATUS_MISSING, code "no-such-project". */
enum status projects_find_id(struct db *db, int64_t id, struct project_row *out,
                             struct fault *fault) MUST_USE;
/* Sets id; STATUS_REFUSED, code "project-exists". */
enum status projects_add(struct db *db, const struct project *project, int64_t *id,
                         struct fault *fault) MUST_USE;
/* By name; the items are the caller's. */
enum status projects_list(struct db *db, struct reply_projects *out, struct fault *fault) MUST_USE;

enum status credentials_add(struct db *db, int64_t project, const struct credential *credential,
                            const void *sealed, size_t n, struct fault *fault) MUST_USE;
/* The oldest first, revoked ones left out; the items are the caller's. */
enum status credentials_list(struct db *db, int64_t project, struct credential **items,
                             size_t *count, struct fault *fault) MUST_USE;
/* STATUS_MISSING, code "no-such-access-key"; also when it was revoked. */
enum status credentials_find(struct db *db, const char *access_key, struct credential_row *out,
                             struct fault *fault) MUST_USE;
enum status credentials_revoke(struct db *db, int64_t project, const char *access_key, int64_t now,
                               struct fault *fault) MUST_USE;
