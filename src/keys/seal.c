// SPDX-License-Identifier: MIT
#include "keys/seal.h"

#include "base/memory.h"
#include "base/random.h"
#include "base/words.h"
#include "keys/crypto.h"

#include <limits.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum { SEAL_VERSION = 1, SEAL_NONCE = 12, SEAL_TAG = 16, SEAL_HEAD = 1 + SEAL_NONCE };

struct key_ring {
    uint8_t keys[SEAL_PURPOSE_COUNT][MASTER_KEY];
};

// clang-format off
static const char *const purposes[] = {
    [SEAL_PROOF]      = "vouch proof 1",
    [SEAL_DKIM]       = "vouch dkim 1",
    [SEAL_CREDENTIAL] = "vouch credential 1",
    [SEAL_ANSWER]     = "vouch answer 1",
};
// clang-format on
_Static_assert(COUNT(purposes) == SEAL_PURPOSE_COUNT, "every purpose has a label");

/* RFC 5869 with the purpose as info. */
static bool key_derive(const struct master_key *master, const char *info, uint8_t out[MASTER_KEY])
{
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_id(EVP_PKEY_HKDF, NULL);
    size_t length = MASTER_KEY;
    bool good =
        context && EVP_PKEY_derive_init(context) > 0 &&
        EVP_PKEY_CTX_set_hkdf_md(context, EVP_sha256()) > 0 &&
        EVP_PKEY_CTX_set1_hkdf_key(context, master->bytes, MASTER_KEY) > 0 &&
        EVP_PKEY_CTX_add1_hkdf_info(context, (const unsigned char *)info, (int)strlen(info)) > 0 &&
        EVP_PKEY_derive(context, out, &length) > 0 && length == MASTER_KEY;

    EVP_PKEY_CTX_free(context);
    return good;
}

enum status key_ring_new(const struct master_key *master, struct key_ring **out,
                         struct fault *fault)
{
    struct key_ring *ring = mem_new(sizeof *ring);

    *out = NULL;
    (void)mlock(ring, sizeof *ring); /* a limit on locked memory is no reason not to work */
    for (size_t i = 0; i < SEAL_PURPOSE_COUNT; i++) {
        if (!key_derive(master, purposes[i], ring->keys[i])) {
            key_ring_free(ring);
            return crypto_fault(fault, _("a key cannot be derived from the master key"));
        }
    }
    *out = ring;
    return STATUS_OK;
}

void key_ring_free(struct key_ring *ring)
{
    if (ring) {
        mem_wipe(ring, sizeof *ring);
        munlock(ring, sizeof *ring);
        free(ring);
    }
}

/* Key, nonce and place into a fresh context. */
static bool cipher_begin(EVP_CIPHER_CTX *context, const uint8_t *key, const uint8_t *nonce,
                         const char *place, int encrypt)
{
    int length;

    return context &&
           EVP_CipherInit_ex(context, EVP_aes_256_gcm(), NULL, key, nonce, encrypt) > 0 &&
           EVP_CipherUpdate(context, NULL, &length, (const unsigned char *)place,
                            (int)strlen(place)) > 0;
}

enum status seal(const struct key_ring *ring, enum seal_purpose purpose, const char *place,
                 const void *plain, size_t n, struct buffer *out, struct fault *fault)
{
    EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
    size_t size = SEAL_HEAD + n + SEAL_TAG;
    uint8_t *sealed = mem_new(size);
    int length = 0, rest = 0;
    bool good;

    sealed[0] = SEAL_VERSION;
    random_bytes(sealed + 1, SEAL_NONCE);
    good =
        n <= INT_MAX && cipher_begin(context, ring->keys[purpose], sealed + 1, place, 1) &&
        EVP_CipherUpdate(context, sealed + SEAL_HEAD, &length, plain, (int)n) > 0 &&
        EVP_CipherFinal_ex(context, sealed + SEAL_HEAD + length, &rest) > 0 &&
        EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, SEAL_TAG, sealed + SEAL_HEAD + n) > 0;
    EVP_CIPHER_CTX_free(context);
    if (good) {
        buffer_add(out, sealed, size);
    }
    free(sealed);
    return good ? STATUS_OK : crypto_fault(fault, _("a secret cannot be sealed"));
}

enum status unseal(const struct key_ring *ring, enum seal_purpose purpose, const char *place,
                   const void *sealed, size_t n, struct secret *out, struct fault *fault)
{
    const uint8_t *bytes = sealed;
    EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
    struct secret plain = {0};
    uint8_t tag[SEAL_TAG];
    int length = 0, rest = 0;
    bool good = n >= SEAL_HEAD + SEAL_TAG && n <= INT_MAX && bytes[0] == SEAL_VERSION;

    if (good) {
        secret_make(&plain, n - SEAL_HEAD - SEAL_TAG);
        memcpy(tag, bytes + n - SEAL_TAG, SEAL_TAG);
        good = cipher_begin(context, ring->keys[purpose], bytes + 1, place, 0) &&
               EVP_CipherUpdate(context, plain.bytes, &length, bytes + SEAL_HEAD,
                                (int)plain.length) > 0 &&
               EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, SEAL_TAG, tag) > 0 &&
               EVP_CipherFinal_ex(context, plain.bytes + length, &rest) > 0;
    }
    EVP_CIPHER_CTX_free(context);
    if (!good) {
        secret_clear(&plain);
        return fault_set(fault, STATUS_INTERNAL, "sealed-otherwise",
                         _("a sealed secret does not open: it was sealed with another master key, "
                           "or it is damaged"));
    }
    secret_take(out, &plain);
    return STATUS_OK;
}
