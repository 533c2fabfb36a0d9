// SPDX-License-Identifier: MIT
#pragma once
/* One resource record and its RDATA (RFC 1035 3.2), names inside RDATA decompressed. Borrowed from
 * a struct answers. */
#include "base/address.h"
#include "base/buffer.h"
#include "dns/name.h"

enum rr_type {
    RR_A = 1,
    RR_NS = 2,
    RR_CNAME = 5,
    RR_SOA = 6,
    RR_PTR = 12,
    RR_MX = 15,
    RR_TXT = 16,
    RR_AAAA = 28,
    RR_DNAME = 39,
    RR_OPT = 41,
    RR_DS = 43,
    RR_SPF = 99 /* RFC 7208 3.1: obsolete, looked at only to say so */
};

struct rr {
    uint16_t type;
    uint16_t length;
    uint32_t ttl; /* seconds */
    const uint8_t *bytes;
};

/* "TXT", "A", ...; "TYPE123" for the unknown ones. */
const char *rr_type_name(uint16_t type, char out[16]);
/* The same back; false: no such type. */
bool rr_type_parse(const char *text, uint16_t *type) MUST_USE;

/* TXT (and SPF): the character-strings, whose borders people want to see. Malformed RDATA never
 * gets this far. */
size_t rr_txt_count(const struct rr *rr);
const uint8_t *rr_txt_string(const struct rr *rr, size_t i, size_t *length);
/* All strings joined with nothing between them, appended to out. */
void rr_txt_join(const struct rr *rr, struct buffer *out);
/* The same where it stands, with a NUL behind its *n bytes; NULL: it is not one string alone, as
 * nearly all are. The record is one of an answer (dns/answers.h). */
const char *rr_txt_alone(const struct rr *rr, size_t *n);
/* The same, and joined in `room` where it is more, whatever that held. Borrowed from either. */
const char *rr_txt_text(const struct rr *rr, struct buffer *room, size_t *n);

bool rr_address(const struct rr *rr, struct address *out) MUST_USE; /* A, AAAA */
bool rr_name(const struct rr *rr,
             struct name *out) MUST_USE;     /* CNAME, NS, PTR, MX exchange, DNAME */
uint16_t rr_preference(const struct rr *rr); /* MX */
