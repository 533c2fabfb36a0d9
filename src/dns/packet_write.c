// SPDX-License-Identifier: MIT
#include "dns/message.h"
#include "dns/octets.h"
#include "dns/packet.h"

#include <string.h>

enum { CLASS_IN = 1, OPT_SIZE = 11 };

_Static_assert(MESSAGE_HEADER + NAME_WIRE + 4 + OPT_SIZE <= PACKET_QUERY, "every query fits");

static size_t opt_write(uint8_t *at)
{
    memset(at, 0, OPT_SIZE); /* the root, no extended RCODE, version 0, no flags, no options */
    octets_put16(at + 1, RR_OPT);
    octets_put16(at + 3, PACKET_EDNS_SIZE);
    return OPT_SIZE;
}

size_t packet_write(const struct packet_query *query, uint8_t out[PACKET_QUERY])
{
    const struct question *question = query->question;
    unsigned flags = question->cd ? MESSAGE_CD : 0;
    size_t at = MESSAGE_HEADER;

    if (question_asked(question) != ASKED_AUTHORITATIVE) {
        flags |= MESSAGE_RD;
    }
    memset(out, 0, MESSAGE_HEADER);
    octets_put16(out, query->id);
    octets_put16(out + 2, flags);
    octets_put16(out + 4, 1);
    memcpy(out + at, query->cased.wire, query->cased.length);
    at += query->cased.length;
    octets_put16(out + at, question->type);
    octets_put16(out + at + 2, CLASS_IN);
    at += 4;
    if (query->edns) {
        octets_put16(out + 10, 1);
        at += opt_write(out + at);
    }
    return at;
}
