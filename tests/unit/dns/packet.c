// SPDX-License-Identifier: MIT
#include "dns/packet.h"

#include "dns/octets.h"
#include "tests/support/dialogue.h"
#include "tests/support/mutate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void writes_what_it_means(void **state)
{
    uint8_t bytes[PACKET_QUERY];
    struct question question;
    struct packet_query query;
    size_t n;

    (void)state;
    reply_query(&query, &question, "example.com", RR_TXT, false);
    query.cased.wire[1] = 'E';
    n = packet_write(&query, bytes);
    assert_int_equal(n, 12 + 13 + 4 + 11);
    assert_memory_equal(bytes, "\x12\x34\1\0\0\1\0\0\0\0\0\1\7Example\3com\0\0\20\0\1", 29);
    assert_memory_equal(bytes + 29, "\0\0\51\4\320\0\0\0\0\0\0", 11);
    question.cd = true;
    query.edns = false;
    n = packet_write(&query, bytes);
    assert_int_equal(n, 29);
    assert_memory_equal(bytes + 2, "\1\20\0\1\0\0\0\0\0\0", 10);
    assert_true(address_parse("192.0.2.1", &question.server));
    packet_write(&query, bytes);
    assert_memory_equal(bytes + 2, "\0\20", 2);
    question.recursive = true;
    packet_write(&query, bytes);
    assert_memory_equal(bytes + 2, "\1\20", 2);
}

/* A public resolver answers from memory, without AA, and its SOA has counted down (RFC 2308 6). */
static void hears_what_a_resolver_remembers(void **state)
{
    struct dialogue *e = dialogue_resolver();

    (void)state;
    assert_true(address_parse("192.0.2.1", &e->question.server));
    e->question.recursive = true;
    reply_soa(&e->reply, "example.com", 232, 600);
    assert_int_equal(dialogue_read(e), PACKET_ANSWER);
    assert_int_equal(e->answers->outcome, OUTCOME_NODATA);
    assert_int_equal(e->answers->ttl, 232);
    e->question.recursive = false;
    assert_int_equal(dialogue_read(e), PACKET_ANSWER);
    assert_int_equal(e->answers->outcome, OUTCOME_LAME);
    dialogue_end(e);
}

static void finds_the_records_and_the_facts(void **state)
{
    struct dialogue *e = dialogue_resolver();
    const struct answers *answers;

    (void)state;
    dialogue_add_flags(e, MESSAGE_AD);
    reply_txt(&e->reply, NULL, 300, "v=DKIM1");
    reply_txt(&e->reply, NULL, 60, "two");
    reply_txt(&e->reply, "other.example.com", 1, "not asked");
    assert_int_equal(dialogue_read(e), PACKET_ANSWER);
    answers = e->answers;
    assert_int_equal(answers->outcome, OUTCOME_FOUND);
    assert_int_equal(answers->count, 2);
    assert_memory_equal(answers->records[0].bytes, "\7v=DKIM1", 8);
    assert_int_equal(answers->ttl, 60);
    assert_int_equal(answers->records[0].ttl, 300);
    assert_true(answers->ra && answers->ad && !answers->aa && answers->reachable);
    assert_int_equal(answers->message_bytes, e->reply.n);
    assert_int_equal(answers->ede, -1);
    assert_int_equal(e->next.length, 0);
    dialogue_end(e);
}

static void ignores_what_is_not_ours(void **state)
{
    struct dialogue *e = dialogue_resolver();

    (void)state;
    reply_txt(&e->reply, NULL, 300, "spoof");
    dialogue_drop_flags(e, MESSAGE_QR); /* our own query, reflected */
    assert_int_equal(dialogue_read(e), PACKET_NOT_OURS);
    dialogue_add_flags(e, MESSAGE_QR);
    e->reply.bytes[0] ^= 1; /* another id */
    assert_int_equal(dialogue_read(e), PACKET_NOT_OURS);
    e->reply.bytes[0] ^= 1;
    dialogue_add_flags(e, 0x2800); /* another opcode */
    assert_int_equal(dialogue_read(e), PACKET_NOT_OURS);
    dialogue_drop_flags(e, 0x2800);
    e->reply.bytes[13] = 't'; /* another name */
    assert_int_equal(dialogue_read(e), PACKET_NOT_OURS);
    e->reply.bytes[13] = 's';
    e->reply.bytes[MESSAGE_HEADER + e->query.cased.length + 1] = RR_MX; /* another type */
    assert_int_equal(dialogue_read(e), PACKET_NOT_OURS);
    e->reply.bytes[MESSAGE_HEADER + e->query.cased.length + 1] = RR_TXT;
    e->reply.bytes[MESSAGE_HEADER + e->query.cased.length + 3] = 3; /* another class */
    assert_int_equal(dialogue_read(e), PACKET_NOT_OURS);
    e->reply.bytes[MESSAGE_HEADER + e->query.cased.length + 3] = 1;
    e->reply.bytes[5] = 2; /* two questions */
    assert_int_equal(dialogue_read(e), PACKET_NOT_OURS);
    e->reply.bytes[5] = 1;
    e->reply.n = MESSAGE_HEADER + 5;
    assert_int_equal(dialogue_read(e), PACKET_NOT_OURS);
    e->reply.n = 5;
    assert_int_equal(dialogue_read(e), PACKET_NOT_OURS);
    e->reply.n = 0;
    dialogue_expect_verdict(e, PACKET_NOT_OURS);
}

static void refuses_a_compressed_question(void **state)
{
    struct dialogue *e = dialogue_resolver();

    (void)state;
    e->reply.bytes[MESSAGE_HEADER] = 0xc0;
    e->reply.bytes[MESSAGE_HEADER + 1] = 40;
    dialogue_expect_verdict(e, PACKET_NOT_OURS);
}

static void suspects_changed_letters(void **state)
{
    struct dialogue *e = dialogue_resolver();

    (void)state;
    reply_txt(&e->reply, NULL, 300, "x");
    e->query.cased.wire[1] = 'S';
    assert_int_equal(dialogue_read(e), PACKET_SUSPICIOUS);
    e->query.any_case = true;
    assert_int_equal(dialogue_read(e), PACKET_ANSWER);
    e->query.any_case = false;
    e->reply.bytes[13] = 'S';
    dialogue_expect_verdict(e, PACKET_ANSWER);
}

static void passes_truncation_on(void **state)
{
    struct dialogue *e = dialogue_resolver();

    (void)state;
    reply_txt(&e->reply, NULL, 300, "partial");
    dialogue_add_flags(e, MESSAGE_TC);
    dialogue_expect_verdict(e, PACKET_TRUNCATED);
}

static void tells_when_edns_is_refused(void **state)
{
    static const unsigned rcodes[] = {1, 4};
    struct dialogue *e;

    (void)state;
    for (size_t i = 0; i < COUNT(rcodes); i++) {
        e = dialogue_resolver();
        dialogue_add_flags(e, rcodes[i]);
        assert_int_equal(dialogue_read(e), PACKET_NO_EDNS);
        e->query.edns = false;
        assert_int_equal(dialogue_read(e), PACKET_ANSWER);
        assert_int_equal(e->answers->outcome, OUTCOME_SERVFAIL);
        assert_int_equal(e->answers->rcode, rcodes[i]);
        dialogue_end(e);
    }
    e = dialogue_resolver();
    reply_opt(&e->reply, 1, "", 0); /* BADVERS is 16 */
    dialogue_expect_verdict(e, PACKET_NO_EDNS);
}

static void reads_bare_headers_as_errors_only(void **state)
{
    static const struct {
        unsigned rcode;
        bool error;
    } cases[] = {{0, false}, {2, true}, {3, false}, {5, true}};

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct dialogue *e = dialogue_resolver();

        e->reply.n = MESSAGE_HEADER;
        e->reply.bytes[5] = 0;
        dialogue_add_flags(e, cases[i].rcode);
        dialogue_expect_verdict(e, cases[i].error ? PACKET_ANSWER : PACKET_NOT_OURS);
    }
}

static void reads_extended_errors(void **state)
{
    struct dialogue *e = dialogue_resolver();

    (void)state;
    dialogue_add_flags(e, 2);
    reply_opt(&e->reply, 0, "\0\12\0\2xx\0\17\0\7\0\6bo\33us", 17);
    assert_int_equal(dialogue_read(e), PACKET_ANSWER);
    assert_int_equal(e->answers->ede, 6);
    assert_string_equal(e->answers->ede_text, "bo\\x1bus");
    dialogue_end(e);
    e = dialogue_resolver();
    dialogue_add_flags(e, 2);
    reply_opt(&e->reply, 0, "\0\17\0\77\0\6", 6); /* longer than the record */
    assert_int_equal(dialogue_read(e), PACKET_ANSWER);
    assert_int_equal(e->answers->ede, -1);
    dialogue_end(e);
}

static void survives_mutations(void **state)
{
    struct dialogue *e = dialogue_resolver();
    struct reply whole;
    size_t verdicts[PACKET_GARBAGE + 1] = {0};
    uint32_t seed = 20260101;

    (void)state;
    reply_name(&e->reply, SECTION_ANSWER, NULL, RR_CNAME, 30, "k.esp.example");
    reply_txt(&e->reply, "k.esp.example", 77, "v=DKIM1; p=");
    reply_name(&e->reply, SECTION_AUTHORITY, "esp.example", RR_NS, 77, "ns.esp.example");
    reply_soa(&e->reply, "esp.example", 900, 600);
    reply_opt(&e->reply, 0, "\0\17\0\4\0\6no", 8);
    whole = e->reply;
    for (int i = 0; i < 100000; i++) {
        e->reply.n = whole.n;
        memcpy(e->reply.bytes, whole.bytes, whole.n);
        e->reply.n = mutate(&seed, e->reply.bytes, e->reply.n);
        verdicts[dialogue_read(e)]++;
    }
    for (size_t i = 0; i < COUNT(verdicts); i++) {
        assert_true(verdicts[i] > 0);
    }
    dialogue_end(e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_what_it_means),
        cmocka_unit_test(hears_what_a_resolver_remembers),
        cmocka_unit_test(finds_the_records_and_the_facts),
        cmocka_unit_test(ignores_what_is_not_ours),
        cmocka_unit_test(refuses_a_compressed_question),
        cmocka_unit_test(suspects_changed_letters),
        cmocka_unit_test(passes_truncation_on),
        cmocka_unit_test(tells_when_edns_is_refused),
        cmocka_unit_test(reads_bare_headers_as_errors_only),
        cmocka_unit_test(reads_extended_errors),
        cmocka_unit_test(survives_mutations),
    };

    return cmocka_run_group_tests_name("dns/packet", tests, NULL, NULL);
}
