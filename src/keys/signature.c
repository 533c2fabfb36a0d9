// SPDX-License-Identifier: MIT
#include "keys/signature.h"

#include "base/encode.h"
#include "base/memory.h"
#include "base/text.h"
#include "keys/digest.h"

#include <limits.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <string.h>

void signature_text(const struct signed_parts *parts, struct buffer *out)
{
    buffer_reset(out);
    buffer_printf(out, "%s %s\n%s\n%s", parts->method, parts->target, parts->timestamp,
                  parts->access_key);
    if (parts->nonce) {
        buffer_printf(out, "\n%s\n%s\n%s", parts->host, parts->body_hash, parts->nonce);
    }
}

static void mac_make(const void *secret, size_t n, const char *text,
                     unsigned char mac[EVP_MAX_MD_SIZE])
{
    unsigned length = 0;

    HMAC(EVP_sha256(), secret, n > INT_MAX ? INT_MAX : (int)n, (const unsigned char *)text,
         strlen(text), mac, &length);
}

void signature_make(const void *secret, size_t n, const char *text, char out[SIGNATURE_TEXT])
{
    unsigned char mac[EVP_MAX_MD_SIZE] = {0};
    struct buffer base64 = {0};

    mac_make(secret, n, text, mac);
    encode_base64(&base64, mac, DIGEST_BYTES);
    text_copy(out, SIGNATURE_TEXT, buffer_text(&base64));
    buffer_clear(&base64);
    mem_wipe(mac, sizeof mac);
}

bool signature_matches(const void *secret, size_t n, const char *text, const char *given)
{
    char wanted[SIGNATURE_TEXT], padded[SIGNATURE_TEXT] = {0};
    bool fits = text_copy(padded, sizeof padded, given);

    signature_make(secret, n, text, wanted);
    return CRYPTO_memcmp(wanted, padded, SIGNATURE_TEXT) == 0 && fits;
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
    uint8_t digest[DIGEST_BYTES];
    struct buffer hex = {0};

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
