// SPDX-License-Identifier: MIT
#pragma once
/*
 * The DNS tree walk (RFC 9989 4.10): organizational domain, policy domain and the policy in force,
 * in at most 8 questions; and whether report destinations agreed (RFC 9990 4). Pure over a book.
 */
#include "dns/book.h"
#include "mail/dmarc.h"

enum { DMARC_WALK_QUERIES = 8 };

struct dmarc_walk {
    bool temperror;           /* the policy cannot be told now: a step it hangs on failed */
    enum outcome trouble;     /* when temperror: how that failed, */
    struct name trouble_name; /* and what was asked for */
    bool org_unsure;          /* org_domain is the best guess: a step it hangs on failed */
    struct name org_domain;
    bool has_policy;
    bool unusable; /* a record was found, but no policy comes of it (4.10.1): no DMARC here */
    struct name policy_domain;   /* when has_policy or unusable: where that record stands */
    enum dmarc_policy effective; /* after p/sp/np selection; t is not applied */
    bool testing;                /* t=y */
    struct name *queries;        /* in the order they were asked */
    size_t query_count;
    struct buffer record; /* text of the record at the policy domain */
};

/* False: the book is waiting, and nothing is in out. */
bool dmarc_walk(struct book *book, const struct name *author, struct dmarc_walk *out) MUST_USE;
void dmarc_walk_clear(struct dmarc_walk *walk);
/* Organizational domain alone, for alignment. */
bool dmarc_organization(struct book *book, const struct name *name, struct name *out) MUST_USE;

enum dmarc_consent {
    DMARC_CONSENT_SAME_ORG,
    DMARC_CONSENT_YES,
    DMARC_CONSENT_NO,
    DMARC_CONSENT_TEMPERROR
};
/* Has host agreed to receive reports for policy_domain? */
bool dmarc_consent(struct book *book, const struct name *policy_domain, const char *host,
                   enum dmarc_consent *out) MUST_USE;
