// SPDX-License-Identifier: MIT
#include "store/sql.h"
#include "store/store.h"
#include "tests/unit/local/fixture.h"

static enum check_status status_of(struct fixture *fixture, enum record record)
{
    assert_int_equal(fixture->reply.kind, REPLY_CHECK);
    return fixture->reply.as.check->records[record].status;
}

static void verify(struct fixture *fixture)
{
    DONE(ask(fixture, VERB_DOMAINS_VERIFY, "domain", "shop.example", NULL));
}

static void right_records_are_verified(void **state)
{
    struct fixture *fixture = *state;
    struct domain *domain = registered(fixture);
    struct published published = everything(domain);

    world(fixture, &published);
    verify(fixture);
    for (int record = 0; record < RECORD_COUNT; record++) {
        assert_int_equal(status_of(fixture, (enum record)record), CHECK_PASS);
    }
    for (int record = 0; record < RECORD_COUNT; record++) {
        assert_int_equal(state_of(fixture, (enum record)record), STATE_VERIFIED);
    }
    assert_int_equal(shown(fixture)->policy, POLICY_NONE);
    assert_int_equal(shown(fixture)->records[RECORD_DKIM].verified_at, fixture->clock.fixed_ms);
    domain_free(domain);
}

static void without_ownership_nothing_else_is_stored(void **state)
{
    struct fixture *fixture = *state;
    struct domain *domain = registered(fixture);
    struct published published = everything(domain);

    published.token = NULL;
    world(fixture, &published);
    verify(fixture);
    assert_int_equal(status_of(fixture, RECORD_TOKEN), CHECK_FAIL);
    assert_int_equal(status_of(fixture, RECORD_SPF), CHECK_PASS); /* looked at, reported */
    assert_true(finding_list_has(&fixture->reply.as.check->findings, CODE_TOKEN_MISSING));
    assert_int_equal(state_of(fixture, RECORD_TOKEN), STATE_FAILED);
    assert_int_equal(state_of(fixture, RECORD_SPF), STATE_UNVERIFIED);
    domain_free(domain);
}

static void ownership_comes_first(void **state)
{
    struct fixture *fixture = *state;
    struct domain *domain = registered(fixture);
    struct published published = everything(domain);

    world(fixture, &published);
    REFUSED(ask(fixture, VERB_DOMAINS_VERIFY, "domain", "shop.example", "only", "spf", NULL),
            "ownership-first");
    assert_int_equal(fixture->reply.status, STATUS_REFUSED);
    DONE(ask(fixture, VERB_DOMAINS_VERIFY, "domain", "shop.example", "only", "token", NULL));
    assert_int_equal(state_of(fixture, RECORD_TOKEN), STATE_VERIFIED);
    assert_int_equal(state_of(fixture, RECORD_SPF), STATE_UNVERIFIED);
    DONE(ask(fixture, VERB_DOMAINS_VERIFY, "domain", "shop.example", "only", "spf,dmarc", NULL));
    assert_int_equal(state_of(fixture, RECORD_SPF), STATE_VERIFIED);
    assert_int_equal(state_of(fixture, RECORD_DKIM), STATE_UNVERIFIED);
    assert_int_equal(state_of(fixture, RECORD_DMARC), STATE_VERIFIED);
    domain_free(domain);
}

static void a_minute(struct fixture *fixture, int minutes)
{
    fixture->clock.fixed_ms += (int64_t)minutes * 60 * 1000;
}

/* Three misses, five minutes apart; until then the state and the switch stay. */
static void lost_after_three_misses(void **state)
{
    struct fixture *fixture = *state;
    struct domain *domain = registered(fixture);
    struct published published = everything(domain);

    world(fixture, &published);
    verify(fixture);
    DONE(ask(fixture, VERB_DOMAINS_USE, "domain", "shop.example", "record", "spf", NULL));
    published.spf = NULL;
    world(fixture, &published);
    for (int miss = 1; miss <= 3; miss++) {
        a_minute(fixture, 6);
        verify(fixture);
        assert_int_equal(status_of(fixture, RECORD_SPF), CHECK_FAIL);
        assert_int_equal(state_of(fixture, RECORD_SPF), miss < 3 ? STATE_IN_USE : STATE_LOST);
        verify(fixture); /* too soon to count */
        assert_int_equal(shown(fixture)->records[RECORD_SPF].misses, miss);
    }
    assert_int_equal(shown(fixture)->records[RECORD_SPF].power, POWER_ON);
    published.spf = domain->spf;
    world(fixture, &published);
    verify(fixture);
    assert_int_equal(state_of(fixture, RECORD_SPF), STATE_IN_USE);
    domain_free(domain);
}

static void an_old_token_is_recognised(void **state)
{
    struct fixture *fixture = *state;
    struct domain *domain = registered(fixture);
    struct published published = everything(domain);
    const struct check_result *check;
    bool old = false;

    DONE(ask(fixture, VERB_DOMAINS_TOKEN, "domain", "shop.example", NULL));
    assert_string_not_equal(fixture->reply.as.domain->token, domain->token);
    world(fixture, &published);
    verify(fixture);
    check = fixture->reply.as.check;
    assert_int_equal(check->records[RECORD_TOKEN].status, CHECK_FAIL);
    for (size_t i = 0; i < check->findings.count; i++) {
        old = old || (check->findings.items[i].code == CODE_TOKEN_WRONG_VALUE &&
                      text_equal(check->findings.items[i].found, domain->token));
    }
    assert_true(old);
    domain_free(domain);
}

static void one_project_holds_a_verified_name(void **state)
{
    struct fixture *fixture = *state;
    struct domain *domain = registered(fixture), *other;
    struct published published;
    char key[37];

    project_make(fixture, "other", key);
    fixture->project = "other";
    other = registered(fixture);
    assert_string_not_equal(other->token, domain->token);
    published = everything(other);
    world(fixture, &published);
    verify(fixture);
    assert_int_equal(state_of(fixture, RECORD_TOKEN), STATE_VERIFIED);
    fixture->project = NULL;
    published = everything(domain);
    world(fixture, &published);
    REFUSED(ask(fixture, VERB_DOMAINS_VERIFY, "domain", "shop.example", NULL),
            "verified-elsewhere");
    assert_int_equal(state_of(fixture, RECORD_TOKEN), STATE_UNVERIFIED);
    domain_free(domain);
    domain_free(other);
}

/* Verified by somebody else meanwhile: it is due no more for an hour, so that others get their
 * turn. */
static void a_refused_recheck_is_put_off(void **state)
{
    struct fixture *fixture = *state;
    struct domain *domain = registered(fixture), *other;
    struct published published;
    int64_t due = domain->next_check_at;
    char key[37];

    project_make(fixture, "other", key);
    fixture->project = "other";
    other = registered(fixture);
    published = everything(other);
    world(fixture, &published);
    verify(fixture);
    fixture->project = NULL;
    fixture->schedule = true;
    fixture->clock.fixed_ms = due + 1000;
    published = everything(domain);
    world(fixture, &published);
    for (int i = 0; i < 500 && shown(fixture)->next_check_at <= fixture->clock.fixed_ms; i++) {
        loop_turn(fixture->loop, true);
    }
    assert_true(fixture->reply.as.domain->next_check_at >= due + 60 * 60 * 1000);
    assert_int_equal(state_of(fixture, RECORD_TOKEN), STATE_UNVERIFIED);
    domain_free(domain);
    domain_free(other);
}

static void what_was_seen_goes_to_the_log(void **state)
{
    struct fixture *fixture = *state;
    struct domain *domain = registered(fixture);
    struct published published = everything(domain);

    world(fixture, &published);
    verify(fixture);
    DONE(ask(fixture, VERB_DOMAINS_LOG, "domain", "shop.example", NULL));
    assert_int_equal(fixture->reply.as.log.count, 2);
    assert_string_equal(fixture->reply.as.log.rows[0].action, "verify");
    assert_string_equal(fixture->reply.as.log.rows[0].who, "tester");
    assert_non_null(strstr(fixture->reply.as.log.rows[0].detail, "\"token\":\"pass\""));
    assert_non_null(strstr(fixture->reply.as.log.rows[0].detail, domain->token));
    assert_non_null(strstr(fixture->reply.as.log.rows[0].detail, "\"resolver\":\"found\""));
    assert_string_equal(fixture->reply.as.log.rows[1].action, "register");
    domain_free(domain);
}

/* Of the store as the engine left it. */
static int64_t kept_number(struct fixture *fixture, const char *sql)
{
    struct store_options options = {fixture->folder.path, "test", 0};
    struct store *store;
    int64_t number = -1;

    assert_int_equal(store_open(&options, &store, NULL), STATUS_OK);
    assert_int_equal(sql_number(store_reader(store), sql, SQL_NOTHING, &number, NULL), STATUS_OK);
    store_close(store);
    return number;
}

static void what_was_told_before_is_kept_once(void **state)
{
    struct fixture *fixture = *state;
    struct domain *domain = registered(fixture);
    struct published published = everything(domain);
    const struct log_row *rows;

    for (int look = 0; look < 5; look++) {
        published.dmarc = look < 3 ? "v=DMARC1; p=none" : "v=DMARC1; p=reject";
        world(fixture, &published);
        verify(fixture);
        fixture->clock.fixed_ms += 1000;
    }
    DONE(ask(fixture, VERB_DOMAINS_LOG, "domain", "shop.example", NULL));
    rows = fixture->reply.as.log.rows;
    assert_int_equal(fixture->reply.as.log.count, 6);
    assert_non_null(strstr(rows[0].detail, "p=reject"));
    assert_string_equal(rows[0].detail, rows[1].detail);
    assert_null(strstr(rows[2].detail, "p=reject"));
    assert_non_null(strstr(rows[2].detail, domain->token));
    assert_string_equal(rows[2].detail, rows[3].detail);
    assert_int_equal(rows[2].at, rows[3].at + 1000);
    domain_free(domain);
    engine_shut(fixture);
    assert_int_equal(kept_number(fixture, "SELECT count(*) FROM journal WHERE same_as > 0"), 3);
    assert_int_equal(kept_number(fixture, "SELECT count(*) FROM journal"
                                          " WHERE (same_as > 0) <> (action = 'verify'"
                                          "  AND detail = '{}')"),
                     0);
}

/* Begins a look, whose answer comes while something else is asked. */
static void looked(void *arg, struct reply *reply)
{
    reply_take(arg, reply);
}

static void look_begin(struct fixture *fixture, struct reply *out)
{
    struct request request;

    request_init(&request, VERB_DOMAINS_VERIFY);
    text_copy(request.actor, sizeof request.actor, "tester");
    request_set(&request, "domain", "shop.example");
    reply_init(out);
    engine_submit(fixture->engine, &request, looked, out);
    request_clear(&request);
}

static void look_end(struct fixture *fixture, const struct reply *reply)
{
    while (reply->kind == REPLY_NOTHING && reply->status == STATUS_OK &&
           loop_turn(fixture->loop, true)) {
    }
}

/* A guest is added while DNS is asked: what was seen is of the same registration all the same. */
static void a_change_meanwhile_stays(void **state)
{
    struct fixture *fixture = *state;
    struct domain *domain = registered(fixture);
    struct published published = everything(domain);
    struct reply reply;
    int64_t shared;
    char key[37];

    project_make(fixture, "other", key);
    world(fixture, &published);
    look_begin(fixture, &reply);
    DONE(ask(fixture, VERB_SHARES_ADD, "domain", "shop.example", "project-key", key, NULL));
    shared = fixture->reply.as.domain->revision;
    look_end(fixture, &reply);
    assert_int_equal(reply.status, STATUS_OK);
    assert_int_equal(reply.kind, REPLY_CHECK);
    assert_int_equal(state_of(fixture, RECORD_DKIM), STATE_VERIFIED);
    assert_int_equal(shown(fixture)->share_count, 1);
    assert_int_equal(shown(fixture)->revision, shared + 1);
    reply_clear(&reply);
    domain_free(domain);
}

static void a_new_token_meanwhile_makes_it_worth_nothing(void **state)
{
    struct fixture *fixture = *state;
    struct domain *domain = registered(fixture);
    struct published published = everything(domain);
    struct reply reply;

    world(fixture, &published);
    look_begin(fixture, &reply);
    DONE(ask(fixture, VERB_DOMAINS_TOKEN, "domain", "shop.example", NULL));
    look_end(fixture, &reply);
    assert_int_equal(reply.status, STATUS_BUSY);
    assert_string_equal(reply.fault.code, "changed-meanwhile");
    assert_int_equal(state_of(fixture, RECORD_TOKEN), STATE_UNVERIFIED);
    assert_int_equal(shown(fixture)->checked_at, 0);
    reply_clear(&reply);
    domain_free(domain);
}

/* What is known of other records stays when one of them is looked at, proven or not. */
static void findings_of_other_records_stay(void **state)
{
    struct fixture *fixture = *state;
    struct domain *domain = registered(fixture);
    struct published published = everything(domain);

    published.spf = NULL;
    published.dmarc = NULL;
    world(fixture, &published);
    verify(fixture);
    assert_true(finding_list_has(&shown(fixture)->findings, CODE_SPF_MISSING));
    assert_true(finding_list_has(&shown(fixture)->findings, CODE_DMARC_MISSING));
    published.spf = domain->spf;
    world(fixture, &published);
    DONE(ask(fixture, VERB_DOMAINS_VERIFY, "domain", "shop.example", "only", "spf", NULL));
    assert_false(finding_list_has(&shown(fixture)->findings, CODE_SPF_MISSING));
    assert_true(finding_list_has(&shown(fixture)->findings, CODE_DMARC_MISSING));
    verify(fixture);
    verify(fixture);
    assert_true(finding_list_has(&shown(fixture)->findings, CODE_DMARC_MISSING));
    published.dmarc = "v=DMARC1; p=none";
    world(fixture, &published);
    verify(fixture);
    assert_false(finding_list_has(&shown(fixture)->findings, CODE_DMARC_MISSING));
    domain_free(domain);
}

static void strangers_and_guests_cannot(void **state)
{
    struct fixture *fixture = *state;
    struct domain *domain = registered(fixture);
    char key[37];

    project_make(fixture, "other", key);
    fixture->project = "other";
    REFUSED(ask(fixture, VERB_DOMAINS_VERIFY, "domain", "shop.example", NULL), "no-such-domain");
    fixture->project = NULL;
    DONE(ask(fixture, VERB_SHARES_ADD, "domain", "shop.example", "project-key", key, NULL));
    fixture->project = "other";
    REFUSED(ask(fixture, VERB_DOMAINS_VERIFY, "domain", "shop.example", NULL), "not-owner");
    domain_free(domain);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_ENGINE(right_records_are_verified),
        IN_ENGINE(without_ownership_nothing_else_is_stored),
        IN_ENGINE(ownership_comes_first),
        IN_ENGINE(lost_after_three_misses),
        IN_ENGINE(an_old_token_is_recognised),
        IN_ENGINE(one_project_holds_a_verified_name),
        IN_ENGINE(a_refused_recheck_is_put_off),
        IN_ENGINE(what_was_seen_goes_to_the_log),
        IN_ENGINE(what_was_told_before_is_kept_once),
        IN_ENGINE(a_change_meanwhile_stays),
        IN_ENGINE(a_new_token_meanwhile_makes_it_worth_nothing),
        IN_ENGINE(findings_of_other_records_stay),
        IN_ENGINE(strangers_and_guests_cannot),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
