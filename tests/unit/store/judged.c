// SPDX-License-Identifier: MIT
#include "store/judged.h"

#include "store/shares.h"
#include "store/sql.h"
#include "tests/unit/store/fixture.h"

static const char shop[] = "shop.example", twin[] = "twin.example";

static int64_t number_of(const struct fixture *fixture, const char *sql)
{
    int64_t number = -1;

    assert_int_equal(sql_number(reader(fixture), sql, SQL_NOTHING, &number, NULL), STATUS_OK);
    return number;
}

static struct judged looked_up(const struct fixture *fixture, int64_t project, const char *name)
{
    struct judged judged;

    assert_int_equal(judged_find(reader(fixture), project, name, RECORD_ALL, &judged, NULL),
                     STATUS_OK);
    return judged;
}

/* A verdict of everything, as a look at this time makes it. */
static void see(struct domain *domain, enum verdict token, enum verdict spf, int64_t at)
{
    for (int record = 0; record < RECORD_COUNT; record++) {
        domain->records[record].verified_at = at + record;
    }
    verdicts_set(domain, token, spf, VERDICT_VERIFIED, VERDICT_VERIFIED);
    domain->policy = POLICY_REJECT;
    domain->checked_at = at;
    domain->next_check_at = at + 100;
}

static void found(struct finding_list *list, enum code code)
{
    finding_word(finding_add(list, code, AREA_SPF, NULL), "inc", "mail.example");
}

static bool written_down(const struct fixture *fixture, struct judged *judged,
                         const struct finding_list *list, const struct provider_ids *ids)
{
    struct judgement judgement = {.findings = list, .providers = ids};
    bool same = false;

    assert_int_equal(judged_save(writer(fixture), judged, &judgement, &same, NULL), STATUS_OK);
    return same;
}

/* The same look at two registrations: one is written as any change is, the other as a verdict. */
static void look_at_both(const struct fixture *fixture, int64_t project, const struct domain *now,
                         const struct provider_ids *ids)
{
    struct judged judged = looked_up(fixture, project, twin);
    struct domain *domain = NULL;

    assert_int_equal(domains_find(reader(fixture), project, shop, &domain, NULL), STATUS_OK);
    see(domain, now->records[RECORD_TOKEN].verdict, now->records[RECORD_SPF].verdict,
        now->checked_at);
    domain->records[RECORD_SPF].misses = now->records[RECORD_SPF].misses;
    finding_list_copy(&domain->findings, &now->findings);
    assert_int_equal(domains_save(writer(fixture), project, domain, ids, NULL), STATUS_OK);
    memcpy(judged.domain->records, domain->records, sizeof domain->records);
    judged.domain->policy = domain->policy;
    judged.domain->checked_at = domain->checked_at;
    judged.domain->next_check_at = domain->next_check_at;
    assert_true(written_down(fixture, &judged, &domain->findings, ids));
    assert_int_equal(judged.domain->revision, domain->revision);
    domain_free(domain);
    domain_free(judged.domain);
}

static const char other_rows[] =
    "SELECT count(*) FROM"
    " (SELECT DISTINCT revision, environment, region, domain.registered_at, token, selector, dkim,"
    "   token_verdict, token_verified_at, token_misses, token_missed_at, spf_verdict, spf_power, "
    "spf_verified_at,"
    "   spf_misses, spf_missed_at, dkim_verdict, dkim_power, dkim_verified_at, dkim_misses,"
    "   dkim_missed_at, dmarc_verdict, dmarc_verified_at, dmarc_misses, dmarc_missed_at, policy,"
    "   domain.checked_at, next_check_at, share_count, providers, findings,"
    "   (SELECT group_concat(word) FROM (SELECT word FROM label WHERE domain_id = domain.id"
    "     ORDER BY word)),"
    "   access.traits, access.rank, access.registered_at, access.checked_at"
    "  FROM domain JOIN access ON access.domain_id = domain.id)";

static void it_is_written_as_any_change_is(void **state)
{
    struct fixture *fixture = *state;
    int64_t project = project_make(fixture, "p");
    struct domain *one = domain_make(fixture, project, shop);
    struct domain *two = domain_make(fixture, project, twin), *now = domain_new();
    struct provider_ids gabia = {{"gabia", "cafe24"}}, none = {{{0}}};

    see(now, VERDICT_FAILED, VERDICT_NEW, 1000);
    look_at_both(fixture, project, now, NULL); /* first sight */
    assert_int_equal(number_of(fixture, other_rows), 1);
    see(now, VERDICT_VERIFIED, VERDICT_VERIFIED, 2000);
    found(&now->findings, CODE_SPF_INCLUDE_ABSENT);
    look_at_both(fixture, project, now, &gabia); /* everything changes */
    assert_int_equal(number_of(fixture, other_rows), 1);
    assert_int_equal(number_of(fixture, "SELECT count(*) FROM label"), 6);
    see(now, VERDICT_VERIFIED, VERDICT_VERIFIED, 3000);
    look_at_both(fixture, project, now, NULL); /* nothing but dates */
    look_at_both(fixture, project, now, &gabia);
    assert_int_equal(number_of(fixture, other_rows), 1);
    assert_int_equal(number_of(fixture, "SELECT count(*) FROM label"), 6);
    finding_list_clear(&now->findings);
    look_at_both(fixture, project, now, NULL); /* the findings alone */
    assert_int_equal(number_of(fixture, "SELECT count(*) FROM label"), 4);
    look_at_both(fixture, project, now, &none); /* the providers alone */
    assert_int_equal(number_of(fixture, "SELECT count(*) FROM label"), 0);
    now->records[RECORD_SPF].misses = 1;
    look_at_both(fixture, project, now, NULL); /* a miss that changes no state */
    assert_int_equal(number_of(fixture, other_rows), 1);
    assert_int_equal(number_of(fixture, "SELECT spf_misses FROM domain LIMIT 1"), 1);
    domain_free(now);
    domain_free(one);
    domain_free(two);
}

static void nothing_is_written_over_another_change(void **state)
{
    struct fixture *fixture = *state;
    int64_t project = project_make(fixture, "p");
    struct domain *domain = domain_make(fixture, project, shop);
    struct judged before = looked_up(fixture, project, shop), other = before;
    int64_t written;

    domain_keep(fixture, project, domain);
    written = store_written(fixture->store);
    assert_false(written_down(fixture, &before, &before.domain->findings, NULL)); /* dates */
    see(before.domain, VERDICT_VERIFIED, VERDICT_VERIFIED, 5000);
    assert_false(written_down(fixture, &before, &before.domain->findings, NULL)); /* all */
    assert_int_equal(before.domain->revision, 1);
    before.domain->revision = 2;
    other.project = project_make(fixture, "q");
    written++; /* the project */
    assert_false(written_down(fixture, &other, &before.domain->findings, NULL));
    assert_int_equal(store_written(fixture->store), written);
    assert_true(written_down(fixture, &before, &before.domain->findings, NULL));
    assert_int_equal(number_of(fixture, "SELECT checked_at FROM access"), 5000);
    domain_free(before.domain);
    domain_free(domain);
}

/* As long as ownership is not proven, or not all is looked at, some of them stay. */
static void findings_are_read_where_they_stay(void **state)
{
    struct fixture *fixture = *state;
    int64_t project = project_make(fixture, "p");
    struct domain *domain = domain_make(fixture, project, shop);
    struct judged judged;

    found(&domain->findings, CODE_SPF_INCLUDE_ABSENT);
    domain_keep(fixture, project, domain);
    judged = looked_up(fixture, project, shop);
    assert_int_equal(judged.domain->findings.count, 1);
    domain_free(judged.domain);
    for (int verdict = VERDICT_VERIFIED; verdict < VERDICT_COUNT; verdict++) {
        bool proven = verdict != VERDICT_FAILED;

        domain->records[RECORD_TOKEN].verdict = (enum verdict)verdict;
        domain_keep(fixture, project, domain);
        judged = looked_up(fixture, project, shop);
        assert_int_equal(judged.domain->findings.count, proven ? 0 : 1);
        assert_int_equal(judged_whole(judged.domain, RECORD_ALL), proven);
        domain_free(judged.domain);
        assert_int_equal(
            judged_find(reader(fixture), project, shop, 1u << RECORD_SPF, &judged, NULL),
            STATUS_OK);
        assert_int_equal(judged.domain->findings.count, 1);
        assert_false(judged_whole(judged.domain, 1u << RECORD_SPF));
        domain_free(judged.domain);
    }
    domain_free(domain);
}

static void guests_and_past_tokens_are_known(void **state)
{
    struct fixture *fixture = *state;
    int64_t project = project_make(fixture, "p"), guest = project_make(fixture, "g");
    struct domain *domain = domain_make(fixture, project, shop);
    struct share share = {.registered_at = 5};
    struct fault fault = {0};
    struct judged judged = looked_up(fixture, project, shop);

    assert_false(judged.had_tokens);
    domain_free(judged.domain);
    assert_int_equal(shares_add(writer(fixture), domain, guest, &share, NULL), STATUS_OK);
    assert_int_equal(domains_keep_token(writer(fixture), domain->id, "ncp-verify=old", 7, NULL),
                     STATUS_OK);
    judged = looked_up(fixture, guest, shop);
    assert_int_equal(judged.domain->role, ROLE_GUEST);
    assert_null(judged.domain->token);
    domain_free(judged.domain);
    judged = looked_up(fixture, project, shop);
    assert_true(judged.had_tokens);
    assert_int_equal(judged.domain->share_count, 1);
    see(judged.domain, VERDICT_VERIFIED, VERDICT_LOST, 9000);
    assert_true(written_down(fixture, &judged, &judged.domain->findings, NULL));
    assert_int_equal(number_of(fixture, "SELECT count(*) FROM access WHERE checked_at = 9000"), 2);
    assert_int_equal(judged_find(reader(fixture), guest, "no.example", RECORD_ALL, &judged, &fault),
                     STATUS_MISSING);
    assert_string_equal(fault.code, "no-such-domain");
    domain_free(judged.domain);
    domain_free(domain);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_STORE(it_is_written_as_any_change_is),
        IN_STORE(nothing_is_written_over_another_change),
        IN_STORE(findings_are_read_where_they_stay),
        IN_STORE(guests_and_past_tokens_are_known),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
