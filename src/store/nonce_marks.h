// SPDX-License-Identifier: MIT
#pragma once
/* Nonces of changes that were made, by a mark, until nothing that they signed counts any more. */
#include "store/db.h"

#include <stdint.h>

enum { NONCE_MARK = 16 };

typedef void nonce_mark_fn(void *arg, const uint8_t mark[NONCE_MARK]);

/* Once more is no fault. */
enum status nonce_marks_add(struct db *db, const uint8_t mark[NONCE_MARK], int64_t expires_at,
                            struct fault *fault) MUST_USE;
/* Those that are over. */
enum status nonce_marks_prune(struct db *db, int64_t now, struct fault *fault) MUST_USE;
/* Each that is not over. */
enum status nonce_marks_each(struct db *db, int64_t now, nonce_mark_fn *fn, void *arg,
                             struct fault *fault) MUST_USE;
