// SPDX-License-Identifier: MIT
#include "mail/dkim_key.h"

#include "base/text.h"

#include <openssl/evp.h>
#include <string.h>

enum { ED25519_BYTES = 32, KEY_BYTES_MOST = 16384 };
/* Tags of X.690 8.1.2, without the bit that says "made of others". */
enum {
    DER_INTEGER = 2,
    DER_BIT_STRING = 3,
    DER_OCTET_STRING = 4,
    DER_OBJECT = 6,
    DER_SEQUENCE = 16,
    DER_CONSTRUCTED = 32
};

enum algorithm { ALGORITHM_OTHER, ALGORITHM_RSA, ALGORITHM_ED25519 };

/* A run of DER that is still to be read. */
struct der {
    const uint8_t *at;
    size_t left;
};

/* A key's shape, and the numbers it is made of, in the DER it is read from. */
struct reading {
    struct dkim_shape shape;
    struct der numbers[2];
    size_t count;
};

/* Where the content of an element begins, and how long it says it is. False: its head is not there
 * whole, or the length is indefinite, which is no DER. */
static bool der_head(const uint8_t *der, size_t n, size_t *content, size_t *length)
{
    size_t octets = n > 1 && (der[1] & 0x80) ? der[1] & 0x7fu : 0;

    if (n < 2 || der[1] == 0x80 || octets > sizeof *length || n < 2 + octets) {
        return false;
    }
    *length = octets ? 0 : der[1];
    for (size_t i = 0; i < octets; i++) {
        *length = *length << 8 | der[2 + i];
    }
    *content = 2 + octets;
    return true;
}

/* Takes one element of this tag whole: *inside becomes its content. */
static bool der_take(struct der *der, uint8_t wanted, struct der *inside)
{
    size_t content, length;

    if (!der_head(der->at, der->left, &content, &length) ||
        (der->at[0] & ~DER_CONSTRUCTED) != wanted || length > der->left - content) {
        return false;
    }
    *inside = (struct der){.at = der->at + content, .left = length};
    der->at += content + length;
    der->left -= content + length;
    return true;
}

/* A positive INTEGER without its leading zeros. */
static bool der_take_number(struct der *der, struct der *number)
{
    if (!der_take(der, DER_INTEGER, number) || number->left == 0 || (number->at[0] & 0x80) != 0) {
        return false;
    }
    while (number->left > 0 && number->at[0] == 0) {
        number->at++;
        number->left--;
    }
    return number->left > 0;
}

static enum algorithm der_take_algorithm(struct der *der)
{
    static const uint8_t rsa[] = {0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1}; /* RFC 8017 C */
    static const uint8_t ed25519[] = {0x2b, 0x65, 0x70};                        /* RFC 8410 3 */
    struct der algorithm, oid;

    if (!der_take(der, DER_SEQUENCE, &algorithm) || !der_take(&algorithm, DER_OBJECT, &oid)) {
        return ALGORITHM_OTHER;
    }
    if (oid.left == sizeof rsa && memcmp(oid.at, rsa, sizeof rsa) == 0) {
        return ALGORITHM_RSA;
    }
    return oid.left == sizeof ed25519 && memcmp(oid.at, ed25519, sizeof ed25519) == 0
               ? ALGORITHM_ED25519
               : ALGORITHM_OTHER;
}

static void fingerprint_make(const struct reading *reading, uint8_t out[32])
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();

    if (context && EVP_DigestInit_ex(context, EVP_sha256(), NULL) == 1) {
        for (size_t i = 0; i < reading->count; i++) {
            const struct der *number = &reading->numbers[i];
            uint8_t length[2] = {(uint8_t)(number->left >> 8), (uint8_t)number->left};

            EVP_DigestUpdate(context, length, sizeof length);
            EVP_DigestUpdate(context, number->at, number->left);
        }
        EVP_DigestFinal_ex(context, out, NULL);
    }
    EVP_MD_CTX_free(context);
}

static unsigned number_bits(const struct der *number)
{
    unsigned bits = (unsigned)number->left * 8;

    for (uint8_t mask = 0x80; mask > number->at[0]; mask >>= 1) {
        bits--;
    }
    return bits;
}

/* RSAPublicKey (RFC 8017 A.1.1), nothing behind it. */
static bool rsa_read(struct der der, enum dkim_key_form form, struct reading *out)
{
    struct der key, numbers[2];

    if (!der_take(&der, DER_SEQUENCE, &key) || der.left > 0 ||
        !der_take_number(&key, &numbers[0]) || !der_take_number(&key, &numbers[1]) ||
        key.left > 0) {
        return false;
    }
    out->shape.form = form;
    out->shape.bits = number_bits(&numbers[0]);
    memcpy(out->numbers, numbers, sizeof numbers);
    out->count = COUNT(numbers);
    return true;
}

static void ed25519_set(struct reading *out, enum dkim_key_form form, const struct der *point)
{
    out->shape.form = form;
    out->shape.bits = 256;
    out->numbers[0] = *point;
    out->count = 1;
}

/* SubjectPublicKeyInfo (RFC 5280 4.1) of RSA or Ed25519, nothing behind it. */
static bool spki_read(struct der der, struct reading *out)
{
    struct der info, key;
    enum algorithm algorithm;

    if (!der_take(&der, DER_SEQUENCE, &info) || der.left > 0) {
        return false;
    }
    algorithm = der_take_algorithm(&info);
    if (!der_take(&info, DER_BIT_STRING, &key) || info.left > 0 || key.left == 0 ||
        key.at[0] != 0) {
        return false;
    }
    key.at++; /* the count of unused bits */
    key.left--;
    if (algorithm == ALGORITHM_RSA) {
        return rsa_read(key, DKIM_KEY_SPKI, out);
    }
    if (algorithm == ALGORITHM_ED25519 && key.left == ED25519_BYTES) {
        ed25519_set(out, DKIM_KEY_ED25519_SPKI, &key);
        return true;
    }
    return false;
}

/* The head of a SEQUENCE of less than 16 MiB, which may promise more than is there. */
static bool sequence_head(const uint8_t *der, size_t n, size_t *content, size_t *length)
{
    return der[0] == (DER_SEQUENCE | DER_CONSTRUCTED) && der_head(der, n, content, length) &&
           *content <= 5;
}

/* PKCS#8, PKCS#1 and SEC1 private keys all begin with a version of 0 or 1 and a structure behind
 * it; public ones never do. The head is enough, so that a private key that was cut is seen too. */
static bool is_private(const uint8_t *der, size_t n, size_t content)
{
    static const uint8_t behind[] = {DER_SEQUENCE | DER_CONSTRUCTED, DER_INTEGER, DER_OCTET_STRING};

    return n > content + 3 && der[content] == DER_INTEGER && der[content + 1] == 1 &&
           der[content + 2] <= 1 && memchr(behind, der[content + 3], sizeof behind) != NULL;
}

static void reading_make(const char *k, const uint8_t *der, size_t n, struct reading *out)
{
    struct der whole = {.at = der, .left = n};
    size_t content, length;

    *out = (struct reading){0};
    if (n == 0 || n > KEY_BYTES_MOST) {
        return;
    }
    if (text_equal_nocase(k, "ed25519") && n == ED25519_BYTES) {
        ed25519_set(out, DKIM_KEY_ED25519_RAW, &whole);
        return;
    }
    if (!sequence_head(der, n, &content, &length)) {
        return;
    }
    out->shape.truncated = length > n - content;
    if (is_private(der, n, content)) {
        out->shape.form = DKIM_KEY_PRIVATE;
    } else if (!spki_read(whole, out)) {
        rsa_read(whole, DKIM_KEY_PKCS1, out);
    }
}

void dkim_shape_read(const char *k, const uint8_t *der, size_t n, struct dkim_shape *out)
{
    struct reading reading;

    reading_make(k, der, n, &reading);
    *out = reading.shape;
}

void dkim_key_read(const char *k, const uint8_t *der, size_t n, struct dkim_key *out)
{
    struct reading reading;

    reading_make(k, der, n, &reading);
    *out = (struct dkim_key){.shape = reading.shape};
    if (reading.count > 0) {
        fingerprint_make(&reading, out->fingerprint);
    }
}

bool dkim_key_equal(const struct dkim_key *a, const struct dkim_key *b)
{
    return a->shape.bits > 0 && a->shape.bits == b->shape.bits &&
           memcmp(a->fingerprint, b->fingerprint, sizeof a->fingerprint) == 0;
}
