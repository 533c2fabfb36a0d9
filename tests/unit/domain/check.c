// SPDX-License-Identifier: MIT
/* How a check asks, and what it leaves behind; what it finds is for check_cases.c. */
#include "domain/check.h"

#include "domain/provider.h"
#include "tests/support/check_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

static void three_questions_are_enough_for_what_is_right(void **state)
{
    struct check_fixture fixture;

    (void)state;
    check_fixture_open(&fixture, "{}");
    fixture.wanted.depth = CHECK_QUICK;
    check_fixture_run(&fixture);
    assert_int_equal(check_overall(&fixture.result), CHECK_PASS);
    assert_int_equal(fixture.result.questions, 3);
    assert_int_equal(fixture.rounds, 1);
    assert_int_equal(fixture.result.server_count, 0);
    assert_int_equal(fixture.result.lookups, 1);
    assert_false(fixture.result.records[RECORD_DKIM].source_asked);
    assert_int_equal(fixture.result.records[RECORD_DKIM].resolver, OUTCOME_FOUND);
    check_fixture_close(&fixture);
}

static void the_source_in_four_rounds(void **state)
{
    struct check_fixture fixture;

    (void)state;
    check_fixture_open(&fixture, "{}");
    check_fixture_run(&fixture);
    assert_true(fixture.rounds <=
                6); /* four to the source, one to the resolver, one for the include */
    assert_int_equal(fixture.result.server_count, 1);
    assert_string_equal(fixture.result.servers[0].ns, "ns1.shop.example.com");
    assert_int_equal(fixture.result.servers[0].serial, 2026100501);
    assert_int_equal(fixture.result.servers[0].outcome[RECORD_SPF], OUTCOME_FOUND);
    assert_true(fixture.result.servers[0].has[RECORD_DMARC]);
    assert_true(fixture.result.records[RECORD_TOKEN].source_has_all);
    assert_int_equal(fixture.result.negative_ttl, 300);
    assert_int_equal(fixture.result.policy, POLICY_NONE);
    assert_string_equal(fixture.result.records[RECORD_TOKEN].seen, fixture.wanted.token);
    assert_true(finding_list_has(&fixture.result.findings, CODE_ALL_OK));
    check_fixture_close(&fixture);
}

/* What the source lacks is never asked of a cache, which would remember the "no". */
static void no_no_is_planted(void **state)
{
    static const char *const places[] = {
        "s2026a._domainkey.shop.example.com",
        "_dmarc.shop.example.com",
        "_domainkey.shop.example.com",
        "www.shop.example.com",
        "s2026a.shop.example.com",
        "dmarc.shop.example.com",
    };
    struct check_fixture fixture;

    (void)state;
    check_fixture_open(
        &fixture, "{\"s2026a._domainkey.shop.example.com\":null,\"_dmarc.shop.example.com\":null}");
    check_fixture_run(&fixture);
    assert_int_equal(fixture.result.records[RECORD_DKIM].status, CHECK_FAIL);
    assert_int_equal(fixture.result.records[RECORD_DMARC].status, CHECK_FAIL);
    assert_int_equal(fixture.result.records[RECORD_DKIM].resolver, OUTCOME_NONE);
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        assert_false(check_fixture_asked(&fixture, places[i], RR_TXT));
    }
    assert_true(check_fixture_asked(&fixture, "shop.example.com", RR_TXT));
    check_fixture_close(&fixture);
}

/* A sub-domain that may not exist yet is not asked for either: its parent's servers know. */
static void nor_for_a_name_still_to_be_made(void **state)
{
    struct check_fixture fixture;

    (void)state;
    check_fixture_open(&fixture, "{}");
    assert_true(name_parse("news.shop.example.com", &fixture.wanted.domain));
    check_fixture_run(&fixture);
    assert_int_equal(check_overall(&fixture.result), CHECK_FAIL);
    assert_true(finding_list_has(&fixture.result.findings, CODE_DNS_NXDOMAIN_DOMAIN));
    assert_true(finding_list_has(&fixture.result.findings, CODE_DMARC_INHERITED));
    assert_false(check_fixture_asked(&fixture, "news.shop.example.com", RR_TXT));
    assert_false(check_fixture_asked(&fixture, "news.shop.example.com", RR_SOA));
    assert_false(check_fixture_asked(&fixture, "news.shop.example.com", RR_NS));
    check_fixture_close(&fixture);
}

static void what_was_verified_is_asked_of_the_resolver_alone(void **state)
{
    struct check_fixture fixture;

    (void)state;
    check_fixture_open(&fixture, "{}");
    fixture.wanted.verified = RECORD_ALL;
    check_fixture_run(&fixture);
    assert_int_equal(check_overall(&fixture.result), CHECK_PASS);
    assert_int_equal(fixture.result.server_count, 0);
    assert_int_equal(fixture.result.questions, 3); /* the token and SPF share one */
    check_fixture_close(&fixture);

    check_fixture_open(&fixture, "{\"_dmarc.shop.example.com\":null}");
    fixture.wanted.verified = RECORD_ALL;
    check_fixture_run(&fixture);
    assert_int_equal(fixture.result.records[RECORD_DMARC].status, CHECK_FAIL);
    assert_true(fixture.result.records[RECORD_DMARC].source_asked);
    assert_false(fixture.result.records[RECORD_DKIM].source_asked);
    check_fixture_close(&fixture);
}

static void only_what_is_wanted_and_known(void **state)
{
    struct check_fixture fixture;

    (void)state;
    check_fixture_open(&fixture, "{}");
    fixture.wanted.only = 1u << RECORD_SPF | 1u << RECORD_TOKEN;
    fixture.wanted.token = NULL;
    check_fixture_run(&fixture);
    assert_int_equal(fixture.result.only, 1u << RECORD_SPF);
    assert_false(check_fixture_asked(&fixture, "_dmarc.shop.example.com", RR_TXT));
    check_fixture_close(&fixture);

    check_fixture_open(&fixture, "{}");
    fixture.wanted.selector = "";
    fixture.wanted.include = NULL;
    fixture.wanted.token = "";
    check_fixture_run(&fixture);
    assert_int_equal(fixture.result.only, 1u << RECORD_SPF | 1u << RECORD_DMARC);
    assert_int_equal(check_overall(&fixture.result), CHECK_PASS);
    assert_null(fixture.result.records[RECORD_SPF].expected);
    check_fixture_close(&fixture);
}

static void any_key_will_do_while_ours_is_not_known(void **state)
{
    struct check_fixture fixture;

    (void)state;
    check_fixture_open(&fixture, "{}");
    fixture.wanted.dkim = NULL;
    check_fixture_run(&fixture);
    assert_int_equal(fixture.result.records[RECORD_DKIM].status, CHECK_PASS);
    check_fixture_close(&fixture);

    check_fixture_open(&fixture, "{}");
    fixture.wanted.dkim = NULL;
    fixture.wanted.dkim_bits = 4096;
    check_fixture_run(&fixture);
    assert_int_equal(fixture.result.records[RECORD_DKIM].status, CHECK_FAIL);
    assert_true(finding_list_has(&fixture.result.findings, CODE_DKIM_KEY_1024));
    check_fixture_close(&fixture);
}

static void earlier_tokens_and_keys_are_known_again(void **state)
{
    static const char *const old[] = {"mailer-verify=00aa11bb22cc33dd"};
    const struct finding *finding;
    struct check_fixture fixture;
    struct buffer text = {0};

    (void)state;
    check_fixture_open(&fixture, "{\"shop.example.com\":[[\"NS\",\"ns1.shop.example.com\"],"
                                 "[\"TXT\",\"mailer-verify=00aa11bb22cc33dd\"]]}");
    fixture.wanted.only = 1u << RECORD_TOKEN | 1u << RECORD_DKIM;
    fixture.wanted.old_tokens = old;
    fixture.wanted.old_token_count = 1;
    fixture.wanted.old_dkim = fixture.wanted.dkim;
    fixture.wanted.dkim =
        "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA25Dh71cXQ243vpAdU86jFbn14U8+VlWz28m6C7XVs/"
        "XLu80mDBksJOYiIpqU+je5XjdPA0AwCHRg+gtiJhoAlVI4mgQQnL7oV7f3IFlFeraHKxukSeVo1q082AeMymv2"
        "LHqU967F+P3yggyOSv4T6n29BrG5ODB9V/lnu8Py6ONUaWLX8nLOqJ5EZ9f5PPyFIa11u9KIG49+pM6Gp2Wd/F"
        "/EYsWGyaGtxZ4gg67D5CLzcqh63M0DwUNJX+qPVdojv33veexQcJw1N+vpa4gQ7U963Zf3kcEaMhcXb3KqXyYL"
        "h2CIT3D1c3PUbfWwMlPfL5ADhFLvD342r4skPTUmKQIDAQAB";
    check_fixture_run(&fixture);
    finding = finding_list_first(&fixture.result.findings, AREA_TOKEN, SEVERITY_ERROR);
    finding_message(finding, &text);
    assert_non_null(strstr(buffer_text(&text), "earlier token of this domain"));
    buffer_reset(&text);
    finding = finding_list_first(&fixture.result.findings, AREA_DKIM, SEVERITY_ERROR);
    assert_int_equal(finding->code, CODE_DKIM_KEY_MISMATCH);
    finding_message(finding, &text);
    assert_non_null(strstr(buffer_text(&text), "before it was registered again"));
    buffer_clear(&text);
    check_fixture_close(&fixture);
}

static void the_bounce_domain_matters_for_alignment(void **state)
{
    struct check_fixture fixture;

    (void)state;
    check_fixture_open(&fixture,
                       "{\"_dmarc.shop.example.com\":[[\"TXT\",\"v=DMARC1; p=reject; aspf=s\"]]}");
    fixture.wanted.bounce = "bounce.mailer.test";
    check_fixture_run(&fixture);
    assert_int_equal(check_overall(&fixture.result), CHECK_PASS);
    assert_int_equal(fixture.result.policy, POLICY_REJECT);
    assert_true(finding_list_has(&fixture.result.findings, CODE_DMARC_STRICT_CONFLICT));
    assert_true(finding_list_has(&fixture.result.findings, CODE_SPF_SUB_ONLY));
    assert_false(finding_list_has(&fixture.result.findings, CODE_ALL_OK));
    check_fixture_close(&fixture);
}

static void names_that_do_not_exist_have_a_policy_of_their_own(void **state)
{
    struct check_fixture fixture;

    (void)state;
    check_fixture_open(
        &fixture,
        "{\"_dmarc.shop.example.com\":[[\"TXT\",\"v=DMARC1; p=none; sp=quarantine; np=reject\"]]}");
    fixture.wanted.only = 1u << RECORD_DMARC;
    assert_true(name_parse("news.shop.example.com", &fixture.wanted.domain));
    check_fixture_run(&fixture);
    assert_int_equal(fixture.result.policy, POLICY_REJECT);
    assert_true(fixture.result.policy_inherited);
    check_fixture_close(&fixture);

    check_fixture_open(
        &fixture,
        "{\"_dmarc.shop.example.com\":[[\"TXT\",\"v=DMARC1; p=none; sp=quarantine; np=reject\"]]}");
    fixture.wanted.only = 1u << RECORD_DMARC;
    assert_true(name_parse("www.shop.example.com", &fixture.wanted.domain));
    check_fixture_run(&fixture);
    assert_int_equal(fixture.result.policy, POLICY_QUARANTINE);
    check_fixture_close(&fixture);
}

static void hosts_are_those_of_the_real_zone(void **state)
{
    struct check_fixture fixture;
    char zone[NAME_TEXT];

    (void)state;
    check_fixture_open(&fixture, "{}");
    assert_true(name_parse("www.shop.example.com", &fixture.wanted.domain));
    check_fixture_run(&fixture);
    name_text(&fixture.result.zone, zone);
    assert_string_equal(zone, "shop.example.com");
    for (size_t i = 0; i < fixture.result.findings.count; i++) {
        const struct finding *finding = &fixture.result.findings.items[i];

        for (size_t j = 0; finding->code == CODE_TOKEN_MISSING && j < finding->word_count; j++) {
            if (strcmp(finding->words[j].key, "host") == 0) {
                assert_string_equal(finding->words[j].value, "www");
            }
        }
    }
    check_fixture_close(&fixture);
}

static void a_zone_of_its_own_at_the_same_servers(void **state)
{
    struct check_fixture fixture;

    (void)state;
    check_fixture_open(
        &fixture,
        "{\"example.com\":[[\"SOA\",{\"serial\":7,\"minimum\":900}],[\"NS\",\"ns1.example.com\"]],"
        "\"ns1.example.com\":[[\"A\",\"127.0.0.1\"]]}");
    check_fixture_run(&fixture);
    assert_true(name_equal(&fixture.result.zone, &fixture.wanted.domain));
    assert_string_equal(fixture.result.servers[0].ns, "ns1.shop.example.com");
    assert_int_equal(check_overall(&fixture.result), CHECK_PASS);
    check_fixture_close(&fixture);
}

static void providers_are_told_from_the_name_servers(void **state)
{
    struct check_fixture fixture;
    struct provider_book *providers;

    (void)state;
    assert_int_equal(provider_book_shipped(&providers, NULL), STATUS_OK);
    check_fixture_open(
        &fixture,
        "{\"shop.example.com\":[[\"SOA\",{\"serial\":7,\"minimum\":900}],[\"NS\",\"01.dnsv.jp\"],"
        "[\"NS\",\"02.dnsv.jp\"],[\"NS\",\"ns.gabia.net\"]],\"01.dnsv.jp\":[[\"A\",\"127.0.0.1\"]]"
        "}");
    fixture.wanted.providers = providers;
    check_fixture_run(&fixture);
    assert_string_equal(fixture.result.providers[0], "onamae");
    assert_string_equal(fixture.result.providers[1], "value-domain");
    check_fixture_close(&fixture);
    provider_book_free(providers);
}

static void long_proposals_are_split(void **state)
{
    struct check_fixture fixture;
    struct buffer patch = {0};
    const struct finding *finding = NULL;
    size_t length = 0;

    (void)state;
    buffer_add_text(&patch,
                    "{\"shop.example.com\":[[\"NS\",\"ns1.shop.example.com\"],[\"TXT\",[\"v=spf1");
    for (int i = 0; i < 20; i++) {
        buffer_printf(&patch, "%s ip4:192.0.2.%d", i % 10 ? "" : "\",\"", i + 100);
    }
    buffer_add_text(&patch, " -all\"]]]}");
    check_fixture_open(&fixture, buffer_text(&patch));
    check_fixture_run(&fixture);
    for (size_t i = 0; i < fixture.result.findings.count; i++) {
        if (fixture.result.findings.items[i].code == CODE_SPF_STRING_OVER_255) {
            finding = &fixture.result.findings.items[i];
        }
    }
    assert_non_null(finding);
    for (size_t i = 0; i < finding->word_count; i++) {
        if (strcmp(finding->words[i].key, "split") == 0) {
            length = strcspn(finding->words[i].value + 1, "\"");
            assert_int_equal(finding->words[i].value[length], ' ');
        }
    }
    assert_in_range(length, 200, 255);
    buffer_clear(&patch);
    check_fixture_close(&fixture);
}

static void results_are_copied_whole(void **state)
{
    struct check_fixture fixture;
    struct check_result *copy;

    (void)state;
    check_fixture_open(&fixture, "{\"_dmarc.shop.example.com\":null}");
    check_fixture_run(&fixture);
    copy = check_result_dup(&fixture.result);
    check_fixture_close(&fixture);
    assert_int_equal(copy->server_count, 1);
    assert_string_equal(copy->servers[0].ns, "ns1.shop.example.com");
    assert_true(finding_list_has(&copy->findings, CODE_DMARC_MISSING));
    assert_non_null(copy->records[RECORD_TOKEN].expected);
    check_result_clear(copy);
    free(copy);
}

static void the_worst_record_decides(void **state)
{
    struct check_result result = {.only = RECORD_ALL};

    (void)state;
    assert_int_equal(check_overall(&result), CHECK_PASS);
    result.records[RECORD_DMARC].status = CHECK_TEMP;
    assert_int_equal(check_overall(&result), CHECK_TEMP);
    result.records[RECORD_DKIM].status = CHECK_FAIL;
    assert_int_equal(check_overall(&result), CHECK_FAIL);
    result.only = 1u << RECORD_SPF;
    assert_int_equal(check_overall(&result), CHECK_PASS);
    assert_string_equal(check_status_word(CHECK_TEMP), "temp");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(three_questions_are_enough_for_what_is_right),
        cmocka_unit_test(the_source_in_four_rounds),
        cmocka_unit_test(no_no_is_planted),
        cmocka_unit_test(nor_for_a_name_still_to_be_made),
        cmocka_unit_test(what_was_verified_is_asked_of_the_resolver_alone),
        cmocka_unit_test(only_what_is_wanted_and_known),
        cmocka_unit_test(any_key_will_do_while_ours_is_not_known),
        cmocka_unit_test(earlier_tokens_and_keys_are_known_again),
        cmocka_unit_test(the_bounce_domain_matters_for_alignment),
        cmocka_unit_test(names_that_do_not_exist_have_a_policy_of_their_own),
        cmocka_unit_test(hosts_are_those_of_the_real_zone),
        cmocka_unit_test(a_zone_of_its_own_at_the_same_servers),
        cmocka_unit_test(providers_are_told_from_the_name_servers),
        cmocka_unit_test(long_proposals_are_split),
        cmocka_unit_test(results_are_copied_whole),
        cmocka_unit_test(the_worst_record_decides),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
