// SPDX-License-Identifier: MIT
#pragma once
/* Tokens made before their registration, known here by their SHA-256 alone and for an hour. */
#include "store/db.h"

#include <stdint.h>

enum { OFFER_DIGEST = 32, OFFER_MS = 60 * 60 * 1000 };

/* Forgets what is over. */
enum status offers_add(struct db *db, int64_t project, const uint8_t digest[OFFER_DIGEST],
                       int64_t now, struct fault *fault) MUST_USE;
/* Good once. STATUS_REFUSED, code "unknown-token". */
enum status offers_take(struct db *db, int64_t project, const uint8_t digest[OFFER_DIGEST],
                        int64_t now, struct fault *fault) MUST_USE;
