// SPDX-License-Identifier: MIT
#pragma once
/*
 * The master key: 32 bytes in a file that only its owner may read, as they are or as 64 hex digits.
 * It opens everything that is sealed at rest (keys/seal.h), so whoever copies the store without it
 * has nothing. Where it comes from, first wins: the file that was named, the environment's
 * VOUCH_MASTER_KEY_FILE, systemd's $CREDENTIALS_DIRECTORY/vouch-master-key, the file beside the
 * store.
 */
#include "base/fault.h"

#include <stdbool.h>
#include <stdint.h>

enum { MASTER_KEY = 32 };

struct master_key {
    uint8_t bytes[MASTER_KEY];
};

struct master_source {
    const char *file;   /* --master-key-file; NULL: none */
    const char *folder; /* the store's, for the file beside it */
    bool may_make;      /* nothing is sealed yet: make the file beside the store */
};

/* The path that master_key_load() reads, for messages and for `doctor`; the caller's. */
char *master_key_path(const struct master_source *source);
/* code "master-key-missing", "master-key-readable" (others may read it), "master-key-malformed". */
enum status master_key_load(const struct master_source *source, struct master_key *out,
                            struct fault *fault) MUST_USE;
void master_key_clear(struct master_key *key); /* wipes */
