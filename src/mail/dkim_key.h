// SPDX-License-Identifier: MIT
#pragma once
/*
 * A public key as DNS holds it: RSA as SubjectPublicKeyInfo or PKCS#1 RSAPublicKey, and Ed25519 as
 * its 32 raw bytes (RFC 8463). Two keys are equal when their numbers are; OpenSSL makes the
 * fingerprint of those. Pure.
 */
#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum dkim_key_form {
    DKIM_KEY_NONE, /* nothing that is a key */
    DKIM_KEY_SPKI,
    DKIM_KEY_PKCS1,
    DKIM_KEY_ED25519_RAW,
    DKIM_KEY_ED25519_SPKI,
    DKIM_KEY_PRIVATE /* somebody published the private half */
};

struct dkim_shape {
    enum dkim_key_form form;
    unsigned bits;  /* RSA: of the modulus; Ed25519: 256 */
    bool truncated; /* the DER says it is longer than what is there */
};

struct dkim_key {
    struct dkim_shape shape;
    uint8_t
        fingerprint[32]; /* SHA-256 over the numbers: equal keys, equal fingerprints, in any form */
};

/* k: "rsa" or "ed25519"; der: the decoded p=. The shape alone costs a part of it. */
void dkim_shape_read(const char *k, const uint8_t *der, size_t n, struct dkim_shape *out);
void dkim_key_read(const char *k, const uint8_t *der, size_t n, struct dkim_key *out);
bool dkim_key_equal(const struct dkim_key *a, const struct dkim_key *b);

enum dkim_relation {
    DKIM_SAME,      /* same numbers */
    DKIM_TRUNCATED, /* theirs is a true prefix of ours */
    DKIM_EDITED,    /* a few characters lost, changed or doubled */
    DKIM_OTHER      /* another key, or no key */
};
/* How the published p= (white space removed) relates to ours (base64); *at: first differing
 * character. */
enum dkim_relation dkim_key_relation(const char *published, const char *ours, size_t *at);
