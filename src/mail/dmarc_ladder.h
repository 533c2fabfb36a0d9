// SPDX-License-Identifier: MIT
#pragma once
/*
 * The DMARC ladder: none -> quarantine -> reject, one rung at a time, each only after it has been
 * safe to stand on the one before (RFC 9989 5.1.5 to 5.1.7). What is missing for the next rung, and
 * the record that climbs it. Pure.
 */
#include "base/buffer.h"
#include "mail/dmarc.h"

enum dmarc_lack {
    DMARC_LACK_SPF_VERIFIED, /* SPF is not verified */
    DMARC_LACK_SPF_USE,      /* SPF is verified but not in use */
    DMARC_LACK_DKIM_VERIFIED,
    DMARC_LACK_DKIM_USE,
    DMARC_LACK_RUA,     /* nobody gets the reports that would show forgotten senders */
    DMARC_LACK_CONSENT, /* a report address is elsewhere and has not agreed (RFC 9990) */
    DMARC_LACK_DAYS,    /* not long enough on this rung */
    DMARC_LACK_COUNT
};

enum { DMARC_LADDER_DAYS = 14 }; /* on each rung, at least */

/* What is known about the domain. */
struct dmarc_footing {
    const char *record; /* published now; NULL or "": none */
    unsigned days;      /* on this policy */
    bool spf_verified, spf_in_use, dkim_verified, dkim_in_use;
    bool reports_agreed; /* every report destination is ours or has agreed */
};

struct dmarc_rung {
    enum dmarc_policy now;  /* UNSET: no usable record, and nothing is needed for the first rung */
    enum dmarc_policy next; /* UNSET: the top is reached */
    bool ends_test;         /* the next step only takes t=y away, which makes p real */
    bool ready;             /* nothing is missing */
    unsigned missing;       /* set of 1u << DMARC_LACK_* */
    unsigned days, days_wanted;
    struct buffer record; /* for the next rung: the same with the next p; "" at the top */
};

void dmarc_ladder(const struct dmarc_footing *footing, struct dmarc_rung *out);
void dmarc_rung_clear(struct dmarc_rung *rung);
