// SPDX-License-Identifier: MIT
#include "dns/packet.h"

#include "dns/octets.h"
#include "tests/support/reply.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* One exchange: a query, the reply under construction, and what came of reading it. */
struct exchange {
    struct question question;
    struct packet_query query;
    struct reply reply;
    struct answers *answers;
    struct name next;
};

static struct exchange *ask(bool direct)
{
    struct exchange *exchange = calloc(1, sizeof *exchange);

    assert_non_null(exchange);
    reply_query(&exchange->query, &exchange->question, "s1._domainkey.example.com", RR_TXT, direct);
    reply_start(&exchange->reply, &exchange->query, direct ? MESSAGE_AA : MESSAGE_RD | MESSAGE_RA);
    return exchange;
}

static struct exchange *ask_resolver(void)
{
    return ask(false);
}

static struct exchange *ask_server(void)
{
    return ask(true);
}

static void add_flags(struct exchange *exchange, unsigned flags)
{
    uint8_t *at = exchange->reply.bytes + 2;

    octets_put16(at, octets_get16(at) | flags);
}

static void drop_flags(struct exchange *exchange, unsigned flags)
{
    uint8_t *at = exchange->reply.bytes + 2;

    octets_put16(at, octets_get16(at) & ~flags);
}

/* The reader works on a copy of exactly the reply's size, so that ASan sees every byte too many. */
static enum packet_verdict read_reply(struct exchange *exchange)
{
    uint8_t *exact = malloc(exchange->reply.n ? exchange->reply.n : 1);
    enum packet_verdict verdict;

    assert_non_null(exact);
    memcpy(exact, exchange->reply.bytes, exchange->reply.n);
    answers_free(exchange->answers);
    exchange->answers = NULL;
    verdict = packet_read(&exchange->query, exact, exchange->reply.n, &exchange->answers,
                          &exchange->next);
    assert_int_equal(verdict == PACKET_ANSWER, exchange->answers != NULL);
    free(exact);
    return verdict;
}

static void finish(struct exchange *exchange)
{
    answers_free(exchange->answers);
    free(exchange);
}

static void assert_verdict(struct exchange *exchange, enum packet_verdict verdict)
{
    assert_int_equal(read_reply(exchange), verdict);
    finish(exchange);
}

static void assert_outcome(struct exchange *exchange, enum outcome outcome)
{
    assert_int_equal(read_reply(exchange), PACKET_ANSWER);
    assert_string_equal(outcome_name(exchange->answers->outcome), outcome_name(outcome));
    finish(exchange);
}

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
}

static void finds_the_records_and_the_facts(void **state)
{
    struct exchange *e = ask_resolver();
    const struct answers *answers;

    (void)state;
    add_flags(e, MESSAGE_AD);
    reply_txt(&e->reply, NULL, 300, "v=DKIM1");
    reply_txt(&e->reply, NULL, 60, "two");
    reply_txt(&e->reply, "other.example.com", 1, "not asked");
    assert_int_equal(read_reply(e), PACKET_ANSWER);
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
    finish(e);
}

static void ignores_what_is_not_ours(void **state)
{
    struct exchange *e = ask_resolver();

    (void)state;
    reply_txt(&e->reply, NULL, 300, "spoof");
    drop_flags(e, MESSAGE_QR); /* our own query, reflected */
    assert_int_equal(read_reply(e), PACKET_NOT_OURS);
    add_flags(e, MESSAGE_QR);
    e->reply.bytes[0] ^= 1; /* another id */
    assert_int_equal(read_reply(e), PACKET_NOT_OURS);
    e->reply.bytes[0] ^= 1;
    add_flags(e, 0x2800); /* another opcode */
    assert_int_equal(read_reply(e), PACKET_NOT_OURS);
    drop_flags(e, 0x2800);
    e->reply.bytes[13] = 't'; /* another name */
    assert_int_equal(read_reply(e), PACKET_NOT_OURS);
    e->reply.bytes[13] = 's';
    e->reply.bytes[MESSAGE_HEADER + e->query.cased.length + 1] = RR_MX; /* another type */
    assert_int_equal(read_reply(e), PACKET_NOT_OURS);
    e->reply.bytes[MESSAGE_HEADER + e->query.cased.length + 1] = RR_TXT;
    e->reply.bytes[MESSAGE_HEADER + e->query.cased.length + 3] = 3; /* another class */
    assert_int_equal(read_reply(e), PACKET_NOT_OURS);
    e->reply.bytes[MESSAGE_HEADER + e->query.cased.length + 3] = 1;
    e->reply.bytes[5] = 2; /* two questions */
    assert_int_equal(read_reply(e), PACKET_NOT_OURS);
    e->reply.bytes[5] = 1;
    e->reply.n = MESSAGE_HEADER + 5;
    assert_int_equal(read_reply(e), PACKET_NOT_OURS);
    e->reply.n = 5;
    assert_int_equal(read_reply(e), PACKET_NOT_OURS);
    e->reply.n = 0;
    assert_verdict(e, PACKET_NOT_OURS);
}

static void refuses_a_compressed_question(void **state)
{
    struct exchange *e = ask_resolver();

    (void)state;
    e->reply.bytes[MESSAGE_HEADER] = 0xc0;
    e->reply.bytes[MESSAGE_HEADER + 1] = 40;
    assert_verdict(e, PACKET_NOT_OURS);
}

static void suspects_changed_letters(void **state)
{
    struct exchange *e = ask_resolver();

    (void)state;
    reply_txt(&e->reply, NULL, 300, "x");
    e->query.cased.wire[1] = 'S';
    assert_int_equal(read_reply(e), PACKET_SUSPICIOUS);
    e->query.any_case = true;
    assert_int_equal(read_reply(e), PACKET_ANSWER);
    e->query.any_case = false;
    e->reply.bytes[13] = 'S';
    assert_verdict(e, PACKET_ANSWER);
}

static void passes_truncation_on(void **state)
{
    struct exchange *e = ask_resolver();

    (void)state;
    reply_txt(&e->reply, NULL, 300, "partial");
    add_flags(e, MESSAGE_TC);
    assert_verdict(e, PACKET_TRUNCATED);
}

static void tells_when_edns_is_refused(void **state)
{
    static const unsigned rcodes[] = {1, 4};
    struct exchange *e;

    (void)state;
    for (size_t i = 0; i < COUNT(rcodes); i++) {
        e = ask_resolver();
        add_flags(e, rcodes[i]);
        assert_int_equal(read_reply(e), PACKET_NO_EDNS);
        e->query.edns = false;
        assert_int_equal(read_reply(e), PACKET_ANSWER);
        assert_int_equal(e->answers->outcome, OUTCOME_SERVFAIL);
        assert_int_equal(e->answers->rcode, rcodes[i]);
        finish(e);
    }
    e = ask_resolver();
    reply_opt(&e->reply, 1, "", 0); /* BADVERS is 16 */
    assert_verdict(e, PACKET_NO_EDNS);
}

static void reads_bare_headers_as_errors_only(void **state)
{
    static const struct {
        unsigned rcode;
        bool error;
    } cases[] = {{0, false}, {2, true}, {3, false}, {5, true}};

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct exchange *e = ask_resolver();

        e->reply.n = MESSAGE_HEADER;
        e->reply.bytes[5] = 0;
        add_flags(e, cases[i].rcode);
        assert_verdict(e, cases[i].error ? PACKET_ANSWER : PACKET_NOT_OURS);
    }
}

static void knows_the_two_kinds_of_no(void **state)
{
    struct exchange *e = ask_resolver();

    (void)state;
    reply_soa(&e->reply, "example.com", 900, 600);
    assert_int_equal(read_reply(e), PACKET_ANSWER);
    assert_int_equal(e->answers->outcome, OUTCOME_NODATA);
    assert_true(e->answers->has_soa);
    assert_int_equal(e->answers->soa_ttl, 900);
    assert_int_equal(e->answers->soa_minimum, 600);
    assert_int_equal(e->answers->soa_serial, 7);
    assert_int_equal(e->answers->soa_owner.labels, 2);
    assert_int_equal(e->answers->ttl, 900);
    add_flags(e, 3);
    assert_outcome(e, OUTCOME_NXDOMAIN);
    e = ask_resolver(); /* RFC 2308 2.2: no SOA is allowed */
    assert_int_equal(read_reply(e), PACKET_ANSWER);
    assert_int_equal(e->answers->outcome, OUTCOME_NODATA);
    assert_int_equal(e->answers->ttl, 0);
    finish(e);
}

static void maps_the_other_codes(void **state)
{
    static const struct {
        unsigned rcode;
        enum outcome outcome;
    } cases[] = {
        {2, OUTCOME_SERVFAIL}, {5, OUTCOME_REFUSED}, {9, OUTCOME_SERVFAIL}, {15, OUTCOME_SERVFAIL}};

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct exchange *e = ask_resolver();

        add_flags(e, cases[i].rcode);
        assert_outcome(e, cases[i].outcome);
    }
}

static void reads_extended_errors(void **state)
{
    struct exchange *e = ask_resolver();

    (void)state;
    add_flags(e, 2);
    reply_opt(&e->reply, 0, "\0\12\0\2xx\0\17\0\7\0\6bo\33us", 17);
    assert_int_equal(read_reply(e), PACKET_ANSWER);
    assert_int_equal(e->answers->ede, 6);
    assert_string_equal(e->answers->ede_text, "bo\\x1bus");
    finish(e);
    e = ask_resolver();
    add_flags(e, 2);
    reply_opt(&e->reply, 0, "\0\17\0\77\0\6", 6); /* longer than the record */
    assert_int_equal(read_reply(e), PACKET_ANSWER);
    assert_int_equal(e->answers->ede, -1);
    finish(e);
}

static void never_takes_a_referral_for_a_no(void **state)
{
    struct exchange *e = ask_resolver();

    (void)state;
    reply_name(&e->reply, SECTION_AUTHORITY, "com", RR_NS, 3600, "a.gtld.example");
    assert_outcome(e, OUTCOME_LAME);
    e = ask_resolver(); /* empty, and no recursion available */
    drop_flags(e, MESSAGE_RA);
    assert_outcome(e, OUTCOME_LAME);
    e = ask_server();
    drop_flags(e, MESSAGE_AA);
    reply_name(&e->reply, SECTION_AUTHORITY, "com", RR_NS, 3600, "a.gtld.example");
    assert_outcome(e, OUTCOME_LAME);
    e = ask_server(); /* an answer from somebody's memory */
    drop_flags(e, MESSAGE_AA);
    reply_txt(&e->reply, NULL, 300, "cached");
    assert_outcome(e, OUTCOME_LAME);
    e = ask_server(); /* NXDOMAIN without authority */
    drop_flags(e, MESSAGE_AA);
    add_flags(e, 3);
    assert_outcome(e, OUTCOME_LAME);
    e = ask_server();
    reply_txt(&e->reply, NULL, 300, "authoritative");
    assert_outcome(e, OUTCOME_FOUND);
    e = ask_resolver(); /* NS beside the SOA is no referral */
    reply_name(&e->reply, SECTION_AUTHORITY, "example.com", RR_NS, 3600, "ns.example.com");
    reply_soa(&e->reply, "example.com", 900, 600);
    assert_outcome(e, OUTCOME_NODATA);
}

static void keeps_what_the_parent_says(void **state)
{
    struct exchange *e = calloc(1, sizeof *e);

    (void)state;
    assert_non_null(e);
    reply_query(&e->query, &e->question, "example.com", RR_NS, true);
    reply_start(&e->reply, &e->query, 0);
    reply_name(&e->reply, SECTION_AUTHORITY, NULL, RR_NS, 3600, "ns1.example.net");
    reply_name(&e->reply, SECTION_AUTHORITY, NULL, RR_NS, 3600, "ns2.example.net");
    reply_name(&e->reply, SECTION_AUTHORITY, "com", RR_NS, 3600, "other.example.net");
    assert_int_equal(read_reply(e), PACKET_ANSWER);
    assert_int_equal(e->answers->outcome, OUTCOME_LAME);
    assert_int_equal(e->answers->count, 2);
    finish(e);
}

static void follows_aliases_in_any_order(void **state)
{
    for (int reversed = 0; reversed < 2; reversed++) {
        struct exchange *e = ask_resolver();

        (void)state;
        if (reversed) {
            reply_txt(&e->reply, "k.esp.example", 77, "v=DKIM1");
            reply_name(&e->reply, SECTION_ANSWER, "b.esp.example", RR_CNAME, 50, "k.esp.example");
        }
        reply_name(&e->reply, SECTION_ANSWER, NULL, RR_CNAME, 30, "b.esp.example");
        if (!reversed) {
            reply_name(&e->reply, SECTION_ANSWER, "b.esp.example", RR_CNAME, 50, "k.esp.example");
            reply_txt(&e->reply, "k.esp.example", 77, "v=DKIM1");
        }
        assert_int_equal(read_reply(e), PACKET_ANSWER);
        assert_int_equal(e->answers->outcome, OUTCOME_FOUND);
        assert_int_equal(e->answers->count, 1);
        assert_int_equal(e->answers->alias_count, 2);
        assert_int_equal(e->answers->ttl, 30);
        assert_int_equal(e->answers->aliases[1].labels, 3);
        assert_int_equal(e->next.length, 0);
        finish(e);
    }
}

static void says_where_to_ask_on(void **state)
{
    struct exchange *e = ask_server();
    struct name target;

    (void)state;
    assert_true(name_parse("k.esp.example", &target));
    reply_name(&e->reply, SECTION_ANSWER, NULL, RR_CNAME, 30, "k.esp.example");
    assert_int_equal(read_reply(e), PACKET_ANSWER);
    assert_true(name_equal(&e->next, &target));
    assert_int_equal(e->answers->alias_count, 1);
    reply_soa(&e->reply, "example.com", 900, 600); /* not the target's zone */
    assert_int_equal(read_reply(e), PACKET_ANSWER);
    assert_true(name_equal(&e->next, &target));
    finish(e);
    e = ask_resolver(); /* the SOA of the target's zone: the answer is complete */
    reply_name(&e->reply, SECTION_ANSWER, NULL, RR_CNAME, 30, "k.esp.example");
    reply_soa(&e->reply, "esp.example", 900, 600);
    add_flags(e, 3);
    assert_int_equal(read_reply(e), PACKET_ANSWER);
    assert_int_equal(e->next.length, 0);
    assert_int_equal(e->answers->outcome, OUTCOME_NXDOMAIN);
    assert_int_equal(e->answers->ttl, 30);
    finish(e);
}

static void makes_the_alias_a_dname_stands_for(void **state)
{
    struct exchange *e = ask_resolver();

    (void)state;
    reply_name(&e->reply, SECTION_ANSWER, "example.com", RR_DNAME, 30, "example.net");
    reply_txt(&e->reply, "s1._domainkey.example.net", 77, "v=DKIM1");
    assert_int_equal(read_reply(e), PACKET_ANSWER);
    assert_int_equal(e->answers->outcome, OUTCOME_FOUND);
    assert_int_equal(e->answers->alias_count, 1);
    finish(e);
    e = ask_resolver(); /* a DNAME does not move its own owner */
    reply_name(&e->reply, SECTION_ANSWER, NULL, RR_DNAME, 30, "example.net");
    reply_soa(&e->reply, "example.com", 900, 600);
    assert_outcome(e, OUTCOME_NODATA);
}

static void stops_in_circles(void **state)
{
    struct exchange *e = ask_resolver();
    char owner[32];
    char target[32];

    (void)state;
    reply_name(&e->reply, SECTION_ANSWER, NULL, RR_CNAME, 30, "s1._domainkey.example.com");
    assert_outcome(e, OUTCOME_LOOP);
    e = ask_resolver();
    reply_name(&e->reply, SECTION_ANSWER, NULL, RR_CNAME, 30, "a.example");
    reply_name(&e->reply, SECTION_ANSWER, "a.example", RR_CNAME, 30, "b.example");
    reply_name(&e->reply, SECTION_ANSWER, "b.example", RR_CNAME, 30, "a.example");
    assert_outcome(e, OUTCOME_LOOP);
    e = ask_resolver(); /* nine aliases, no circle */
    reply_name(&e->reply, SECTION_ANSWER, NULL, RR_CNAME, 30, "h1.example");
    for (int i = 1; i < 9; i++) {
        snprintf(owner, sizeof owner, "h%d.example", i);
        snprintf(target, sizeof target, "h%d.example", i + 1);
        reply_name(&e->reply, SECTION_ANSWER, owner, RR_CNAME, 30, target);
    }
    reply_txt(&e->reply, "h9.example", 30, "far away");
    assert_outcome(e, OUTCOME_LOOP);
}

static void answers_a_question_for_the_alias_itself(void **state)
{
    struct exchange *e = ask_resolver();

    (void)state;
    e->question.type = RR_CNAME;
    reply_start(&e->reply, &e->query, MESSAGE_RA);
    reply_name(&e->reply, SECTION_ANSWER, NULL, RR_CNAME, 30, "k.esp.example");
    assert_int_equal(read_reply(e), PACKET_ANSWER);
    assert_int_equal(e->answers->outcome, OUTCOME_FOUND);
    assert_int_equal(e->answers->alias_count, 0);
    assert_int_equal(e->answers->count, 1);
    finish(e);
}

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
        struct exchange *e = ask_resolver();

        e->question.type = cases[i].type;
        reply_start(&e->reply, &e->query, MESSAGE_RA);
        reply_rr(&e->reply, SECTION_ANSWER, NULL, cases[i].type, 60, cases[i].rdata, cases[i].n);
        if (read_reply(e) != cases[i].verdict) {
            fail_msg("case %zu", i);
        }
        finish(e);
    }
}

static void counts_an_empty_txt_as_one_string(void **state)
{
    struct exchange *e = ask_resolver();

    (void)state;
    reply_rr(&e->reply, SECTION_ANSWER, NULL, RR_TXT, 60, "", 0);
    assert_int_equal(read_reply(e), PACKET_ANSWER);
    assert_int_equal(rr_txt_count(&e->answers->records[0]), 1);
    finish(e);
}

static void decompresses_names_in_records(void **state)
{
    struct exchange *e = ask_resolver();
    struct name name;

    (void)state;
    e->question.type = RR_MX;
    reply_start(&e->reply, &e->query, MESSAGE_RA);
    reply_rr(&e->reply, SECTION_ANSWER, NULL, RR_MX, 60, "\0\12\2mx\300\46",
             7); /* 12 + 26: "com" */
    e->reply.bytes[e->reply.n - 1] = MESSAGE_HEADER + 3 + 11 + 8;
    assert_int_equal(read_reply(e), PACKET_ANSWER);
    assert_true(rr_name(&e->answers->records[0], &name));
    assert_int_equal(name.labels, 2);
    assert_int_equal(rr_preference(&e->answers->records[0]), 10);
    finish(e);
}

static void treats_huge_ttls_as_zero(void **state)
{
    struct exchange *e = ask_resolver();

    (void)state;
    reply_txt(&e->reply, NULL, 0x80000000u, "x");
    assert_int_equal(read_reply(e), PACKET_ANSWER);
    assert_int_equal(e->answers->ttl, 0);
    finish(e);
}

static void refuses_broken_messages(void **state)
{
    struct exchange *e = ask_resolver();
    size_t whole;

    (void)state;
    reply_txt(&e->reply, NULL, 60, "x");
    whole = e->reply.n;
    for (e->reply.n = whole - 1; e->reply.n > MESSAGE_HEADER + (size_t)e->query.cased.length + 4;
         e->reply.n--) {
        assert_int_equal(read_reply(e), PACKET_GARBAGE);
    }
    e->reply.n = whole;
    e->reply.bytes[7] = 2; /* one record too many promised */
    assert_int_equal(read_reply(e), PACKET_GARBAGE);
    e->reply.bytes[7] = 1;
    e->reply.bytes[MESSAGE_HEADER + e->query.cased.length + 5] = 0xff; /* a pointer forward */
    assert_int_equal(read_reply(e), PACKET_GARBAGE);
    e->reply.bytes[MESSAGE_HEADER + e->query.cased.length + 5] = 2; /* into the header */
    assert_int_equal(read_reply(e), PACKET_GARBAGE);
    e->reply.bytes[MESSAGE_HEADER + e->query.cased.length + 5] = /* to itself */
        (uint8_t)(MESSAGE_HEADER + e->query.cased.length + 4);
    assert_int_equal(read_reply(e), PACKET_GARBAGE);
    e->reply.bytes[MESSAGE_HEADER + e->query.cased.length + 4] = 0x80; /* no such label */
    assert_verdict(e, PACKET_GARBAGE);
}

static void ends_long_chains_of_pointers(void **state)
{
    struct exchange *e = ask_resolver();
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
    assert_verdict(e, PACKET_GARBAGE);
}

static void takes_the_largest_message(void **state)
{
    struct exchange *e = ask_resolver();

    (void)state;
    while (e->reply.n + 14 <= sizeof e->reply.bytes) {
        reply_txt(&e->reply, NULL, 60, "x");
    }
    assert_int_equal(read_reply(e), PACKET_ANSWER);
    assert_true(e->answers->count > 4000);
    finish(e);
}

/* A cheap generator of our own: the same mutations on every machine. */
static uint32_t dice(uint32_t *state, uint32_t bound)
{
    *state = *state * 1664525u + 1013904223u;
    return (uint32_t)((uint64_t)*state * bound >> 32);
}

static void mutate(struct reply *reply, uint32_t *seed)
{
    for (uint32_t n = 1 + dice(seed, 6); n > 0; n--) {
        size_t from = dice(seed, 4) ? 4 : 0; /* mostly keep the id and the flags */

        reply->bytes[from + dice(seed, (uint32_t)(reply->n - from))] = (uint8_t)dice(seed, 256);
    }
    if (dice(seed, 4) == 0) {
        reply->n = dice(seed, (uint32_t)reply->n);
    }
}

static void survives_mutations(void **state)
{
    struct exchange *e = ask_resolver();
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
        mutate(&e->reply, &seed);
        verdicts[read_reply(e)]++;
    }
    for (size_t i = 0; i < COUNT(verdicts); i++) {
        assert_true(verdicts[i] > 0);
    }
    finish(e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_what_it_means),
        cmocka_unit_test(finds_the_records_and_the_facts),
        cmocka_unit_test(ignores_what_is_not_ours),
        cmocka_unit_test(refuses_a_compressed_question),
        cmocka_unit_test(suspects_changed_letters),
        cmocka_unit_test(passes_truncation_on),
        cmocka_unit_test(tells_when_edns_is_refused),
        cmocka_unit_test(reads_bare_headers_as_errors_only),
        cmocka_unit_test(knows_the_two_kinds_of_no),
        cmocka_unit_test(maps_the_other_codes),
        cmocka_unit_test(reads_extended_errors),
        cmocka_unit_test(never_takes_a_referral_for_a_no),
        cmocka_unit_test(keeps_what_the_parent_says),
        cmocka_unit_test(follows_aliases_in_any_order),
        cmocka_unit_test(says_where_to_ask_on),
        cmocka_unit_test(makes_the_alias_a_dname_stands_for),
        cmocka_unit_test(stops_in_circles),
        cmocka_unit_test(answers_a_question_for_the_alias_itself),
        cmocka_unit_test(checks_record_contents),
        cmocka_unit_test(counts_an_empty_txt_as_one_string),
        cmocka_unit_test(decompresses_names_in_records),
        cmocka_unit_test(treats_huge_ttls_as_zero),
        cmocka_unit_test(refuses_broken_messages),
        cmocka_unit_test(ends_long_chains_of_pointers),
        cmocka_unit_test(takes_the_largest_message),
        cmocka_unit_test(survives_mutations),
    };

    return cmocka_run_group_tests_name("dns/packet", tests, NULL, NULL);
}
