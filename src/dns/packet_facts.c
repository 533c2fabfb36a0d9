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
    message_owner(&reading->message, rr, &answers->soa_owner);
    answers->soa_ttl = reading_ttl(rr);
    answers->soa_serial = octets_get32(bytes + n - 20);
    answers->soa_minimum = octets_get32(bytes + n - 4);
    return true;
}

/* Room is counted for records at other owners, too: they are few. */
static void count_room(struct reading *reading, const struct message_rr *rr)
{
    if (rr->type == reading->query->question->type && rr->section != SECTION_ADDITIONAL) {
        reading->records++;
        reading->rdata += message_rdata_most(rr);
    }
}

static void note_record(struct reading *reading, const struct message_rr *rr)
{
    if (rr->type == RR_OPT && rr->section == SECTION_ADDITIONAL) {
        reading->rcode |= (rr->ttl >> 24) << 4;
        reading->has_opt = true;
        reading->opt = *rr;
    } else if (rr->class == CLASS_IN && rr->type == RR_SOA && rr->section != SECTION_ADDITIONAL &&
               !reading->has_soa) {
        reading->has_soa = true;
        reading->soa = *rr;
    } else if (rr->type == RR_NS && rr->section == SECTION_AUTHORITY) {
        reading->has_ns = true;
    }
}

bool reading_survey(struct reading *reading)
{
    struct message_walk walk;
    struct message_rr rr;

    reading->rcode = reading->message.flags & MESSAGE_RCODE;
    message_walk_start(&walk, &reading->message, reading->records_at);
    while (message_walk_next(&walk, &rr)) {
        count_room(reading, &rr);
        note_record(reading, &rr);
    }
    return !walk.broken;
}

bool reading_facts(struct reading *reading)
{
    struct answers *answers = reading->answers;
    unsigned flags = reading->message.flags;

    answers->aa = flags & MESSAGE_AA;
    answers->ra = flags & MESSAGE_RA;
    answers->ad = flags & MESSAGE_AD;
    answers->reachable = true;
    answers->message_bytes = (uint32_t)reading->message.n;
    answers->rcode = (uint8_t)(reading->rcode > UINT8_MAX ? UINT8_MAX : reading->rcode);
    if (reading->has_opt) {
        read_ede(answers, reading->message.bytes + reading->opt.at, reading->opt.length);
    }
    return !reading->has_soa || read_soa(reading, &reading->soa);
}
