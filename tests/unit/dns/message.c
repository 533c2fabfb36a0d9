// SPDX-License-Identifier: MIT
#include "dns/message.h"

#include "dns/octets.h"
#include "tests/support/dialogue.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void checks_record_contents(void **state)
{
    static const struct {
        uint16_t type;
        const char *rdata;
        size_t n;
        enum packet_verdict verdict;
    } cases[] = {
        {RR_TXT, "\40abc", 4, PACKET_GARBAGE},
        {RR_TXT, "\3abc\1", 5, PACKET_GARBAGE},
        {RR_TXT, "", 0, PACKET_ANSWER},
        {RR_SPF, "\3abc\0", 5, PACKET_ANSWER},
        {RR_A, "\1\2\3", 3, PACKET_GARBAGE},
        {RR_A, "\1\2\3\4", 4, PACKET_ANSWER},
        {RR_AAAA, "\1\2\3\4", 4, PACKET_GARBAGE},
        {RR_MX, "\0\1\300\14", 4, PACKET_ANSWER},
        {RR_MX, "\0\1", 2, PACKET_GARBAGE},
        {RR_MX, "\0", 1, PACKET_GARBAGE},
        {RR_NS, "\300\14x", 3, PACKET_GARBAGE},
        {RR_NS, "\300\377", 2, PACKET_GARBAGE},
        {RR_NS, "\1", 1, PACKET_GARBAGE},
        {RR_NS, "\300", 1, PACKET_GARBAGE},
        {RR_SOA, "\300\14\300\14abc", 7, PACKET_GARBAGE},
        {RR_DS, "anything", 8, PACKET_ANSWER},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct dialogue *e = dialogue_resolver();

        e->question.type = cases[i].type;
        reply_start(&e->reply, &e->query, MESSAGE_RA);
        reply_rr(&e->reply, SECTION_ANSWER, NULL, cases[i].type, 60, cases[i].rdata, cases[i].n);
        if (dialogue_read(e) != cases[i].verdict) {
            fail_msg("case %zu", i);
        }
        dialogue_end(e);
    }
}

static void counts_an_empty_txt_as_one_string(void **state)
{
    struct dialogue *e = dialogue_resolver();

    (void)state;
    reply_rr(&e->reply, SECTION_ANSWER, NULL, RR_TXT, 60, "", 0);
    assert_int_equal(dialogue_read(e), PACKET_ANSWER);
    assert_int_equal(rr_txt_count(&e->answers->records[0]), 1);
    dialogue_end(e);
}

static void decompresses_names_in_records(void **state)
{
    struct dialogue *e = dialogue_resolver();
    struct name name;

    (void)state;
    e->question.type = RR_MX;
    reply_start(&e->reply, &e->query, MESSAGE_RA);
    reply_rr(&e->reply, SECTION_ANSWER, NULL, RR_MX, 60, "\0\12\2mx\300\46",
             7); /* 12 + 26: "com" */
    e->reply.bytes[e->reply.n - 1] = MESSAGE_HEADER + 3 + 11 + 8;
    assert_int_equal(dialogue_read(e), PACKET_ANSWER);
    assert_true(rr_name(&e->answers->records[0], &name));
    assert_int_equal(name.labels, 2);
    assert_int_equal(rr_preference(&e->answers->records[0]), 10);
    dialogue_end(e);
}

static void refuses_broken_messages(void **state)
{
    struct dialogue *e = dialogue_resolver();
    size_t whole;

    (void)state;
    reply_txt(&e->reply, NULL, 60, "x");
    whole = e->reply.n;
    for (e->reply.n = whole - 1; e->reply.n > MESSAGE_HEADER + (size_t)e->query.cased.length + 4;
         e->reply.n--) {
        assert_int_equal(dialogue_read(e), PACKET_GARBAGE);
    }
    e->reply.n = whole;
    e->reply.bytes[7] = 2; /* one record too many promised */
    assert_int_equal(dialogue_read(e), PACKET_GARBAGE);
    e->reply.bytes[7] = 1;
    e->reply.bytes[MESSAGE_HEADER + e->query.cased.length + 5] = 0xff; /* a pointer forward */
    assert_int_equal(dialogue_read(e), PACKET_GARBAGE);
    e->reply.bytes[MESSAGE_HEADER + e->query.cased.length + 5] = 2; /* into the header */
    assert_int_equal(dialogue_read(e), PACKET_GARBAGE);
    e->reply.bytes[MESSAGE_HEADER + e->query.cased.length + 5] = /* to itself */
        (uint8_t)(MESSAGE_HEADER + e->query.cased.length + 4);
    assert_int_equal(dialogue_read(e), PACKET_GARBAGE);
    e->reply.bytes[MESSAGE_HEADER + e->query.cased.length + 4] = 0x80; /* no such label */
    dialogue_expect_verdict(e, PACKET_GARBAGE);
}

static void ends_long_chains_of_pointers(void **state)
{
    struct dialogue *e = dialogue_resolver();
    uint8_t chain[600];
    size_t base = e->reply.n + 12; /* of the RDATA below */

    (void)state;
    octets_put16(chain, 0xc00c);
    for (size_t i = 2; i < sizeof chain; i += 2) {
        octets_put16(chain + i, 0xc000u | (unsigned)(base + i - 2));
    }
    reply_rr(&e->reply, SECTION_ANSWER, NULL, 999, 60, chain, sizeof chain);
    reply_txt(&e->reply, NULL, 60, "x");
    octets_put16(e->reply.bytes + e->reply.n - 14, 0xc000u | (unsigned)(base + sizeof chain - 2));
    dialogue_expect_verdict(e, PACKET_GARBAGE);
}

static void takes_the_largest_message(void **state)
{
    struct dialogue *e = dialogue_resolver();

    (void)state;
    while (e->reply.n + 14 <= sizeof e->reply.bytes) {
        reply_txt(&e->reply, NULL, 60, "x");
    }
    assert_int_equal(dialogue_read(e), PACKET_ANSWER);
    assert_true(e->answers->count > 4000);
    dialogue_end(e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(checks_record_contents),
        cmocka_unit_test(counts_an_empty_txt_as_one_string),
        cmocka_unit_test(decompresses_names_in_records),
        cmocka_unit_test(refuses_broken_messages),
        cmocka_unit_test(ends_long_chains_of_pointers),
        cmocka_unit_test(takes_the_largest_message),
    };

    return cmocka_run_group_tests_name("dns/message", tests, NULL, NULL);
}
