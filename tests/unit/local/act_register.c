// SPDX-License-Identifier: MIT
#include "tests/unit/local/fixture.h"

static void a_registration_is_whole(void **state)
{
    struct fixture *fixture = *state;
    struct domain *domain = registered(fixture);

    assert_string_equal(domain->name, "shop.example");
    assert_int_equal(domain->role, ROLE_OWNER);
    assert_int_equal(domain->registered_at, fixture->clock.fixed_ms);
    assert_true(text_starts(domain->token, "ncp-verify="));
    assert_int_equal(strlen(domain->token), strlen("ncp-verify=") + 26);
    assert_string_equal(domain->spf, "v=spf1 include:email.ncloud.com ~all");
    assert_string_equal(domain->selector, "ncpcompubkr");
    assert_int_equal(strlen(domain->dkim), 392);
    assert_true(domain->next_check_at > fixture->clock.fixed_ms);
    for (int record = 0; record < RECORD_COUNT; record++) {
        assert_int_equal(state_of(fixture, (enum record)record), STATE_UNVERIFIED);
    }
    assert_string_equal(shown(fixture)->dkim, domain->dkim);
    domain_free(domain);
}

struct refusal {
    const char *domain, *name, *value, *code;
    enum status status;
};

// clang-format off
static const struct refusal refusals[] = {
    { "Shop.Example.",        NULL, NULL, "already-registered", STATUS_REFUSED },
    { "https://shop.example/x", NULL, NULL, "already-registered", STATUS_REFUSED },
    { "naver.com",            NULL, NULL, "blocked-name", STATUS_REFUSED },
    { "mail.Naver.com",       NULL, NULL, "blocked-name", STATUS_REFUSED },
    { "localhost",            NULL, NULL, "invalid-name", STATUS_INVALID },
    { "192.0.2.1",            NULL, NULL, "invalid-name", STATUS_INVALID },
    { "new.example", "env",   "private", "usage", STATUS_INVALID },
    { "new.example", "region", "us",     "usage", STATUS_INVALID },
    { "new.example", "token", "ncp-verify=madeupmadeupmadeupmadeupma", "unknown-token", STATUS_REFUSED },
    { "new.example", "registered-at", "yesterday", "invalid-time", STATUS_INVALID },
};
// clang-format on

static void refused_with_a_reason(void **state)
{
    struct fixture *fixture = *state;
    struct domain *domain = registered(fixture);

    for (size_t i = 0; i < COUNT(refusals); i++) {
        const struct refusal *row = &refusals[i];

        REFUSED(
            ask(fixture, VERB_DOMAINS_REGISTER, "domain", row->domain, row->name, row->value, NULL),
            row->code);
        assert_int_equal(fixture->reply.status, row->status);
    }
    DONE(ask(fixture, VERB_DOMAINS_LIST, NULL));
    assert_int_equal(fixture->reply.as.domains.count, 1);
    domain_free(domain);
}

/* "notnaver.com" only ends like a blocked name; the selector follows place and date. */
static void selectors_follow_place_and_date(void **state)
{
    static const char *const rows[][5] = {
        {"notnaver.com", "env", "public", "ncpcompubkr", NULL},
        {"jp.example", "region", "jp", "ncpcompubjpn", NULL},
        {"sg.example", "region", "sg", "ncpcompubsgn", NULL},
        {"fin.example", "env", "financial", "ncpcomfin", NULL},
        {"gov.example", "env", "government", "ncpcomgov", NULL},
        {"old.example", "registered-at", "2024-11-07", "mailer", NULL},
        {"old2.example", "registered-at", "2024-11-07T23:59:59+09:00", "mailer", NULL},
        {"young.example", "registered-at", "2024-11-08", "ncpcompubkr", NULL},
    };
    struct fixture *fixture = *state;

    for (size_t i = 0; i < COUNT(rows); i++) {
        DONE(ask(fixture, VERB_DOMAINS_REGISTER, "domain", rows[i][0], rows[i][1], rows[i][2],
                 NULL));
        assert_string_equal(fixture->reply.as.domain->selector, rows[i][3]);
    }
}

static void an_offered_token_is_good_once_and_for_an_hour(void **state)
{
    struct fixture *fixture = *state;
    char token[80];

    DONE(ask(fixture, VERB_TOKEN_NEW, NULL));
    text_copy(token, sizeof token, fixture->reply.as.token);
    DONE(ask(fixture, VERB_DOMAINS_REGISTER, "domain", "one.example", "token", token, NULL));
    assert_string_equal(fixture->reply.as.domain->token, token);
    REFUSED(ask(fixture, VERB_DOMAINS_REGISTER, "domain", "two.example", "token", token, NULL),
            "unknown-token");
    DONE(ask(fixture, VERB_TOKEN_NEW, NULL));
    text_copy(token, sizeof token, fixture->reply.as.token);
    fixture->clock.fixed_ms += 60 * 60 * 1000;
    REFUSED(ask(fixture, VERB_DOMAINS_REGISTER, "domain", "two.example", "token", token, NULL),
            "unknown-token");
}

static void an_offered_token_is_its_projects(void **state)
{
    struct fixture *fixture = *state;
    char token[80], key[37];

    DONE(ask(fixture, VERB_TOKEN_NEW, NULL));
    text_copy(token, sizeof token, fixture->reply.as.token);
    project_make(fixture, "other", key);
    fixture->project = "other";
    REFUSED(ask(fixture, VERB_DOMAINS_REGISTER, "domain", "two.example", "token", token, NULL),
            "unknown-token");
}

static void deleted_and_registered_again_is_new(void **state)
{
    struct fixture *fixture = *state;
    struct domain *first = registered(fixture), *second;
    struct published published = everything(first);

    world(fixture, &published);
    DONE(ask(fixture, VERB_DOMAINS_VERIFY, "domain", "shop.example", NULL));
    DONE(ask(fixture, VERB_DOMAINS_DELETE, "domain", "shop.example", NULL));
    REFUSED(ask(fixture, VERB_DOMAINS_SHOW, "domain", "shop.example", NULL), "no-such-domain");
    second = registered(fixture);
    assert_string_not_equal(second->token, first->token);
    assert_string_not_equal(second->dkim, first->dkim);
    assert_int_equal(state_of(fixture, RECORD_TOKEN), STATE_UNVERIFIED);
    /* the log remembers what is gone */
    DONE(ask(fixture, VERB_DOMAINS_LOG, "domain", "shop.example", NULL));
    assert_int_equal(fixture->reply.as.log.count, 4);
    assert_string_equal(fixture->reply.as.log.rows[1].action, "delete");
    domain_free(first);
    domain_free(second);
}

static void a_verified_name_is_refused_to_others(void **state)
{
    struct fixture *fixture = *state;
    struct domain *domain = registered(fixture);
    struct published published = everything(domain);
    char key[37];

    world(fixture, &published);
    DONE(ask(fixture, VERB_DOMAINS_VERIFY, "domain", "shop.example", NULL));
    REFUSED(ask(fixture, VERB_DOMAINS_TOKEN, "domain", "shop.example", NULL), "already-verified");
    project_make(fixture, "other", key);
    fixture->project = "other";
    REFUSED(ask(fixture, VERB_DOMAINS_REGISTER, "domain", "shop.example", NULL),
            "verified-elsewhere");
    domain_free(domain);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_ENGINE(a_registration_is_whole),
        IN_ENGINE(refused_with_a_reason),
        IN_ENGINE(selectors_follow_place_and_date),
        IN_ENGINE(an_offered_token_is_good_once_and_for_an_hour),
        IN_ENGINE(an_offered_token_is_its_projects),
        IN_ENGINE(deleted_and_registered_again_is_new),
        IN_ENGINE(a_verified_name_is_refused_to_others),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
