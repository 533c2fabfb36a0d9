// SPDX-License-Identifier: MIT
#pragma once
/*
 * DMARC records by RFC 9989 (and where RFC 7489 reads them differently): tags in any order after
 * v=, keywords in any letter case, unknown tags ignored, a broken tag falls back to its default.
 * Pure.
 */
#include "base/buffer.h"
#include "dns/answers.h"

enum dmarc_policy {
    DMARC_POLICY_UNSET,
    DMARC_POLICY_NONE,
    DMARC_POLICY_QUARANTINE,
    DMARC_POLICY_REJECT
};
enum dmarc_tag {
    DMARC_V,
    DMARC_P,
    DMARC_SP,
    DMARC_NP,
    DMARC_PSD,
    DMARC_T,
    DMARC_ASPF,
    DMARC_ADKIM,
    DMARC_RUA,
    DMARC_RUF,
    DMARC_FO,
    DMARC_PCT,
    DMARC_RF,
    DMARC_RI,
    DMARC_TAG_COUNT
};

/* With the diagnosis code each one means. */
// clang-format off
enum dmarc_problem_kind {
    DMARC_BAD_VERSION,   /* dmarc-version-typo */
    DMARC_NO_P,          /* dmarc-missing-p; the record still acts as p=none when usable */
    DMARC_BAD_POLICY,    /* dmarc-bad-policy: p, sp or np; the record acts as p=none when usable */
    DMARC_BAD_TAG,       /* dmarc-tag-syntax */
    DMARC_BAD_SEPARATOR, /* dmarc-separator */
    DMARC_BAD_URI,       /* dmarc-uri-scheme */
    DMARC_URI_SIZE,      /* dmarc-uri-size */
    DMARC_REMOVED_TAG,   /* dmarc-removed-tag */
    DMARC_UNKNOWN_TAG,   /* dmarc-unknown-tag */
    DMARC_DUPLICATE_TAG, /* dmarc-duplicate-tag: voids the record */
    DMARC_P_NOT_SECOND,  /* dmarc-p-not-second */
    DMARC_MIXED_CASE,    /* dmarc-mixed-case: nothing is wrong */
    DMARC_BAD_VALUE,     /* dmarc-tag-syntax: the tag falls back to its default */
    DMARC_PROBLEM_COUNT
};
// clang-format on
struct dmarc_problem {
    enum dmarc_problem_kind kind;
    char text[128]; /* the part or tag, safe text */
    char hint[128]; /* nearest known tag or a better spelling, "" when none */
};

struct dmarc_uri {
    char *text; /* "mailto:a@b", without !size, safe text; the memory of host, too */
    char *host; /* of the address or the authority, lower case, safe text; "" when there is none */
    bool valid; /* a URI by its syntax; one that is no mailto: is a DMARC_BAD_URI all the same */
};

struct dmarc_record {
    bool usable;      /* an RFC 9989 receiver applies a policy from it */
    bool usable_7489; /* so does an RFC 7489 receiver */
    bool is_void;     /* a tag stands twice: as if the record were not there (RFC 6376 3.2) */
    /* As effective in this record: p is NONE when it is missing or wrong and rua is valid. */
    enum dmarc_policy p, sp, np;
    enum dmarc_policy p_7489; /* as an RFC 7489 receiver reads p, when usable_7489 */
    char psd, t, aspf, adkim; /* 'y' 'n' 'u'; 'y' 'n'; 'r' 's'; defaults filled in */
    char fo[16];              /* "0" when absent or wrong */
    struct dmarc_uri *rua, *ruf;
    size_t rua_count, ruf_count;
    size_t rua_capacity, ruf_capacity;
    bool present[DMARC_TAG_COUNT];
    struct dmarc_problem *problems;
    size_t problem_count, problem_capacity;
};

/* True when the first tag is v=DMARC1 (RFC 9989 4.7): value exact, white space around "=" allowed.
 */
bool dmarc_is_record(const char *bytes, size_t n);
void dmarc_parse(const char *bytes, size_t n, struct dmarc_record *out);
void dmarc_record_clear(struct dmarc_record *record);
/* Nothing to report: a missing rua or ruf, a weak policy and DMARC_MIXED_CASE are no problems. */
bool dmarc_is_clean(const struct dmarc_record *record);
bool dmarc_has_problem(const struct dmarc_record *record, enum dmarc_problem_kind kind);
/* The number of DMARC records in a TXT RRset; the first one's bytes are appended to out (may be
 * NULL). */
size_t dmarc_select(const struct answers *answers, struct buffer *out);
const char *dmarc_policy_name(enum dmarc_policy policy); /* "none"; NULL for UNSET */
const char *dmarc_tag_name(enum dmarc_tag tag);
