// SPDX-License-Identifier: MIT
#include "keys/digest.h"

#include <openssl/sha.h>

void digest_sha256(const void *bytes, size_t n, uint8_t out[DIGEST_BYTES])
{
    SHA256(bytes, n, out);
}
