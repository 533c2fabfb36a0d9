// SPDX-License-Identifier: MIT
/* Any bytes are a reply or none; what is read from them is whole. The first two bytes choose how it
 * was asked. */
#include "dns/packet.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void expect(bool truth)
{
    if (!truth) {
        abort();
    }
}

static void check_rr(const struct rr *rr)
{
    struct buffer joined = {0};
    struct address address;
    struct name name;
    size_t length = 0;

    switch (rr->type) {
    case RR_TXT:
        expect(rr_txt_count(rr) >= 1);
        for (size_t i = 0; i < rr_txt_count(rr); i++) {
            rr_txt_string(rr, i, &length);
            expect(length <= 255);
        }
        rr_txt_join(rr, &joined);
        expect(joined.length + rr_txt_count(rr) == rr->length);
        buffer_clear(&joined);
        break;
    case RR_A:
        expect(rr_address(rr, &address));
        break;
    case RR_MX:
    case RR_NS:
    case RR_CNAME:
        expect(rr_name(rr, &name));
        break;
    default:
        break;
    }
}

static void check_answers(const struct answers *answers, const struct question *question,
                          const struct name *next)
{
    expect(answers->outcome > OUTCOME_NONE && answers->outcome < OUTCOME_COUNT);
    expect(answers->alias_count <= ANSWERS_ALIASES);
    expect(answers->outcome != OUTCOME_FOUND || answers->count > 0);
    expect(text_is_utf8(answers->ede_text, strlen(answers->ede_text)));
    expect(next->length == 0 || name_equal(next, &answers->aliases[answers->alias_count - 1]));
    for (size_t i = 0; i < answers->count; i++) {
        expect(answers->records[i].type == question->type &&
               answers->ttl <= answers->records[i].ttl);
        check_rr(&answers->records[i]);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static const uint16_t types[] = {RR_TXT, RR_MX, RR_NS, RR_A, RR_SOA, RR_CNAME, RR_SPF, RR_AAAA};
    struct question question = {0};
    struct packet_query query = {.question = &question, .id = 0x1234};
    struct answers *answers = NULL;
    struct name next;

    if (n < 2) {
        return 0;
    }
    expect(name_parse("s1._domainkey.example.com", &question.name));
    question.type = types[bytes[0] % COUNT(types)];
    question.server.family = bytes[1] & 1 ? ADDRESS_IP4 : ADDRESS_NONE;
    question.recursive = bytes[1] & 8;
    query.edns = bytes[1] & 2;
    query.any_case = bytes[1] & 4;
    query.cased = question.name;
    if (packet_read(&query, bytes + 2, n - 2, &answers, &next) == PACKET_ANSWER) {
        check_answers(answers, &question, &next);
        answers_free(answers_dup(answers));
    } else {
        expect(answers == NULL);
    }
    answers_free(answers);
    return 0;
}
