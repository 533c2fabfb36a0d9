// SPDX-License-Identifier: MIT
#pragma once
/*
 * DKIM key records (RFC 6376 3.6.1, RFC 8301, RFC 8463): the tag list of one TXT, in every form
 * receivers accept, and exactly how it breaks. Keys are compared as keys (mail/dkim_key.h), never
 * as text. Pure.
 */
#include "base/buffer.h"
#include "dns/answers.h"
#include "mail/dkim_key.h"

/* Why receivers cannot use the record: the words `dkim lint` answers with, and the diagnosis code
 * each one means. */
// clang-format off
enum dkim_reason {
    DKIM_REASON_NONE,
    DKIM_REASON_VERSION,           /* dkim-version */
    DKIM_REASON_VERSION_NOT_FIRST, /* dkim-version */
    DKIM_REASON_SYNTAX,            /* dkim-syntax */
    DKIM_REASON_DUPLICATE_TAG,     /* dkim-syntax */
    DKIM_REASON_MISSING_P,         /* dkim-p-missing */
    DKIM_REASON_EMPTY_P,           /* dkim-revoked: the verdict is "revoked", not "invalid" */
    DKIM_REASON_BASE64,            /* dkim-bad-base64; dkim-p-truncated when key.truncated */
    DKIM_REASON_KEY_DATA,          /* dkim-bad-key; by key.form dkim-private-key or dkim-ed25519-spki, by
                                      key.truncated dkim-p-truncated */
    DKIM_REASON_KEY_TYPE,          /* dkim-key-type */
    DKIM_REASON_KEY_TOO_SHORT,     /* dkim-key-weak */
    DKIM_REASON_SERVICE,           /* dkim-service */
    DKIM_REASON_HASH,              /* dkim-hash */
    DKIM_REASON_NXDOMAIN,          /* dkim-missing; never from dkim_parse(): the asker's to say */
    DKIM_REASON_COUNT
};
// clang-format on

struct dkim_record {
    enum dkim_reason reason; /* the first of them; DKIM_REASON_NONE: receivers can use it */
    unsigned reasons;        /* set of 1u << DKIM_REASON_*: all that were met */
    char problem[96]; /* the part, tag, value or character that is wrong, safe text; "" when nothing
                         is */
    bool has_v;
    char k[32];               /* "rsa" when absent */
    char h[64], s[64], t[64]; /* as written, "" when absent */
    bool testing, strict;     /* t=y, t=s */
    bool wrapped;             /* white space inside p= */
    struct buffer p;          /* p= without white space, as text */
    size_t bad_offset;        /* DKIM_REASON_BASE64: of the bad character in p, */
    char bad_character[16];   /* and that, safe text; "": the end */
    struct dkim_shape key;    /* what p= holds, as far as it can be read */
};

/* Never fails: what is wrong is the reason. */
void dkim_parse(const char *bytes, size_t n, struct dkim_record *out);
void dkim_record_clear(struct dkim_record *record);
const char *dkim_reason_name(enum dkim_reason reason); /* "missing-p", NULL for NONE */
