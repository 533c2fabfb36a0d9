// SPDX-License-Identifier: MIT
#pragma once
/*
 * Nonces that were used, so that a request which somebody overheard cannot be sent again. Kept for
 * one to two times LIMIT_WINDOW_MS * 2, which is as long as any signature can count; bounded.
 * Inside this floor only.
 */
#include <stddef.h>
#include <stdint.h>

struct nonces;

enum nonce_outcome { NONCE_FRESH, NONCE_USED, NONCE_FULL };
enum { NONCES_MOST = 1 << 20 };

/* most: of one period, NONCES_MOST but in tests. */
struct nonces *nonces_new(size_t most);
void nonces_free(struct nonces *nonces); /* NULL allowed */
/* Remembers it, unless it is known. now: wall clock, ms. */
enum nonce_outcome nonces_take(struct nonces *nonces, const char *access_key, const char *nonce,
                               int64_t now);
