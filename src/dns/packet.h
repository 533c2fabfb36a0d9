// SPDX-License-Identifier: MIT
#pragma once
/*
 * DNS messages: one query out, one reply in (RFC 1035 4, RFC 6891, RFC 8914). The reader trusts
 * nothing: every length, pointer and count is checked, compression only goes backwards, and a reply
 * that is not the answer to this very question is refused. Pure.
 */
#include "dns/answers.h"
#include "dns/book.h"

enum { PACKET_QUERY = 320, PACKET_EDNS_SIZE = 1232 };

enum packet_verdict {
    PACKET_ANSWER,     /* *out is filled */
    PACKET_NOT_OURS,   /* wrong id, not a response, another question: ignore it and wait on */
    PACKET_SUSPICIOUS, /* ours but for the letter case of the name: ask again over TCP */
    PACKET_TRUNCATED,  /* TC=1: ask over TCP */
    PACKET_NO_EDNS,    /* FORMERR/NOTIMP/BADVERS to an EDNS query: ask without */
    PACKET_GARBAGE     /* ours, but malformed */
};

struct packet_query {
    const struct question *question;
    uint16_t id;
    bool edns;
    bool any_case;     /* over TCP the letter case proves nothing */
    struct name cased; /* the question's name with random letter case, as sent (0x20); wire bytes,
                          case kept */
};

/* Writes the query; returns its length. */
size_t packet_write(const struct packet_query *query, uint8_t out[PACKET_QUERY]);
/* Reads a reply. CNAMEs inside the packet are followed in any order (8 hops); *next is set to the
 * last target when the packet ends in a CNAME whose target must be asked elsewhere, else its length
 * is 0. When NS was asked, the NS of a referral (OUTCOME_LAME) are kept as records: what the parent
 * says. A TXT without strings counts as one empty string. */
enum packet_verdict packet_read(const struct packet_query *query, const uint8_t *bytes, size_t n,
                                struct answers **out, struct name *next);
