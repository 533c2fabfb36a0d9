// SPDX-License-Identifier: MIT
#include "dns/octets.h"
#include "dns/reading.h"

#include <string.h>

static char letter_lower(uint8_t c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

/* The question must come back uncompressed (there is nothing before it to point to), letter by
 * letter as it was sent. */
static enum packet_verdict question_check(struct reading *reading)
{
    const struct name *sent = &reading->query->cased;
    const uint8_t *name = reading->message.bytes + MESSAGE_HEADER;
    const uint8_t *fixed = name + sent->length;

    if (reading->message.n < MESSAGE_HEADER + (size_t)sent->length + 4 ||
        octets_get16(fixed) != reading->query->question->type ||
        octets_get16(fixed + 2) != CLASS_IN) {
        return PACKET_NOT_OURS;
    }
    reading->records_at = MESSAGE_HEADER + (size_t)sent->length + 4;
    reading->message.asked = &reading->query->question->name; /* but for its letter case */
    if (memcmp(name, sent->wire, sent->length) == 0) {
        return PACKET_ANSWER;
    }
    for (size_t i = 0; i < sent->length; i++) {
        if (letter_lower(name[i]) != letter_lower(sent->wire[i])) {
            return PACKET_NOT_OURS;
        }
    }
    return reading->query->any_case ? PACKET_ANSWER : PACKET_SUSPICIOUS;
}

/* Some servers send back a mere header when they refuse or do not understand. */
static bool is_bare_error(const struct message *message)
{
    unsigned rcode = message->flags & MESSAGE_RCODE;

    return message->questions == 0 && rcode != RCODE_NOERROR && rcode != RCODE_NXDOMAIN;
}

static enum packet_verdict header_check(struct reading *reading)
{
    const struct message *message = &reading->message;

    if (message->id != reading->query->id || !(message->flags & MESSAGE_QR) ||
        (message->flags & MESSAGE_OPCODE)) {
        return PACKET_NOT_OURS;
    }
    if (is_bare_error(message)) {
        reading->records_at = MESSAGE_HEADER;
        return PACKET_ANSWER;
    }
    return message->questions == 1 ? question_check(reading) : PACKET_NOT_OURS;
}

static bool is_edns_refusal(const struct reading *reading)
{
    return reading->query->edns &&
           (reading->rcode == RCODE_FORMERR || reading->rcode == RCODE_NOTIMP ||
            reading->rcode == RCODE_BADVERS);
}

static enum packet_verdict body_read(struct reading *reading, struct name *next)
{
    if (!reading_facts(reading)) {
        return PACKET_GARBAGE;
    }
    if (is_edns_refusal(reading)) {
        return PACKET_NO_EDNS;
    }
    return reading_answer(reading, next) ? PACKET_ANSWER : PACKET_GARBAGE;
}

enum packet_verdict packet_read(const struct packet_query *query, const uint8_t *bytes, size_t n,
                                struct answers **out, struct name *next)
{
    struct reading reading = {.query = query};
    enum packet_verdict verdict;

    next->length = 0;
    if (!message_open(&reading.message, bytes, n)) {
        return PACKET_NOT_OURS;
    }
    verdict = header_check(&reading);
    if (verdict != PACKET_ANSWER) {
        return verdict;
    }
    if (reading.message.flags & MESSAGE_TC) {
        return PACKET_TRUNCATED;
    }
    if (!reading_survey(&reading)) {
        return PACKET_GARBAGE;
    }
    reading.direct = question_asked(query->question) == ASKED_AUTHORITATIVE;
    reading.answers = answers_new_for(OUTCOME_NONE, reading.records, reading.rdata);
    verdict = body_read(&reading, next);
    if (verdict == PACKET_ANSWER) {
        *out = reading.answers;
    } else {
        answers_free(reading.answers);
    }
    return verdict;
}
