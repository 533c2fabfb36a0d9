// SPDX-License-Identifier: MIT
#include "keys/signature.h"

#include "base/encode.h"
#include "base/memory.h"
#include "base/text.h"
#include "keys/digest.h"

#include <limits.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/params.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_OFTEN = 400 }; /* bytes that are signed */

struct signer {
    EVP_MAC_CTX *context; /* has the key; NULL: OpenSSL gave none, then nothing matches */
};

static void part_add(struct buffer *out, char between, const char *part)
{
    buffer_add_byte(out, (unsigned char)between);
    buffer_add_text(out, part);
}

void signature_text(const struct signed_parts *parts, struct buffer *out)
{
    buffer_reset(out);
    buffer_reserve(out, TEXT_OFTEN);
    buffer_add_text(out, parts->method);
    part_add(out, ' ', parts->target);
    part_add(out, '\n', parts->timestamp);
    part_add(out, '\n', parts->access_key);
    if (parts->nonce) {
        part_add(out, '\n', parts->host);
        part_add(out, '\n', parts->body_hash);
        part_add(out, '\n', parts->nonce);
    }
}

static void mac_make(const void *secret, size_t n, const char *text,
                     unsigned char mac[EVP_MAX_MD_SIZE])
{
    unsigned length = 0;

    HMAC(EVP_sha256(), secret, n > INT_MAX ? INT_MAX : (int)n, (const unsigned char *)text,
         strlen(text), mac, &length);
}

static void mac_spell(const unsigned char mac[DIGEST_BYTES], char out[SIGNATURE_TEXT])
{
    struct buffer base64 = {0};

    encode_base64(&base64, mac, DIGEST_BYTES);
    text_copy(out, SIGNATURE_TEXT, buffer_text(&base64));
    buffer_clear(&base64);
}

void signature_make(const void *secret, size_t n, const char *text, char out[SIGNATURE_TEXT])
{
    unsigned char mac[EVP_MAX_MD_SIZE] = {0};

    mac_make(secret, n, text, mac);
    mac_spell(mac, out);
    mem_wipe(mac, sizeof mac);
}

/* NULL: OpenSSL gives none. */
static EVP_MAC_CTX *context_new(const void *secret, size_t n)
{
    char digest[] = "SHA256";
    const OSSL_PARAM params[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
        OSSL_PARAM_construct_end(),
    };
    EVP_MAC *hmac = EVP_MAC_fetch(NULL, "HMAC", NULL);
    EVP_MAC_CTX *context = hmac ? EVP_MAC_CTX_new(hmac) : NULL;

    EVP_MAC_free(hmac);
    if (context && EVP_MAC_init(context, secret, n, params) != 1) {
        EVP_MAC_CTX_free(context);
        return NULL;
    }
    return context;
}

struct signer *signer_new(const void *secret, size_t n)
{
    struct signer *signer = mem_new(sizeof *signer);

    signer->context = context_new(secret, n);
    return signer;
}

void signer_free(struct signer *signer)
{
    if (signer) {
        EVP_MAC_CTX_free(signer->context);
        free(signer);
    }
}

/* Without a key, EVP_MAC_init() begins anew with the one that it has. */
static bool signer_mac(struct signer *signer, const char *text, unsigned char mac[DIGEST_BYTES])
{
    size_t length = 0;

    return signer->context && EVP_MAC_init(signer->context, NULL, 0, NULL) == 1 &&
           EVP_MAC_update(signer->context, (const unsigned char *)text, strlen(text)) == 1 &&
           EVP_MAC_final(signer->context, mac, &length, DIGEST_BYTES) == 1 &&
           length == DIGEST_BYTES;
}

bool signer_matches(struct signer *signer, const char *text, const char *given)
{
    unsigned char mac[DIGEST_BYTES] = {0};
    char wanted[SIGNATURE_TEXT], padded[SIGNATURE_TEXT] = {0};
    bool fits = text_copy(padded, sizeof padded, given), made = signer_mac(signer, text, mac);

    mac_spell(mac, wanted);
    mem_wipe(mac, sizeof mac);
    return CRYPTO_memcmp(wanted, padded, SIGNATURE_TEXT) == 0 && fits && made;
}

void signature_hook(const void *secret, size_t n, const char *timestamp, const char *body,
                    char out[SIGNATURE_HASH])
{
    unsigned char mac[EVP_MAX_MD_SIZE] = {0};
    struct buffer text = {0}, hex = {0};

    buffer_printf(&text, "%s.%s", timestamp, body);
    mac_make(secret, n, buffer_text(&text), mac);
    encode_hex(&hex, mac, DIGEST_BYTES);
    text_copy(out, SIGNATURE_HASH, buffer_text(&hex));
    buffer_clear(&text);
    buffer_clear(&hex);
    mem_wipe(mac, sizeof mac);
}

void signature_hash(const void *body, size_t n, char out[SIGNATURE_HASH])
{
    static const char of_nothing[] =
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    uint8_t digest[DIGEST_BYTES];
    struct buffer hex = {0};

    if (n == 0) { /* most requests have no body */
        text_copy(out, SIGNATURE_HASH, of_nothing);
        return;
    }
    digest_sha256(body, n, digest);
    encode_hex(&hex, digest, sizeof digest);
    text_copy(out, SIGNATURE_HASH, buffer_text(&hex));
    buffer_clear(&hex);
}

bool signature_is_nonce(const char *text)
{
    static const char letters[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~";
    size_t n = strlen(text);

    return n >= SIGNATURE_NONCE_LEAST && n <= SIGNATURE_NONCE_MOST && strspn(text, letters) == n;
}
