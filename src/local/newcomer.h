// SPDX-License-Identifier: MIT
#pragma once
/* A domain about to be registered, by hand or from a list: may it be, and as what. Inside this
 * floor only. */
#include "local/task.h"

struct newcomer {
    const char *written;              /* as somebody typed it */
    const char *environment, *region; /* NULL or "": public, kr */
    const char *registered_at;        /* NULL or "": now */
};

/* The domain as it would be stored, without token and key. Refused: invalid-name, blocked-name,
 * already-registered, verified-elsewhere, no-such-region, invalid-time. */
enum status newcomer_judge(struct task *task, struct db *db, const struct newcomer *newcomer,
                           struct domain **out, struct fault *fault) MUST_USE;
/* Writes it, logs it, tells it. */
enum status newcomer_add(struct task *task, struct db *db, struct domain *domain,
                         const char *action, struct fault *fault) MUST_USE;
/* A fresh ownership token of the profile; the caller's. */
char *newcomer_token(const struct local *local);
