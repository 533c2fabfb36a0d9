// SPDX-License-Identifier: MIT
#pragma once
/*
 * DMARC records by RFC 9989 (and where RFC 7489 reads them differently): tags in any order after v=, keywords in any
 * letter case, unknown tags ignored, a broken tag falls back to its default. Pure.
 */
#include "base/buffer.h"
#include "dns/answers.h"

enum dmarc_policy { DMARC_POLICY_UNSET, DMARC_POLICY_NONE, DMARC_POLICY_QUARANTINE, DMARC_POLICY_REJECT };
enum dmarc_tag {
    DMARC_V, DMARC_P, DMARC_SP, DMARC_NP, DMARC_PSD, DMARC_T, DMARC_ASPF, DMARC_ADKIM, DMARC_RUA, DMARC_RUF, DMARC_FO,
    DMARC_PCT, DMARC_RF, DMARC_RI, DMARC_TAG_COUNT
};

enum dmarc_problem_kind {
    DMARC_BAD_VERSION, DMARC_NO_P, DMARC_BAD_POLICY, DMARC_BAD_TAG, DMARC_BAD_SEPARATOR, DMARC_BAD_URI,
    DMARC_URI_SIZE, DMARC_REMOVED_TAG, DMARC_UNKNOWN_TAG, DMARC_DUPLICATE_TAG, DMARC_P_NOT_SECOND, DMARC_MIXED_CASE,
    DMARC_BAD_VALUE, DMARC_PROBLEM_COUNT
};
struct dmarc_problem {
    enum dmarc_problem_kind kind;
    char text[128];  /* the part or tag, safe text */
    char hint[64];   /* nearest known tag or a better spelling, "" when none */
};

struct dmarc_uri {
    char *text;      /* "mailto:a@b", without !size, safe text */
    char *host;      /* lower case; "" when it is no mailto */
    bool valid;
};

struct dmarc_record {
    bool usable;         /* an RFC 9989 receiver applies a policy from it */
    bool usable_7489;    /* so does an RFC 7489 receiver */
    enum dmarc_policy p, sp, np; /* as effective in this record: p NONE when missing but rua is valid */
    char psd, t, aspf, adkim;    /* 'y' 'n' 'u'; 'y' 'n'; 'r' 's'; defaults filled in */
    char fo[16];
    struct dmarc_uri *rua, *ruf;
    size_t rua_count, ruf_count;
    bool present[DMARC_TAG_COUNT];
    struct dmarc_problem *problems;
    size_t problem_count;
};

/* True when the first tag is v=DMARC1 (value exact, white space around "=" allowed), RFC 9989 4.7. */
bool dmarc_is_record(const char *bytes, size_t n);
void dmarc_parse(const char *bytes, size_t n, struct dmarc_record *out);
void dmarc_record_clear(struct dmarc_record *record);
/* The number of DMARC records in a TXT RRset; the first one's bytes are appended to out (may be NULL). */
size_t dmarc_select(const struct answers *answers, struct buffer *out);
const char *dmarc_policy_name(enum dmarc_policy policy); /* "none"; NULL for UNSET */
const char *dmarc_tag_name(enum dmarc_tag tag);
