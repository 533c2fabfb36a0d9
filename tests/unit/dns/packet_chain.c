// SPDX-License-Identifier: MIT
#include "dns/packet.h"

#include "dns/octets.h"
#include "tests/support/dialogue.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void knows_the_two_kinds_of_no(void **state)
{
    struct dialogue *e = dialogue_resolver();

    (void)state;
    reply_soa(&e->reply, "example.com", 900, 600);
    assert_int_equal(dialogue_read(e), PACKET_ANSWER);
    assert_int_equal(e->answers->outcome, OUTCOME_NODATA);
    assert_true(e->answers->has_soa);
    assert_int_equal(e->answers->soa_ttl, 900);
    assert_int_equal(e->answers->soa_minimum, 600);
    assert_int_equal(e->answers->soa_serial, 7);
    assert_int_equal(e->answers->soa_owner.labels, 2);
    assert_int_equal(e->answers->ttl, 900);
    dialogue_add_flags(e, 3);
    dialogue_expect(e, OUTCOME_NXDOMAIN);
    e = dialogue_resolver(); /* RFC 2308 2.2: no SOA is allowed */
    assert_int_equal(dialogue_read(e), PACKET_ANSWER);
    assert_int_equal(e->answers->outcome, OUTCOME_NODATA);
    assert_int_equal(e->answers->ttl, 0);
    dialogue_end(e);
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
        struct dialogue *e = dialogue_resolver();

        dialogue_add_flags(e, cases[i].rcode);
        dialogue_expect(e, cases[i].outcome);
    }
}

static void never_takes_a_referral_for_a_no(void **state)
{
    struct dialogue *e = dialogue_resolver();

    (void)state;
    reply_name(&e->reply, SECTION_AUTHORITY, "com", RR_NS, 3600, "a.gtld.example");
    dialogue_expect(e, OUTCOME_LAME);
    e = dialogue_resolver(); /* empty, and no recursion available */
    dialogue_drop_flags(e, MESSAGE_RA);
    dialogue_expect(e, OUTCOME_LAME);
    e = dialogue_server();
    dialogue_drop_flags(e, MESSAGE_AA);
    reply_name(&e->reply, SECTION_AUTHORITY, "com", RR_NS, 3600, "a.gtld.example");
    dialogue_expect(e, OUTCOME_LAME);
    e = dialogue_server(); /* an answer from somebody's memory */
    dialogue_drop_flags(e, MESSAGE_AA);
    reply_txt(&e->reply, NULL, 300, "cached");
    dialogue_expect(e, OUTCOME_LAME);
    e = dialogue_server(); /* NXDOMAIN without authority */
    dialogue_drop_flags(e, MESSAGE_AA);
    dialogue_add_flags(e, 3);
    dialogue_expect(e, OUTCOME_LAME);
    e = dialogue_server();
    reply_txt(&e->reply, NULL, 300, "authoritative");
    dialogue_expect(e, OUTCOME_FOUND);
    e = dialogue_resolver(); /* NS beside the SOA is no referral */
    reply_name(&e->reply, SECTION_AUTHORITY, "example.com", RR_NS, 3600, "ns.example.com");
    reply_soa(&e->reply, "example.com", 900, 600);
    dialogue_expect(e, OUTCOME_NODATA);
}

static void keeps_what_the_parent_says(void **state)
{
    struct dialogue *e = calloc(1, sizeof *e);

    (void)state;
    assert_non_null(e);
    reply_query(&e->query, &e->question, "example.com", RR_NS, true);
    reply_start(&e->reply, &e->query, 0);
    reply_name(&e->reply, SECTION_AUTHORITY, NULL, RR_NS, 3600, "ns1.example.net");
    reply_name(&e->reply, SECTION_AUTHORITY, NULL, RR_NS, 3600, "ns2.example.net");
    reply_name(&e->reply, SECTION_AUTHORITY, "com", RR_NS, 3600, "other.example.net");
    assert_int_equal(dialogue_read(e), PACKET_ANSWER);
    assert_int_equal(e->answers->outcome, OUTCOME_LAME);
    assert_int_equal(e->answers->count, 2);
    dialogue_end(e);
}

static void follows_aliases_in_any_order(void **state)
{
    for (int reversed = 0; reversed < 2; reversed++) {
        struct dialogue *e = dialogue_resolver();

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
        assert_int_equal(dialogue_read(e), PACKET_ANSWER);
        assert_int_equal(e->answers->outcome, OUTCOME_FOUND);
        assert_int_equal(e->answers->count, 1);
        assert_int_equal(e->answers->alias_count, 2);
        assert_int_equal(e->answers->ttl, 30);
        assert_int_equal(e->answers->aliases[1].labels, 3);
        assert_int_equal(e->next.length, 0);
        dialogue_end(e);
    }
}

static void says_where_to_ask_on(void **state)
{
    struct dialogue *e = dialogue_server();
    struct name target;

    (void)state;
    assert_true(name_parse("k.esp.example", &target));
    reply_name(&e->reply, SECTION_ANSWER, NULL, RR_CNAME, 30, "k.esp.example");
    assert_int_equal(dialogue_read(e), PACKET_ANSWER);
    assert_true(name_equal(&e->next, &target));
    assert_int_equal(e->answers->alias_count, 1);
    assert_int_equal(e->answers->ttl, 30);
    reply_soa(&e->reply, "example.com", 900, 600); /* not the target's zone */
    assert_int_equal(dialogue_read(e), PACKET_ANSWER);
    assert_true(name_equal(&e->next, &target));
    dialogue_end(e);
    e = dialogue_resolver(); /* the SOA of the target's zone: the answer is complete */
    reply_name(&e->reply, SECTION_ANSWER, NULL, RR_CNAME, 30, "k.esp.example");
    reply_soa(&e->reply, "esp.example", 900, 600);
    dialogue_add_flags(e, 3);
    assert_int_equal(dialogue_read(e), PACKET_ANSWER);
    assert_int_equal(e->next.length, 0);
    assert_int_equal(e->answers->outcome, OUTCOME_NXDOMAIN);
    assert_int_equal(e->answers->ttl, 30);
    dialogue_end(e);
}

static void makes_the_alias_a_dname_stands_for(void **state)
{
    struct dialogue *e = dialogue_resolver();

    (void)state;
    reply_name(&e->reply, SECTION_ANSWER, "example.com", RR_DNAME, 30, "example.net");
    reply_txt(&e->reply, "s1._domainkey.example.net", 77, "v=DKIM1");
    assert_int_equal(dialogue_read(e), PACKET_ANSWER);
    assert_int_equal(e->answers->outcome, OUTCOME_FOUND);
    assert_int_equal(e->answers->alias_count, 1);
    dialogue_end(e);
    e = dialogue_resolver(); /* a DNAME does not move its own owner */
    reply_name(&e->reply, SECTION_ANSWER, NULL, RR_DNAME, 30, "example.net");
    reply_soa(&e->reply, "example.com", 900, 600);
    dialogue_expect(e, OUTCOME_NODATA);
}

static void stops_in_circles(void **state)
{
    struct dialogue *e = dialogue_resolver();
    char owner[32];
    char target[32];

    (void)state;
    reply_name(&e->reply, SECTION_ANSWER, NULL, RR_CNAME, 30, "s1._domainkey.example.com");
    dialogue_expect(e, OUTCOME_LOOP);
    e = dialogue_resolver();
    reply_name(&e->reply, SECTION_ANSWER, NULL, RR_CNAME, 30, "a.example");
    reply_name(&e->reply, SECTION_ANSWER, "a.example", RR_CNAME, 30, "b.example");
    reply_name(&e->reply, SECTION_ANSWER, "b.example", RR_CNAME, 30, "a.example");
    dialogue_expect(e, OUTCOME_LOOP);
    e = dialogue_resolver(); /* nine aliases, no circle */
    reply_name(&e->reply, SECTION_ANSWER, NULL, RR_CNAME, 30, "h1.example");
    for (int i = 1; i < 9; i++) {
        snprintf(owner, sizeof owner, "h%d.example", i);
        snprintf(target, sizeof target, "h%d.example", i + 1);
        reply_name(&e->reply, SECTION_ANSWER, owner, RR_CNAME, 30, target);
    }
    reply_txt(&e->reply, "h9.example", 30, "far away");
    dialogue_expect(e, OUTCOME_LOOP);
}

static void answers_a_question_for_the_alias_itself(void **state)
{
    struct dialogue *e = dialogue_resolver();

    (void)state;
    e->question.type = RR_CNAME;
    reply_start(&e->reply, &e->query, MESSAGE_RA);
    reply_name(&e->reply, SECTION_ANSWER, NULL, RR_CNAME, 30, "k.esp.example");
    assert_int_equal(dialogue_read(e), PACKET_ANSWER);
    assert_int_equal(e->answers->outcome, OUTCOME_FOUND);
    assert_int_equal(e->answers->alias_count, 0);
    assert_int_equal(e->answers->count, 1);
    dialogue_end(e);
}

static void treats_huge_ttls_as_zero(void **state)
{
    struct dialogue *e = dialogue_resolver();

    (void)state;
    reply_txt(&e->reply, NULL, 0x80000000u, "x");
    assert_int_equal(dialogue_read(e), PACKET_ANSWER);
    assert_int_equal(e->answers->ttl, 0);
    dialogue_end(e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_the_two_kinds_of_no),
        cmocka_unit_test(maps_the_other_codes),
        cmocka_unit_test(never_takes_a_referral_for_a_no),
        cmocka_unit_test(keeps_what_the_parent_says),
        cmocka_unit_test(follows_aliases_in_any_order),
        cmocka_unit_test(says_where_to_ask_on),
        cmocka_unit_test(makes_the_alias_a_dname_stands_for),
        cmocka_unit_test(stops_in_circles),
        cmocka_unit_test(answers_a_question_for_the_alias_itself),
        cmocka_unit_test(treats_huge_ttls_as_zero),
    };

    return cmocka_run_group_tests_name("dns/packet_chain", tests, NULL, NULL);
}
