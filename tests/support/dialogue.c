// SPDX-License-Identifier: MIT
#include "tests/support/dialogue.h"

#include "dns/octets.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct dialogue *dialogue_ask(bool direct)
{
    struct dialogue *dialogue = calloc(1, sizeof *dialogue);

    assert_non_null(dialogue);
    reply_query(&dialogue->query, &dialogue->question, "s1._domainkey.example.com", RR_TXT, direct);
    reply_start(&dialogue->reply, &dialogue->query, direct ? MESSAGE_AA : MESSAGE_RD | MESSAGE_RA);
    return dialogue;
}

struct dialogue *dialogue_resolver(void)
{
    return dialogue_ask(false);
}

struct dialogue *dialogue_server(void)
{
    return dialogue_ask(true);
}

void dialogue_add_flags(struct dialogue *dialogue, unsigned flags)
{
    uint8_t *at = dialogue->reply.bytes + 2;

    octets_put16(at, octets_get16(at) | flags);
}

void dialogue_drop_flags(struct dialogue *dialogue, unsigned flags)
{
    uint8_t *at = dialogue->reply.bytes + 2;

    octets_put16(at, octets_get16(at) & ~flags);
}

/* The reader works on a copy of exactly the reply's size, so that ASan sees every byte too many. */
enum packet_verdict dialogue_read(struct dialogue *dialogue)
{
    uint8_t *exact = malloc(dialogue->reply.n ? dialogue->reply.n : 1);
    enum packet_verdict verdict;

    assert_non_null(exact);
    memcpy(exact, dialogue->reply.bytes, dialogue->reply.n);
    answers_free(dialogue->answers);
    dialogue->answers = NULL;
    verdict = packet_read(&dialogue->query, exact, dialogue->reply.n, &dialogue->answers,
                          &dialogue->next);
    assert_int_equal(verdict == PACKET_ANSWER, dialogue->answers != NULL);
    free(exact);
    return verdict;
}

void dialogue_end(struct dialogue *dialogue)
{
    answers_free(dialogue->answers);
    free(dialogue);
}

void dialogue_expect_verdict(struct dialogue *dialogue, enum packet_verdict verdict)
{
    assert_int_equal(dialogue_read(dialogue), verdict);
    dialogue_end(dialogue);
}

void dialogue_expect(struct dialogue *dialogue, enum outcome outcome)
{
    assert_int_equal(dialogue_read(dialogue), PACKET_ANSWER);
    assert_string_equal(outcome_name(dialogue->answers->outcome), outcome_name(outcome));
    dialogue_end(dialogue);
}
