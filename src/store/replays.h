// SPDX-License-Identifier: MIT
#pragma once
/* What was answered to requests with an Idempotency-Key, sealed, for a day; by project and key. */
#include "base/buffer.h"
#include "store/db.h"

#include <stddef.h>
#include <stdint.h>

enum { REPLAY_DIGEST = 32, REPLAY_KEPT_MS = 24 * 60 * 60 * 1000 };

struct replay_row {
    uint8_t digest[REPLAY_DIGEST]; /* of the request */
    struct buffer sealed;          /* the caller's, to be cleared */
};

/* STATUS_MISSING without a fault: none, or it is over. */
enum status replays_find(struct db *db, int64_t project, const char *key, int64_t now,
                         struct replay_row *out, struct fault *fault) MUST_USE;
/* There is none. Forgets those that are over. */
enum status replays_add(struct db *db, int64_t project, const char *key,
                        const uint8_t digest[REPLAY_DIGEST], const struct buffer *sealed,
                        int64_t now, struct fault *fault) MUST_USE;
