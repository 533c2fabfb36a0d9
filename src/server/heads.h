// SPDX-License-Identifier: MIT
#pragma once
/*
 * The head of one request: the fields that somebody here reads, and whether the whole is what two
 * readers would understand alike. libmicrohttpd lets through what opens the door to request
 * smuggling (two lengths, length and coding, a blank before a colon); this does not. Pure; values
 * are borrowed.
 */
#include "base/fault.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum head {
    HEAD_HOST,
    HEAD_LENGTH,
    HEAD_CODING,
    HEAD_TYPE,
    HEAD_TIMESTAMP,
    HEAD_ACCESS_KEY,
    HEAD_SIGNATURE,
    HEAD_HASH,
    HEAD_NONCE,
    HEAD_PROJECT,
    HEAD_READ_ONLY,
    HEAD_MORE,
    HEAD_LANGUAGE,
    HEAD_NCP_LANGUAGE,
    HEAD_IDEMPOTENCY,
    HEAD_IF_MATCH,
    HEAD_COUNT
};

struct heads {
    const char *values[HEAD_COUNT]; /* NULL: absent */
    size_t bytes;                   /* of all fields, also those nobody reads */
    const char *wrong;              /* msgid: what is against the grammar; NULL: nothing */
};

void heads_add(struct heads *heads, const char *name, const char *value);
/* Codes "bad-request" and "large-head": the connection cannot go on. */
enum status heads_check(const struct heads *heads, const char *method, const char *target,
                        struct fault *fault) MUST_USE;
/* Whether what follows a head that is refused so is not worth reading: too long a body, or bytes of
 * unknown meaning. */
bool heads_end_connection(const struct heads *heads, const struct fault *fault);
/* Whether a body follows. */
bool heads_have_body(const struct heads *heads);
/* Its length; -1: not said. heads_check() has passed. */
int64_t heads_length(const struct heads *heads);
/* "en", "ja", "ko"; "": nobody asks for one of them. */
void heads_language(const struct heads *heads, char out[4]);
/* The revision that If-Match asks for; 0: any. */
enum status heads_revision(const struct heads *heads, int64_t *out, struct fault *fault) MUST_USE;
/* A whole number in decimal digits and nothing else. */
bool digits_read(const char *text, int64_t *out);
