// SPDX-License-Identifier: MIT
#pragma once
/*
 * What one question brought: the outcome, the RRset that answers it after CNAMEs, and the facts a
 * diagnosis needs (who said so, RCODE, AA, TTLs, SOA, EDE). One heap object, immutable once made.
 * "Cannot tell" outcomes are never "missing": answers_is_definite() tells them apart.
 */
#include "base/address.h"
#include "dns/record.h"

#include <stdbool.h>

enum outcome {
    OUTCOME_NONE,      /* nobody asked yet */
    OUTCOME_FOUND,     /* at least one RR of the type asked */
    OUTCOME_NODATA,    /* the name exists, no such RR (RFC 2308 2.2) */
    OUTCOME_NXDOMAIN,  /* RFC 8020 */
    OUTCOME_LAME,      /* the server does not serve this zone: referral, or no AA where AA is due */
    OUTCOME_SERVFAIL,  /* RCODE 2 and everything else that is not an answer */
    OUTCOME_REFUSED,   /* RCODE 5 */
    OUTCOME_TIMEOUT,   /* silence, or a closed port */
    OUTCOME_BOGUS,     /* SERVFAIL, but an answer with CD=1: DNSSEC validation fails */
    OUTCOME_TRUNCATED, /* TC=1 and no answer by TCP */
    OUTCOME_LOOP,      /* CNAMEs in a circle or more than 8 */
    OUTCOME_FORBIDDEN, /* the address is outside --dns-allow: not asked */
    OUTCOME_COUNT
};

enum { ANSWERS_ALIASES = 8 };

/* Behind the RDATA of each record stands a NUL that its length does not count. */
struct answers {
    enum outcome outcome;
    uint8_t rcode;
    bool aa, ra, ad, tc, tcp; /* header bits of the deciding packet; tcp: it came over TCP */
    bool reachable;           /* false with TIMEOUT: the port is closed or nobody answered */
    int ede;                  /* RFC 8914 INFO-CODE, -1: none */
    struct address server;    /* who answered (or did not) */
    uint32_t rtt_ms;
    uint32_t message_bytes; /* size of the deciding packet */
    uint32_t
        ttl; /* least TTL of the RRset and of the CNAMEs before it; the SOA's TTL when negative */
    bool has_soa; /* SOA of the answer or authority section */
    uint32_t soa_ttl, soa_minimum, soa_serial;
    size_t alias_count;   /* CNAMEs followed */
    struct name *aliases; /* their targets in order; the last owns the RRset */
    size_t count;
    struct rr *records; /* of the type asked only */
    uint8_t *room; /* for the next RDATA, in this very block; NULL: each has memory of its own */
    char ede_text[96];     /* safe text */
    struct name soa_owner; /* the zone cut */
};

const char *outcome_name(enum outcome outcome); /* "found", "nodata", "nxdomain", ... */
/* FOUND, NODATA and NXDOMAIN: the DNS has spoken. */
bool answers_is_definite(const struct answers *answers);
bool answers_is_found(const struct answers *answers);
/* The last CNAME's target, which owns the RRset; NULL: no CNAME was followed. */
const struct name *answers_alias(const struct answers *answers);

/* Building: for the packet parser, the zone resolver and tests. records and aliases are copied. */
struct answers *answers_new(enum outcome outcome);
/* One block of memory for everything but aliases: no more than `count` records with `bytes` of
 * RDATA in all are added. */
struct answers *answers_new_for(enum outcome outcome, size_t count, size_t bytes);
void answers_add(struct answers *answers, uint16_t type, uint32_t ttl, const uint8_t *bytes,
                 size_t n);
void answers_add_alias(struct answers *answers, const struct name *target);
struct answers *answers_dup(const struct answers *answers);
void answers_free(struct answers *answers);
