// SPDX-License-Identifier: MIT
#include "dns/reading.h"

#include "base/text.h"
#include "dns/octets.h"

#include <stdint.h>

enum { EDNS_EDE = 15 };

/* RFC 8914: the first Extended DNS Error among the OPT record's options. */
static void read_ede(struct answers *answers, const uint8_t *options, size_t n)
{
    while (n >= 4) {
        size_t length = octets_get16(options + 2);

        if (length > n - 4) {
            return;
        }
        if (octets_get16(options) == EDNS_EDE && length >= 2) {
            answers->ede = octets_get16(options + 4);
            text_safe_copy(answers->ede_text, sizeof answers->ede_text, (const char *)options + 6,
                           length - 2);
            return;
        }
        options += 4 + length;
        n -= 4 + length;
    }
}

static bool read_soa(struct reading *reading, const struct message_rr *rr)
{
    struct answers *answers = reading->answers;
    uint8_t scratch[MESSAGE_RDATA];
    const uint8_t *bytes;
    size_t n;

    if (!message_rdata(&reading->message, rr, scratch, &bytes, &n)) {
        return false;
    }
    answers->has_soa = true;
    answers->soa_owner = rr->owner;
    answers->soa_ttl = reading_ttl(rr);
    answers->soa_serial = octets_get32(bytes + n - 20);
    answers->soa_minimum = octets_get32(bytes + n - 4);
    return true;
}

static bool read_fact(struct reading *reading, const struct message_rr *rr)
{
    if (rr->type == RR_OPT && rr->section == SECTION_ADDITIONAL) {
        reading->rcode |= (rr->ttl >> 24) << 4;
        read_ede(reading->answers, reading->message.bytes + rr->at, rr->length);
    } else if (rr->class == CLASS_IN && rr->type == RR_SOA && rr->section != SECTION_ADDITIONAL &&
               !reading->answers->has_soa) {
        return read_soa(reading, rr);
    } else if (rr->type == RR_NS && rr->section == SECTION_AUTHORITY) {
        reading->has_ns = true;
    }
    return true;
}

bool reading_facts(struct reading *reading)
{
    struct answers *answers = reading->answers;
    unsigned flags = reading->message.flags;
    struct message_walk walk;
    struct message_rr rr;

    answers->aa = flags & MESSAGE_AA;
    answers->ra = flags & MESSAGE_RA;
    answers->ad = flags & MESSAGE_AD;
    answers->reachable = true;
    answers->message_bytes = (uint32_t)reading->message.n;
    reading->rcode = flags & MESSAGE_RCODE;
    message_walk_start(&walk, &reading->message, reading->records_at);
    while (message_walk_next(&walk, &rr)) {
        if (!read_fact(reading, &rr)) {
            return false;
        }
    }
    answers->rcode = (uint8_t)(reading->rcode > UINT8_MAX ? UINT8_MAX : reading->rcode);
    return !walk.broken;
}
