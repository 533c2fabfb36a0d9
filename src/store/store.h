// SPDX-License-Identifier: MIT
#pragma once
/*
 * The store: one SQLite file in a folder of its own, held by one process. One connection writes, in
 * transactions of many changes (begin, mark, keep or undo, commit); another reads what is
 * committed. store_commit() waits for the disk and may run on a worker; until it returns nothing
 * else may touch the writer. The reader may be used meanwhile.
 */
#include "base/buffer.h"
#include "store/db.h"

#include <stdbool.h>

enum { STORE_WAIT_MS = 5000 };

struct store_options {
    const char *folder;  /* made when missing, 0700 */
    const char *program; /* named in vouch.lock */
    int wait_ms;         /* for another process to let go; asleep, so before the loop */
};

struct store;

/* Opens or makes; brings an older schema up to date. Codes: store-held, store-newer, store-foreign,
 * store-damaged, store-read-only, store-full, store-unreachable, store-io. */
enum status store_open(const struct store_options *options, struct store **out,
                       struct fault *fault) MUST_USE;
void store_close(struct store *store);        /* NULL allowed; what was not committed is undone */
bool store_is_new(const struct store *store); /* it was made by this store_open() */
struct db *store_reader(struct store *store);
struct db *store_writer(struct store *store);
/* One more connection that reads what is committed, for reads that take long: a worker may use it
 * while the others are used. Opened by the first call. */
enum status store_far_reader(struct store *store, struct db **out, struct fault *fault) MUST_USE;

/* Until the end of the look the reader sees the store as it was at its first question, and asks the
 * lock once; what is committed meanwhile is seen by the next look. Without a look each question is
 * one of its own. A look that cannot begin is none. */
void store_look(struct store *store);
void store_look_end(struct store *store);

enum status store_begin(struct store *store, struct fault *fault) MUST_USE;
/* Rows written so far: whether a change has begun to write. */
int64_t store_written(const struct store *store);
/* One change inside: after mark either keep it or undo it alone. */
enum status store_mark(struct store *store, struct fault *fault) MUST_USE;
enum status store_keep(struct store *store, struct fault *fault) MUST_USE;
enum status store_undo(struct store *store, struct fault *fault) MUST_USE;
enum status store_commit(struct store *store, struct fault *fault) MUST_USE;
void store_rollback(struct store *store);

/* Small values by name: the proof of the master key. STATUS_MISSING without a fault. */
enum status store_meta_get(struct db *db, const char *name, struct buffer *out,
                           struct fault *fault) MUST_USE;
enum status store_meta_put(struct db *db, const char *name, const void *bytes, size_t n,
                           struct fault *fault) MUST_USE;
