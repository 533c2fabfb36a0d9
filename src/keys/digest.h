// SPDX-License-Identifier: MIT
#pragma once
/* SHA-256, for what is remembered only by its fingerprint. */
#include <stddef.h>
#include <stdint.h>

enum { DIGEST_BYTES = 32 };

void digest_sha256(const void *bytes, size_t n, uint8_t out[DIGEST_BYTES]);
