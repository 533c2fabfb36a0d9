// SPDX-License-Identifier: MIT
#pragma once
/*
 * A DKIM key pair, RSA 2048 (RFC 8301): the public half as DNS wants it, the private half as PKCS#8
 * in memory that is wiped. Making one takes a tenth of a second or more: worker pool only.
 */
#include "base/fault.h"
#include "keys/secret.h"

enum { DKIM_PAIR_BITS = 2048 };

struct dkim_pair {
    char *public_key;          /* base64 SubjectPublicKeyInfo, 392 characters */
    struct secret private_key; /* PKCS#8 DER */
};

enum status dkim_pair_make(struct dkim_pair *out, struct fault *fault) MUST_USE;
/* From a PEM of the private key. STATUS_INVALID: it is none, or not RSA 2048. */
enum status dkim_pair_read(const char *pem, struct dkim_pair *out, struct fault *fault) MUST_USE;
void dkim_pair_clear(struct dkim_pair *pair);
/* The private key as PEM text, to be wiped by the caller. */
enum status dkim_private_pem(const struct secret *private_key, char **out,
                             struct fault *fault) MUST_USE;
