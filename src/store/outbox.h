// SPDX-License-Identifier: MIT
#pragma once
/*
 * Messages to people's own programs, written in the transaction of the change they tell of and
 * delivered at least once. Whoever delivers one holds it for a while.
 */
#include "store/db.h"
#include "store/holder.h"

enum outbox_target { OUTBOX_WEBHOOK, OUTBOX_COMMAND, OUTBOX_TARGET_COUNT };

struct outbox_message {
    int64_t id, at;
    enum outbox_target target;
    int attempts; /* that failed so far */
    char *body;   /* JSON, the caller's */
};

enum status outbox_add(struct db *db, enum outbox_target target, const char *body, int64_t now,
                       struct fault *fault) MUST_USE;
/* The oldest of this target that is due and nobody is at; STATUS_MISSING without a fault: none. */
enum status outbox_claim(struct db *db, enum outbox_target target, const struct holder *holder,
                         struct outbox_message *out, struct fault *fault) MUST_USE;
/* Delivered, or given up. */
enum status outbox_remove(struct db *db, int64_t id, struct fault *fault) MUST_USE;
/* Failed: once more, then. */
enum status outbox_retry(struct db *db, int64_t id, int64_t next_at, struct fault *fault) MUST_USE;
/* When the next one of this target is due; 0: none is there. */
enum status outbox_next(struct db *db, enum outbox_target target, int64_t *at,
                        struct fault *fault) MUST_USE;
