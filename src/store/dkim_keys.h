// SPDX-License-Identifier: MIT
#pragma once
/*
 * Private DKIM keys, which come here sealed: those of domains, spare ones made ahead, and the list
 * of domains that still wait for theirs.
 */
#include "base/buffer.h"
#include "store/db.h"

#include <stddef.h>

/* Writes both halves; the domain waits no longer. STATUS_MISSING: it is gone, or it has a key. */
enum status dkim_keys_put(struct db *db, int64_t domain, const char *public_key, const void *sealed,
                          size_t n, struct fault *fault) MUST_USE;
/* STATUS_MISSING, code "no-key": it is being made. */
enum status dkim_keys_get(struct db *db, int64_t domain, struct buffer *sealed,
                          struct fault *fault) MUST_USE;

struct spare_key {
    char *public_key; /* the caller's, both */
    struct buffer sealed;
};

enum status spare_keys_add(struct db *db, const char *public_key, const void *sealed, size_t n,
                           struct fault *fault) MUST_USE;
/* The oldest, which is not spare any more; STATUS_MISSING without a fault: there is none. */
enum status spare_keys_take(struct db *db, struct spare_key *out, struct fault *fault) MUST_USE;
enum status spare_keys_count(struct db *db, int64_t *count, struct fault *fault) MUST_USE;

enum status wanted_keys_add(struct db *db, int64_t domain, struct fault *fault) MUST_USE;
enum status wanted_keys_count(struct db *db, int64_t *count, struct fault *fault) MUST_USE;
/* The one that has waited longest; STATUS_MISSING without a fault: nobody waits. */
enum status wanted_keys_first(struct db *db, int64_t *domain, struct fault *fault) MUST_USE;
