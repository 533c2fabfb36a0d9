// SPDX-License-Identifier: MIT
#pragma once
/*
 * The credentials that ask most, opened: unsealing anew at every request would cost more than
 * everything else about it. A key that does not exist is kept as well, with a secret that nobody
 * has, so that asking for it costs the same. Inside this floor only.
 */
#include "keys/signature.h"
#include "local/inside.h"

enum { KNOWN_KEYS = 256 };

struct known_key {
    char access_key[64];
    char project[64];
    bool read_only;
    bool exists;
    struct signer *signer; /* of its secret */
    uint64_t used;         /* the turn of its last use; 0: this place is free */
};

struct known_keys;

struct known_keys *known_keys_new(struct local *local);
void known_keys_free(struct known_keys *keys); /* NULL allowed; wipes */
/* Borrowed until the next call. NULL with the fault when the store or the master key fails. */
const struct known_key *known_keys_find(struct known_keys *keys, const char *access_key,
                                        struct fault *fault);
/* Some key was made or revoked. */
void known_keys_forget(struct known_keys *keys);
