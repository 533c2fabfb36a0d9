// SPDX-License-Identifier: MIT
#pragma once
/*
 * DKIM key records (RFC 6376 3.6.1, RFC 8301, RFC 8463): the tag list of one TXT, in every form receivers accept, and
 * exactly how it breaks. Keys are compared as keys (mail/dkim_key.h), never as text. Pure.
 */
#include "base/buffer.h"
#include "dns/answers.h"
#include "mail/dkim_key.h"

/* The words of the `schema` member of cases/dkim-key.json, in their order. */
enum dkim_reason {
    DKIM_REASON_NONE, DKIM_REASON_VERSION, DKIM_REASON_VERSION_NOT_FIRST, DKIM_REASON_SYNTAX, DKIM_REASON_DUPLICATE_TAG,
    DKIM_REASON_MISSING_P, DKIM_REASON_EMPTY_P, DKIM_REASON_BASE64, DKIM_REASON_KEY_DATA, DKIM_REASON_KEY_TYPE,
    DKIM_REASON_KEY_TOO_SHORT, DKIM_REASON_SERVICE, DKIM_REASON_HASH, DKIM_REASON_NXDOMAIN, DKIM_REASON_COUNT
};

struct dkim_record {
    enum dkim_reason reason;   /* DKIM_REASON_NONE: receivers can use it */
    char problem[96];          /* the part, tag or character that is wrong, safe text */
    bool has_v;
    char k[32];                /* "rsa" when absent */
    char h[64], s[64], t[64];  /* as written, "" when absent */
    bool testing, strict;      /* t=y, t=s */
    bool wrapped;              /* white space inside p= */
    struct buffer p;           /* p= without white space, as text */
    size_t bad_offset;         /* DKIM_REASON_BASE64: of the bad character in p */
    struct dkim_key key;       /* what p= holds */
};

/* Never fails: what is wrong is the reason. */
void dkim_parse(const char *bytes, size_t n, struct dkim_record *out);
void dkim_record_clear(struct dkim_record *record);
const char *dkim_reason_name(enum dkim_reason reason); /* "missing-p", NULL for NONE */
