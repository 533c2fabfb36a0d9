// SPDX-License-Identifier: MIT
#pragma once
/*
 * How a request over HTTP is signed: HMAC-SHA256 under an API secret, in base64. The text that is
 * signed is that of NAVER Cloud's signature v2,
 *     METHOD SP path?query LF timestamp LF access key
 * which covers neither the body nor the host and can be sent again; vouch's extension appends
 *     LF host LF sha256 of the body LF nonce
 * Pure but for OpenSSL's HMAC.
 */
#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    SIGNATURE_TEXT = 45, /* base64 of 32 bytes, with the NUL */
    SIGNATURE_HASH = 65, /* 64 hex digits, with the NUL */
    SIGNATURE_NONCE_LEAST = 16,
    SIGNATURE_NONCE_MOST = 64
};

/* Everything as it is sent: method and target of the request line, header values. */
struct signed_parts {
    const char *method, *target, *timestamp, *access_key;
    const char *host, *body_hash, *nonce; /* nonce NULL: signature v2 as it is elsewhere */
};

/* Replaces out. */
void signature_text(const struct signed_parts *parts, struct buffer *out);
void signature_make(const void *secret, size_t n, const char *text, char out[SIGNATURE_TEXT]);

/* A secret made ready to check signatures with: what is the same for every text is done once. */
struct signer;

struct signer *signer_new(const void *secret, size_t n);
void signer_free(struct signer *signer); /* NULL allowed; wipes */
/* Whether given signs text. Takes the same time wherever they differ; false when OpenSSL fails. */
bool signer_matches(struct signer *signer, const char *text, const char *given);

/* What a webhook is signed with: lower-case hex of HMAC-SHA256 over timestamp "." body. */
void signature_hook(const void *secret, size_t n, const char *timestamp, const char *body,
                    char out[SIGNATURE_HASH]);
/* Lower-case hex of SHA-256, as x-vouch-content-sha256 carries it. */
void signature_hash(const void *body, size_t n, char out[SIGNATURE_HASH]);
/* 16 to 64 characters that need no escape in a URL. */
bool signature_is_nonce(const char *text);
