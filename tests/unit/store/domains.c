// SPDX-License-Identifier: MIT
#include "store/domains.h"

#include "store/shares.h"
#include "store/sql.h"
#include "tests/unit/store/fixture.h"

static int64_t number_of(const struct fixture *fixture, const char *sql)
{
    int64_t number = -1;

    assert_int_equal(sql_number(reader(fixture), sql, SQL_NOTHING, &number, NULL), STATUS_OK);
    return number;
}

static struct domain *found(const struct fixture *fixture, int64_t project)
{
    struct domain *domain = NULL;

    assert_int_equal(domains_find(reader(fixture), project, "shop.example", &domain, NULL),
                     STATUS_OK);
    return domain;
}

static void status_set(struct record_status *status, int i)
{
    *status = (struct record_status){.verdict = (enum verdict)(i % VERDICT_COUNT),
                                     .verified_at = 100 + i,
                                     .misses = i,
                                     .missed_at = 200 + i};
}

static void every_field_comes_back(void **state)
{
    struct fixture *fixture = *state;
    int64_t project = project_make(fixture, "p");
    struct domain *domain = domain_make(fixture, project, "shop.example"), *again;
    struct provider_ids ids = {{"gabia", "cafe24"}};
    struct owned_domain owned;

    for (int record = 0; record < RECORD_COUNT; record++) {
        status_set(&domain->records[record], record + 1);
    }
    domain->records[RECORD_SPF].power = POWER_ON;
    domain->records[RECORD_DKIM].power = POWER_OFF;
    domain->policy = POLICY_QUARANTINE;
    domain->checked_at = 300;
    domain->next_check_at = 400;
    finding_add(&domain->findings, CODE_HOST_DOUBLED, AREA_DKIM, NULL);
    assert_int_equal(domains_save(writer(fixture), project, domain, &ids, NULL), STATUS_OK);
    again = found(fixture, project);
    assert_memory_equal(again->records, domain->records, sizeof domain->records);
    assert_int_equal(again->policy, domain->policy);
    assert_int_equal(again->checked_at, 300);
    assert_int_equal(again->next_check_at, 400);
    assert_int_equal(again->revision, 2);
    assert_int_equal(again->registered_at, 1000);
    assert_string_equal(again->token, domain->token);
    assert_string_equal(again->selector, "s1");
    assert_int_equal(again->findings.count, 1);
    assert_int_equal(domains_load(reader(fixture), domain->id, &owned, NULL), STATUS_OK);
    assert_int_equal(owned.project, project);
    assert_string_equal(owned.project_name, "p");
    assert_string_equal(owned.providers.ids[0], "gabia");
    assert_string_equal(owned.providers.ids[1], "cafe24");
    domain_free(owned.domain);
    domain_free(again);
    domain_free(domain);
}

static bool same(const struct fixture *fixture, int64_t project, const struct domain *domain)
{
    bool is = false;

    assert_int_equal(domains_same(reader(fixture), project, domain, &is, NULL), STATUS_OK);
    return is;
}

static void any_change_makes_another_of_it(void **state)
{
    struct fixture *fixture = *state;
    int64_t project = project_make(fixture, "p"), guest = project_make(fixture, "g");
    struct domain *domain = domain_make(fixture, project, "shop.example");
    struct share share = {.registered_at = 5};

    assert_true(same(fixture, project, domain));
    assert_false(same(fixture, guest, domain));
    assert_int_equal(shares_add(writer(fixture), domain, guest, &share, NULL), STATUS_OK);
    assert_false(same(fixture, project, domain));
    domain_free(domain);
    domain = found(fixture, project);
    assert_true(same(fixture, project, domain));
    assert_int_equal(domains_save(writer(fixture), project, domain, NULL, NULL), STATUS_OK);
    domain->revision--; /* as it was before it was saved */
    assert_false(same(fixture, project, domain));
    domain->revision++;
    assert_true(same(fixture, project, domain));
    assert_int_equal(domains_remove(writer(fixture), project, domain, NULL), STATUS_OK);
    assert_false(same(fixture, project, domain));
    domain_free(domain);
}

static void labels_follow_findings_and_providers(void **state)
{
    struct fixture *fixture = *state;
    int64_t project = project_make(fixture, "p");
    struct domain *domain = domain_make(fixture, project, "shop.example");
    struct provider_ids ids = {{"gabia"}}, none = {{{0}}};

    finding_add(&domain->findings, CODE_HOST_DOUBLED, AREA_DKIM, NULL);
    finding_add(&domain->findings, CODE_HOST_DOUBLED, AREA_SPF, NULL);
    finding_add(&domain->findings, CODE_ALL_OK, AREA_ALL, NULL); /* nothing to look for */
    assert_int_equal(domains_save(writer(fixture), project, domain, &ids, NULL), STATUS_OK);
    assert_int_equal(number_of(fixture, "SELECT count(*) FROM label"), 2);
    domain_keep(fixture, project, domain); /* the providers as they were */
    assert_int_equal(number_of(fixture, "SELECT count(*) FROM label WHERE word = 'ns:gabia'"), 1);
    finding_list_clear(&domain->findings);
    assert_int_equal(domains_save(writer(fixture), project, domain, &none, NULL), STATUS_OK);
    assert_int_equal(number_of(fixture, "SELECT count(*) FROM label"), 0);
    domain_free(domain);
}

static const char other_rows[] =
    "SELECT count(*) FROM (SELECT DISTINCT revision, token, token_verdict, token_verified_at,"
    " token_misses, token_missed_at, findings, providers, domain.checked_at, next_check_at,"
    " access.traits, access.rank, access.checked_at"
    " FROM domain JOIN access ON access.domain_id = domain.id)";

/* One is saved as any change is, the other as another token. */
static void save_both(const struct fixture *fixture, int64_t project, struct domain *any,
                      struct domain *token)
{
    assert_int_equal(domains_save(writer(fixture), project, any, NULL, NULL), STATUS_OK);
    assert_int_equal(domains_save_token(writer(fixture), project, token, NULL), STATUS_OK);
    assert_int_equal(token->revision, any->revision);
    assert_int_equal(number_of(fixture, other_rows), 1);
}

static void another_token_is_saved_as_any_change_is(void **state)
{
    struct fixture *fixture = *state;
    int64_t project = project_make(fixture, "p"), written;
    struct domain *any = domain_make(fixture, project, "any.example");
    struct domain *token = domain_make(fixture, project, "token.example");

    any->records[RECORD_TOKEN].verdict = VERDICT_WAITING;
    token->records[RECORD_TOKEN] = any->records[RECORD_TOKEN];
    save_both(fixture, project, any, token); /* the verdict is another: lists follow */
    free(any->token);
    free(token->token);
    any->token = mem_text("ncp-verify=zyxwvutsrqponmlkjihgfedcba");
    token->token = mem_text(any->token);
    status_set(&any->records[RECORD_TOKEN], 3);
    any->records[RECORD_TOKEN].verdict = VERDICT_WAITING;
    token->records[RECORD_TOKEN] = any->records[RECORD_TOKEN];
    save_both(fixture, project, any, token);
    written = store_written(fixture->store);
    assert_int_equal(domains_save_token(writer(fixture), project, token, NULL), STATUS_OK);
    assert_int_equal(store_written(fixture->store), written + 1); /* no more than its row */
    domain_free(any);
    domain_free(token);
}

static void guests_do_not_see_what_is_the_owners(void **state)
{
    struct fixture *fixture = *state;
    int64_t owner = project_make(fixture, "owner"), guest = project_make(fixture, "guest");
    struct domain *domain = domain_make(fixture, owner, "shop.example"), *seen;

    finding_add(&domain->findings, CODE_TOKEN_MISSING, AREA_TOKEN, NULL);
    finding_add(&domain->findings, CODE_SPF_MISSING, AREA_SPF, NULL);
    domain_keep(fixture, owner, domain);
    assert_int_equal(
        shares_add(writer(fixture), domain, guest, &(struct share){.registered_at = 7}, NULL),
        STATUS_OK);
    seen = found(fixture, guest);
    assert_int_equal(seen->role, ROLE_GUEST);
    assert_null(seen->token);
    assert_int_equal(seen->share_count, 0);
    assert_int_equal(seen->findings.count, 1);
    assert_int_equal(seen->findings.items[0].code, CODE_SPF_MISSING);
    domain_free(seen);
    seen = found(fixture, owner);
    assert_int_equal(seen->role, ROLE_OWNER);
    assert_int_equal(seen->share_count, 1);
    assert_int_equal(seen->shares[0].registered_at, 7);
    domain_free(seen);
    domain_free(domain);
}

/* The schema itself holds the rule, whatever the engine believed. */
static void two_cannot_have_verified_a_name(void **state)
{
    struct fixture *fixture = *state;
    int64_t one = project_make(fixture, "one"), two = project_make(fixture, "two"), who = -1;
    struct domain *first = domain_make(fixture, one, "shop.example");
    struct domain *second = domain_make(fixture, two, "shop.example");

    assert_int_equal(domains_verifier(reader(fixture), "shop.example", &who, NULL), STATUS_OK);
    assert_int_equal(who, 0);
    first->records[RECORD_TOKEN].verdict = VERDICT_VERIFIED;
    domain_keep(fixture, one, first);
    assert_int_equal(domains_verifier(reader(fixture), "shop.example", &who, NULL), STATUS_OK);
    assert_int_equal(who, one);
    second->records[RECORD_TOKEN].verdict = VERDICT_VERIFIED;
    assert_int_not_equal(domains_save(writer(fixture), two, second, NULL, NULL), STATUS_OK);
    domain_free(first);
    domain_free(second);
}

static void removed_with_everything(void **state)
{
    static const char *const tables[] = {"domain", "access", "label", "share", "past_token"};
    struct fixture *fixture = *state;
    int64_t owner = project_make(fixture, "owner"), guest = project_make(fixture, "guest");
    struct domain *domain = domain_make(fixture, owner, "shop.example");
    char sql[64];

    finding_add(&domain->findings, CODE_SPF_MISSING, AREA_SPF, NULL);
    domain_keep(fixture, owner, domain);
    assert_int_equal(
        shares_add(writer(fixture), domain, guest, &(struct share){.registered_at = 1}, NULL),
        STATUS_OK);
    assert_int_equal(domains_keep_token(writer(fixture), domain->id, "old", 5, NULL), STATUS_OK);
    assert_int_equal(domains_remove(writer(fixture), owner, domain, NULL), STATUS_OK);
    for (size_t i = 0; i < COUNT(tables); i++) {
        snprintf(sql, sizeof sql, "SELECT count(*) FROM %s", tables[i]);
        assert_int_equal(number_of(fixture, sql), 0);
    }
    domain_free(domain);
}

static void past_tokens_newest_first(void **state)
{
    struct fixture *fixture = *state;
    int64_t project = project_make(fixture, "p");
    struct domain *domain = domain_make(fixture, project, "shop.example");
    char **tokens = NULL;
    size_t count = 0;

    assert_int_equal(domains_keep_token(writer(fixture), domain->id, "older", 5, NULL), STATUS_OK);
    assert_int_equal(domains_keep_token(writer(fixture), domain->id, "newer", 6, NULL), STATUS_OK);
    assert_int_equal(domains_past_tokens(reader(fixture), domain->id, &tokens, &count, NULL),
                     STATUS_OK);
    assert_int_equal(count, 2);
    assert_string_equal(tokens[0], "newer");
    assert_string_equal(tokens[1], "older");
    free(tokens[0]);
    free(tokens[1]);
    free(tokens);
    domain_free(domain);
}

static void the_longest_overdue_first(void **state)
{
    struct fixture *fixture = *state;
    int64_t project = project_make(fixture, "p"), ids[2], at = -1;
    struct domain *early = domain_make(fixture, project, "early.example");
    struct domain *late = domain_make(fixture, project, "late.example");
    size_t count;

    early->next_check_at = 10;
    late->next_check_at = 20;
    domain_keep(fixture, project, late);
    domain_keep(fixture, project, early);
    assert_int_equal(domains_due(reader(fixture), 15, 2, ids, &count, NULL), STATUS_OK);
    assert_int_equal(count, 1);
    assert_int_equal(ids[0], early->id);
    assert_int_equal(domains_due(reader(fixture), 25, 2, ids, &count, NULL), STATUS_OK);
    assert_int_equal(count, 2);
    assert_int_equal(ids[1], late->id);
    assert_int_equal(domains_next_due(reader(fixture), &at, NULL), STATUS_OK);
    assert_int_equal(at, 10);
    early->next_check_at = late->next_check_at = 0; /* never */
    domain_keep(fixture, project, early);
    domain_keep(fixture, project, late);
    assert_int_equal(domains_next_due(reader(fixture), &at, NULL), STATUS_OK);
    assert_int_equal(at, 0);
    domain_free(early);
    domain_free(late);
}

/* What a number became that is none of ours, as a broken disk or a hand makes it. */
static void number_put(const struct fixture *fixture, const char *column, const char *number)
{
    char script[160];

    snprintf(script, sizeof script,
             "PRAGMA ignore_check_constraints = ON; UPDATE domain SET %s = %s", column, number);
    assert_int_equal(sql_script(writer(fixture), script, NULL), STATUS_OK);
}

static void a_number_that_cannot_be_is_damage(void **state)
{
    static const char *const columns[] = {
        "environment", "region",        "registered_at",   "token_verdict", "token_verified_at",
        "spf_misses",  "spf_missed_at", "spf_power",       "dkim_verdict",  "dkim_power",
        "policy",      "checked_at",    "dmarc_missed_at", "next_check_at", "dmarc_verdict",
    };
    static const char *const numbers[] = {"-1", "9223372036854775807"};
    struct fixture *fixture = *state;
    int64_t project = project_make(fixture, "p");

    domain_free(domain_make(fixture, project, "shop.example"));
    for (size_t i = 0; i < COUNT(columns); i++) {
        for (size_t j = 0; j < COUNT(numbers); j++) {
            struct fault fault = {0};
            struct domain *domain = NULL;

            number_put(fixture, columns[i], numbers[j]);
            assert_int_equal(
                domains_find(reader(fixture), project, "shop.example", &domain, &fault), STATUS_IO);
            assert_string_equal(fault.code, "store-damaged");
            assert_null(domain);
            number_put(fixture, columns[i], "0");
        }
    }
    domain_free(found(fixture, project));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_STORE(every_field_comes_back),
        IN_STORE(any_change_makes_another_of_it),
        IN_STORE(labels_follow_findings_and_providers),
        IN_STORE(another_token_is_saved_as_any_change_is),
        IN_STORE(guests_do_not_see_what_is_the_owners),
        IN_STORE(two_cannot_have_verified_a_name),
        IN_STORE(removed_with_everything),
        IN_STORE(past_tokens_newest_first),
        IN_STORE(the_longest_overdue_first),
        IN_STORE(a_number_that_cannot_be_is_damage),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
