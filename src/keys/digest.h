// SPDX-License-Identifier: MIT
#pragma once
/* SHA-256, for what is remembered only by its fingerprint. */
#include <stddef.h>
#include <stdint.h>

enum { DIGEST_BYTES = 32 };

void digest_sha256(const void *bytes, size_t n, uint8_t out[DIGEST_BYTES]);

/* The same of bytes that come in pieces. */
struct digest;
struct digest *digest_new(void);
void digest_add(struct digest *digest, const void *bytes, size_t n);
void digest_now(const struct digest *digest, uint8_t out[DIGEST_BYTES]); /* of all so far */
void digest_free(struct digest *digest);                                 /* NULL allowed */
