// SPDX-License-Identifier: MIT
#pragma once
/*
 * Nonces that were used, so that a request which somebody overheard cannot be sent again. Kept for
 * one to two times LIMIT_WINDOW_MS * 2, which is as long as any signature can count; bounded. Those
 * of changes are written with the next transaction, which is the change's own or one before it: so
 * a change that is not lost cannot be made again, whatever ends the process. Inside this floor
 * only.
 */
#include "store/nonce_marks.h"

#include <stddef.h>
#include <stdint.h>

struct nonces;

/* Who used which, as the start of a digest. */
struct nonce_mark {
    uint8_t bytes[NONCE_MARK];
};

enum nonce_outcome { NONCE_FRESH, NONCE_USED, NONCE_FULL };
enum { NONCES_MOST = 1 << 20 };

/* most: of one period, NONCES_MOST but in tests. */
struct nonces *nonces_new(size_t most);
void nonces_free(struct nonces *nonces); /* NULL allowed */
struct nonce_mark nonce_mark_of(const char *access_key, const char *nonce);
/* Remembers it, unless it is known. now: wall clock, ms. */
enum nonce_outcome nonces_take(struct nonces *nonces, const struct nonce_mark *mark, int64_t now);
/* A change is made in its name. */
void nonces_note(struct nonces *nonces, const struct nonce_mark *mark, int64_t now);
/* What a process before this one took. */
enum status nonces_load(struct nonces *nonces, struct db *db, int64_t now,
                        struct fault *fault) MUST_USE;
/* What was noted and is not written yet, into the transaction that is open. */
enum status nonces_write(struct nonces *nonces, struct db *db, int64_t now,
                         struct fault *fault) MUST_USE;
/* That transaction is committed. */
void nonces_written(struct nonces *nonces);
