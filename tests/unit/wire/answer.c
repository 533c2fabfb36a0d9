// SPDX-License-Identifier: MIT
/* Every reply that HTTP carries comes back from JSON as it was sent. */
#include "base/text.h"
#include "tests/unit/wire/made.h"

static void every_reply_comes_back(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(ways); i++) {
        struct reply sent = made(&ways[i]), came;
        struct fault fault = {0};
        char *there = spelt(&sent), *back;
        json_t *json = parsed(there);

        if (wire_answer_read(ways[i].kind, json, &came, &fault)) {
            fail_msg("%s: %s", fault.message, there);
        }
        back = spelt(&came);
        assert_string_equal(back, there);
        free(there);
        free(back);
        json_decref(json);
        reply_clear(&sent);
        reply_clear(&came);
    }
}

/* A domain field by field, so that none is forgotten on both ways. */
static void a_domain_is_the_same(void **state)
{
    struct reply sent = made(&(struct way){REPLY_DOMAIN, make_domain}), came;
    char *text = spelt(&sent);
    json_t *json = parsed(text);
    struct domain *a = sent.as.domain, *b;

    (void)state;
    assert_int_equal(wire_answer_read(REPLY_DOMAIN, json, &came, NULL), STATUS_OK);
    b = came.as.domain;
    assert_int_equal(a->revision, b->revision);
    assert_string_equal(a->name, b->name);
    assert_int_equal(a->role, b->role);
    assert_int_equal(a->environment, b->environment);
    assert_int_equal(a->region, b->region);
    assert_int_equal(a->registered_at, b->registered_at);
    assert_string_equal(a->token, b->token);
    assert_string_equal(a->spf, b->spf);
    assert_string_equal(a->selector, b->selector);
    assert_string_equal(a->dkim, b->dkim);
    assert_memory_equal(a->records, b->records, sizeof a->records);
    assert_int_equal(a->policy, b->policy);
    assert_memory_equal(a->shares, b->shares, sizeof a->shares[0]);
    assert_int_equal(a->checked_at, b->checked_at);
    assert_int_equal(a->next_check_at, b->next_check_at);
    assert_int_equal(b->findings.count, 2);
    assert_int_equal(b->findings.items[0].word_count, 3);
    assert_string_equal(b->findings.items[0].words[1].value, "ncpcompubkr._domainkey");
    assert_null(b->findings.items[0].words[2].value);
    assert_int_equal(b->findings.items[1].severity, SEVERITY_INFO);
    free(text);
    json_decref(json);
    reply_clear(&sent);
    reply_clear(&came);
}

static void check_records_are_the_same(const struct check_record *a, const struct check_record *b)
{
    assert_int_equal(a->status, b->status);
    assert_int_equal(a->source_asked, b->source_asked);
    assert_int_equal(a->source_has_all, b->source_has_all);
    assert_int_equal(a->source_has_some, b->source_has_some);
    assert_int_equal(a->resolver, b->resolver);
    assert_int_equal(a->cached_seconds, b->cached_seconds);
    assert_true(name_equal(&a->name, &b->name));
    assert_true(text_equal(a->expected, b->expected) && text_equal(a->seen, b->seen));
    assert_true(!a->found_at == !b->found_at);
    assert_true(!a->found_at || name_equal(a->found_at, b->found_at));
    assert_int_equal(a->found_whole, b->found_whole);
    assert_int_equal(a->places, b->places);
}

static void a_check_is_the_same(void **state)
{
    struct reply sent = made(&(struct way){REPLY_CHECK, make_check}), came;
    char *text = spelt(&sent);
    json_t *json = parsed(text);
    struct check_result *a = sent.as.check, *b;

    (void)state;
    assert_int_equal(wire_answer_read(REPLY_CHECK, json, &came, NULL), STATUS_OK);
    b = came.as.check;
    assert_int_equal(a->only, b->only);
    for (int record = 0; record < RECORD_COUNT; record++) {
        check_records_are_the_same(&a->records[record], &b->records[record]);
    }
    assert_string_equal(a->fix, b->fix);
    assert_int_equal(a->lookups, b->lookups);
    assert_int_equal(a->voids, b->voids);
    assert_int_equal(a->policy, b->policy);
    assert_int_equal(a->policy_inherited, b->policy_inherited);
    assert_true(name_equal(&a->zone, &b->zone));
    assert_memory_equal(&a->servers[0].address, &b->servers[0].address, sizeof(struct address));
    assert_memory_equal(a->servers[0].has, b->servers[0].has, sizeof a->servers[0].has);
    assert_int_equal(a->servers[0].serial, b->servers[0].serial);
    assert_int_equal(b->cache_count, a->cache_count);
    assert_memory_equal(a->caches, b->caches, a->cache_count * sizeof *a->caches);
    assert_memory_equal(a->providers, b->providers, sizeof a->providers);
    assert_int_equal(a->negative_ttl, b->negative_ttl);
    assert_int_equal(a->questions, b->questions);
    assert_int_equal(a->took_ms, b->took_ms);
    free(text);
    json_decref(json);
    reply_clear(&sent);
    reply_clear(&came);
}

/* What anybody gets is enough to show a domain: states, values, dates to the second. */
static void without_more_the_states_are_there(void **state)
{
    struct reply sent = made(&(struct way){REPLY_DOMAINS, make_domains}), came;
    json_t *json = wire_answer(&sent);
    struct domain *domain;

    (void)state;
    assert_null(json_object_get(json_array_get(json_object_get(json, "domains"), 0), "more"));
    assert_int_equal(wire_answer_read(REPLY_DOMAINS, json, &came, NULL), STATUS_OK);
    domain = came.as.domains.items[1];
    assert_int_equal(domain->records[RECORD_SPF].verdict, VERDICT_VERIFIED);
    assert_int_equal(domain->records[RECORD_SPF].power, POWER_ON);
    assert_int_equal(domain->registered_at, NOW * INT64_C(1000));
    assert_string_equal(domain->dkim, "MIIBIjANBgkq/+==");
    json_decref(json);
    reply_clear(&sent);
    reply_clear(&came);
}

static void text_from_outside_is_made_safe(void **state)
{
    struct reply sent = made(&(struct way){REPLY_DOMAIN, make_domain}), came;
    json_t *json = wire_answer_more(&sent);

    (void)state;
    json_object_set_new(json_object_get(json, "token"), "value",
                        json_string("a\033[2Jb\xe2\x80\xae"));
    assert_int_equal(wire_answer_read(REPLY_DOMAIN, json, &came, NULL), STATUS_OK);
    assert_string_equal(came.as.domain->token, "a\\x1b[2Jb\\u{202e}");
    json_decref(json);
    reply_clear(&sent);
    reply_clear(&came);
}

static void a_fault_comes_back(void **state)
{
    struct fault sent = {0}, came;
    json_t *json;

    (void)state;
    fault_set(&sent, STATUS_REFUSED, "blocked-name", "no");
    fault_detail(&sent, "domain", "mail.naver.com");
    json = wire_fault(&sent);
    assert_true(wire_fault_read(json, STATUS_REFUSED, &came));
    assert_memory_equal(&came, &sent, sizeof sent);
    json_object_set_new(json, "error", json_string("no"));
    assert_false(wire_fault_read(json, STATUS_REFUSED, &came));
    json_decref(json);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_reply_comes_back),
        cmocka_unit_test(a_domain_is_the_same),
        cmocka_unit_test(a_check_is_the_same),
        cmocka_unit_test(without_more_the_states_are_there),
        cmocka_unit_test(text_from_outside_is_made_safe),
        cmocka_unit_test(a_fault_comes_back),
    };

    return cmocka_run_group_tests(tests, open_wire, NULL);
}
