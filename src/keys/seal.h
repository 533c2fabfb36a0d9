// SPDX-License-Identifier: MIT
#pragma once
/*
 * Sealing at rest: AES-256-GCM under a key per purpose, which HKDF-SHA256 derives from the master
 * key. What is sealed is bound to its place ("dkim|17|shop.example|s1"), so that a row copied
 * elsewhere does not open. The ring of keys is locked into memory and wiped when freed.
 */
#include "base/buffer.h"
#include "keys/master.h"
#include "keys/secret.h"

enum seal_purpose {
    SEAL_PROOF,      /* a known text, to recognise the master key */
    SEAL_DKIM,       /* private DKIM keys, used and spare */
    SEAL_CREDENTIAL, /* API secrets */
    SEAL_ANSWER,     /* answers kept for requests that come twice, which may hold a secret */
    SEAL_PURPOSE_COUNT
};

struct key_ring;

enum status key_ring_new(const struct master_key *master, struct key_ring **out,
                         struct fault *fault) MUST_USE;
void key_ring_free(struct key_ring *ring); /* NULL allowed */

/* Appends version, nonce, ciphertext and tag. */
enum status seal(const struct key_ring *ring, enum seal_purpose purpose, const char *place,
                 const void *plain, size_t n, struct buffer *out, struct fault *fault) MUST_USE;
/* code "sealed-otherwise": another master key, another place, or damage. */
enum status unseal(const struct key_ring *ring, enum seal_purpose purpose, const char *place,
                   const void *sealed, size_t n, struct secret *out, struct fault *fault) MUST_USE;
