// SPDX-License-Identifier: MIT
#include "keys/digest.h"

#include "base/memory.h"

#include <openssl/evp.h>
#include <openssl/sha.h>
#include <stdlib.h>

struct digest {
    EVP_MD_CTX *context; /* NULL: OpenSSL gave none; then the digest is of nothing, all zeros */
};

void digest_sha256(const void *bytes, size_t n, uint8_t out[DIGEST_BYTES])
{
    SHA256(bytes, n, out);
}

struct digest *digest_new(void)
{
    struct digest *digest = mem_new(sizeof *digest);

    digest->context = EVP_MD_CTX_new();
    if (digest->context && EVP_DigestInit_ex(digest->context, EVP_sha256(), NULL) != 1) {
        EVP_MD_CTX_free(digest->context);
        digest->context = NULL;
    }
    return digest;
}

void digest_add(struct digest *digest, const void *bytes, size_t n)
{
    if (digest->context) {
        EVP_DigestUpdate(digest->context, bytes, n);
    }
}

void digest_now(const struct digest *digest, uint8_t out[DIGEST_BYTES])
{
    EVP_MD_CTX *copy = EVP_MD_CTX_new();

    for (size_t i = 0; i < DIGEST_BYTES; i++) {
        out[i] = 0;
    }
    if (copy && digest->context && EVP_MD_CTX_copy_ex(copy, digest->context) == 1) {
        EVP_DigestFinal_ex(copy, out, NULL);
    }
    EVP_MD_CTX_free(copy);
}

void digest_free(struct digest *digest)
{
    if (digest) {
        EVP_MD_CTX_free(digest->context);
        free(digest);
    }
}
