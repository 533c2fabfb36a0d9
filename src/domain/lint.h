// SPDX-License-Identifier: MIT
#pragma once
/*
 * What is worth saying about one published record, as findings: behind the `lint` commands and the
 * check of a domain alike. Whether the record does its job is the caller's to judge. Pure.
 */
#include "domain/finding.h"
#include "mail/dkim.h"
#include "mail/dmarc.h"
#include "mail/spf_lint.h"

struct lint_spf {
    const struct answers *answers; /* the TXT records of the domain */
    const struct spf_lint *lint;   /* of the record there, when there is exactly one; else NULL */
    const char *include;           /* must be reached; NULL: none */
    bool grammar; /* a term that breaks it is told also where a slip says already why */
};
void lint_spf(const struct name *domain, const struct lint_spf *spf, struct finding_list *out);
/* Appends the record that was read without the terms that void it, or that only cost: a broken or
 * circling include, too many hosts of an mx, names that are gone where there are too many of those.
 * include, which may be NULL, stays. False: there are none. */
bool spf_prune(const struct spf_lint *lint, const char *include, struct buffer *out);

struct lint_dkim {
    const char *key;          /* ours, base64; NULL: any will do */
    const char *old_key;      /* one this domain had before; NULL */
    unsigned bits;            /* wanted; 0: what receivers accept */
    const struct name *alias; /* the last CNAME's target; NULL: there is none */
    bool right;               /* out: one usable record, ours when `key` is given */
    bool foreign;             /* out: nothing there wants to be a DKIM key */
};
void lint_dkim(const struct name *name, const struct answers *answers, struct lint_dkim *dkim,
               struct finding_list *out);

struct lint_dmarc {
    const struct name *alias;   /* the last CNAME's target; NULL: there is none */
    size_t count;               /* out: DMARC records at the name */
    struct dmarc_record record; /* out: of the only one; dmarc_record_clear() */
    bool foreign;               /* out: there are TXT records, and none wants to be DMARC */
};
void lint_dmarc(const struct name *name, const struct answers *answers, struct lint_dmarc *dmarc,
                struct finding_list *out);
