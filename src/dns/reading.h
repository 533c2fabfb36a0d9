// SPDX-License-Identifier: MIT
#pragma once
/* One reply being read: what packet_read() (packet_read.c) and its two readers share. */
#include "dns/message.h"
#include "dns/packet.h"

enum { CLASS_IN = 1 };
enum {
    RCODE_NOERROR = 0,
    RCODE_FORMERR = 1,
    RCODE_NXDOMAIN = 3,
    RCODE_NOTIMP = 4,
    RCODE_REFUSED = 5,
    RCODE_BADVERS = 16
};

struct reading {
    const struct packet_query *query;
    struct message message;
    size_t records_at; /* behind the question */
    unsigned rcode;    /* with the OPT record's upper bits */
    size_t records;    /* of the type asked, in answer and authority, whoever owns them; */
    size_t rdata;      /* and no less than the bytes they take */
    bool has_soa, has_opt;
    struct message_rr soa, opt;
    bool direct;              /* an authoritative server was asked, not a resolver */
    bool has_ns;              /* NS in the authority section */
    const struct name *owner; /* the question's name, then the target of the last CNAME */
    struct answers *answers;
};

/* RFC 2181 8: a TTL with the top bit set counts as 0. */
static inline uint32_t reading_ttl(const struct message_rr *rr)
{
    return rr->ttl > INT32_MAX ? 0 : rr->ttl;
}

/* Walks everything once: RCODE, where SOA and OPT stand, what there is room needed for. False: the
 * message is broken somewhere. */
bool reading_survey(struct reading *reading) MUST_USE;
/* Everything that is not the answer itself: header bits, RCODE, SOA, EDE. False: malformed RDATA.
 */
bool reading_facts(struct reading *reading) MUST_USE;
/* The outcome and its records; *next as packet_read() promises. False: malformed RDATA. */
bool reading_answer(struct reading *reading, struct name *next) MUST_USE;
