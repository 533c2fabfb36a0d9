// SPDX-License-Identifier: MIT
#include "keys/dkim_pair.h"

#include "base/encode.h"
#include "base/memory.h"
#include "base/words.h"
#include "keys/crypto.h"

#include <limits.h>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <stdlib.h>

static bool public_half(EVP_PKEY *key, struct dkim_pair *out)
{
    unsigned char *der = NULL;
    int length = i2d_PUBKEY(key, &der);
    struct buffer text = {0};

    if (length <= 0) {
        return false;
    }
    encode_base64(&text, der, (size_t)length);
    OPENSSL_free(der);
    out->public_key = buffer_take(&text);
    return true;
}

static bool private_half(EVP_PKEY *key, struct dkim_pair *out)
{
    PKCS8_PRIV_KEY_INFO *wrapped = EVP_PKEY2PKCS8(key);
    unsigned char *der = NULL;
    int length = wrapped ? i2d_PKCS8_PRIV_KEY_INFO(wrapped, &der) : 0;

    PKCS8_PRIV_KEY_INFO_free(wrapped);
    if (length <= 0) {
        return false;
    }
    secret_set(&out->private_key, der, (size_t)length);
    OPENSSL_clear_free(der, (size_t)length);
    return true;
}

/* Takes key. */
static enum status pair_from_key(EVP_PKEY *key, struct dkim_pair *out, struct fault *fault)
{
    struct dkim_pair pair = {0};
    bool good = key && public_half(key, &pair) && private_half(key, &pair);

    EVP_PKEY_free(key);
    if (!good) {
        dkim_pair_clear(&pair);
        return crypto_fault(fault, _("a DKIM key cannot be made"));
    }
    *out = pair;
    return STATUS_OK;
}

enum status dkim_pair_make(struct dkim_pair *out, struct fault *fault)
{
    return pair_from_key(EVP_RSA_gen(DKIM_PAIR_BITS), out, fault);
}

enum status dkim_pair_read(const char *pem, struct dkim_pair *out, struct fault *fault)
{
    BIO *source = BIO_new_mem_buf(pem, -1);
    EVP_PKEY *key = source ? PEM_read_bio_PrivateKey(source, NULL, NULL, NULL) : NULL;

    BIO_free(source);
    if (!key || EVP_PKEY_get_base_id(key) != EVP_PKEY_RSA ||
        EVP_PKEY_get_bits(key) != DKIM_PAIR_BITS) {
        EVP_PKEY_free(key);
        return fault_set(fault, STATUS_INVALID, "invalid-key",
                         _("this is not a private RSA key of %d bits in PEM form"), DKIM_PAIR_BITS);
    }
    return pair_from_key(key, out, fault);
}

void dkim_pair_clear(struct dkim_pair *pair)
{
    free(pair->public_key);
    pair->public_key = NULL;
    secret_clear(&pair->private_key);
}

enum status dkim_private_pem(const struct secret *private_key, char **out, struct fault *fault)
{
    const unsigned char *der = private_key->bytes;
    EVP_PKEY *key = NULL;
    BIO *text = BIO_new(BIO_s_secmem()); /* wipes what it frees and what it grows out of */
    char *bytes = NULL;
    long length = 0;

    if (private_key->length <= LONG_MAX) {
        key = d2i_AutoPrivateKey(NULL, &der, (long)private_key->length);
    }
    if (key && text && PEM_write_bio_PKCS8PrivateKey(text, key, NULL, NULL, 0, NULL, NULL) > 0) {
        length = BIO_get_mem_data(text, &bytes);
        *out = mem_text_n(bytes, (size_t)length);
    }
    EVP_PKEY_free(key);
    BIO_free(text);
    return length > 0 ? STATUS_OK : crypto_fault(fault, _("a DKIM key cannot be written as PEM"));
}
