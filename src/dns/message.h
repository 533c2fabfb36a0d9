// SPDX-License-Identifier: MIT
#pragma once
/*
 * The bytes of a DNS message as a header and a walk over its records (RFC 1035 4.1), for
 * packet_read(). Trusts nothing: every step is bounded by the message, and compression pointers
 * only go backwards, so each name ends. Pure.
 */
#include "base/status.h"
#include "dns/name.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MESSAGE_HEADER = 12, MESSAGE_MAX = 65535 };

enum {
    MESSAGE_QR = 0x8000,
    MESSAGE_OPCODE = 0x7800,
    MESSAGE_AA = 0x0400,
    MESSAGE_TC = 0x0200,
    MESSAGE_RD = 0x0100,
    MESSAGE_RA = 0x0080,
    MESSAGE_AD = 0x0020,
    MESSAGE_CD = 0x0010,
    MESSAGE_RCODE = 0x000f
};

enum section { SECTION_ANSWER, SECTION_AUTHORITY, SECTION_ADDITIONAL, SECTION_COUNT };

struct message {
    const uint8_t *bytes; /* borrowed */
    size_t n;
    uint16_t id, flags, questions;
    uint16_t counts[SECTION_COUNT];
    const struct name *asked; /* the name at MESSAGE_HEADER when it is known, borrowed; NULL */
};

struct message_rr {
    enum section section;
    uint16_t type, class, length;
    uint32_t ttl;
    size_t owner_at; /* a name that was checked; see message_owner() */
    size_t at;       /* of the RDATA */
};

struct message_walk {
    const struct message *message;
    size_t at;
    enum section section;
    unsigned seen; /* records of this section */
    bool broken;   /* the walk ended because the bytes make no sense */
};

/* The largest RDATA that decompression makes longer: SOA, two names and five numbers. */
enum { MESSAGE_RDATA = 2 * NAME_WIRE + 20 };

/* False: shorter than a header. */
bool message_open(struct message *message, const uint8_t *bytes, size_t n) MUST_USE;
/* A possibly compressed name at *at, which moves behind it. */
bool message_name(const struct message *message, size_t *at, struct name *out) MUST_USE;
/* Starts behind the question, at offset `at`. */
void message_walk_start(struct message_walk *walk, const struct message *message, size_t at);
/* False at the end, and when the message is broken (see walk->broken). */
bool message_walk_next(struct message_walk *walk, struct message_rr *rr) MUST_USE;
/* Whose record it is. Read only where that matters, and not at all to learn that it is `name`. */
void message_owner(const struct message *message, const struct message_rr *rr, struct name *out);
bool message_is_owner(const struct message *message, const struct message_rr *rr,
                      const struct name *name);
/* Has RDATA of this type names that may be compressed? */
bool message_holds_names(uint16_t type);
/* No less than the bytes of its RDATA once they are decompressed. */
size_t message_rdata_most(const struct message_rr *rr);
/* The RDATA checked against its type, names in it decompressed: *bytes points into the message or
 * into scratch, which may be NULL where the type holds no names. False: malformed. */
bool message_rdata(const struct message *message, const struct message_rr *rr,
                   uint8_t scratch[MESSAGE_RDATA], const uint8_t **bytes, size_t *n) MUST_USE;
