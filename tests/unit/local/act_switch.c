// SPDX-License-Identifier: MIT
#include "keys/dkim_pair.h"
#include "tests/unit/local/fixture.h"

static enum status switched(struct fixture *fixture, enum verb verb, const char *record)
{
    return ask(fixture, verb, "domain", "shop.example", "record", record, NULL);
}

static void verified(struct fixture *fixture)
{
    struct domain *domain = registered(fixture);
    struct published published = everything(domain);

    world(fixture, &published);
    DONE(ask(fixture, VERB_DOMAINS_VERIFY, "domain", "shop.example", NULL));
    domain_free(domain);
}

static void use_needs_verified(void **state)
{
    struct fixture *fixture = *state;
    struct domain *domain = registered(fixture);

    REFUSED(switched(fixture, VERB_DOMAINS_USE, "spf"), "not-verified");
    REFUSED(switched(fixture, VERB_DOMAINS_STOP, "spf"), "not-in-use");
    domain_free(domain);
}

static void used_and_stopped(void **state)
{
    struct fixture *fixture = *state;

    verified(fixture);
    DONE(switched(fixture, VERB_DOMAINS_USE, "dkim"));
    assert_int_equal(record_state(fixture->reply.as.domain, RECORD_DKIM), STATE_IN_USE);
    assert_int_equal(record_state(fixture->reply.as.domain, RECORD_SPF), STATE_VERIFIED);
    DONE(switched(fixture, VERB_DOMAINS_STOP, "dkim"));
    assert_int_equal(state_of(fixture, RECORD_DKIM), STATE_STOPPED);
    REFUSED(switched(fixture, VERB_DOMAINS_STOP, "dkim"), "not-in-use");
    DONE(switched(fixture, VERB_DOMAINS_USE, "dkim"));
    assert_int_equal(state_of(fixture, RECORD_DKIM), STATE_IN_USE);
}

static void guests_follow_at_once_and_may_nothing(void **state)
{
    static const enum verb verbs[] = {VERB_DOMAINS_TOKEN, VERB_DOMAINS_DELETE,
                                      VERB_DOMAINS_EXPORT_KEY, VERB_SHARES_LIST};
    struct fixture *fixture = *state;
    const struct domain *seen;
    char key[37];

    verified(fixture);
    project_make(fixture, "guest", key);
    DONE(ask(fixture, VERB_SHARES_ADD, "domain", "shop.example", "project-key", key, NULL));
    DONE(switched(fixture, VERB_DOMAINS_USE, "spf"));
    fixture->project = "guest";
    seen = shown(fixture);
    assert_int_equal(seen->role, ROLE_GUEST);
    assert_null(seen->token);
    assert_int_equal(seen->share_count, 0);
    assert_int_equal(record_state(seen, RECORD_SPF), STATE_IN_USE);
    REFUSED(switched(fixture, VERB_DOMAINS_STOP, "spf"), "not-owner");
    for (size_t i = 0; i < COUNT(verbs); i++) {
        REFUSED(ask(fixture, verbs[i], "domain", "shop.example", NULL), "not-owner");
        assert_int_equal(fixture->reply.status, STATUS_REFUSED);
    }
    fixture->project = NULL;
    DONE(switched(fixture, VERB_DOMAINS_STOP, "spf"));
    fixture->project = "guest";
    assert_int_equal(state_of(fixture, RECORD_SPF), STATE_STOPPED);
}

static void the_exported_key_is_the_published_one(void **state)
{
    struct fixture *fixture = *state;
    struct domain *domain = registered(fixture);
    struct dkim_pair pair;

    DONE(ask(fixture, VERB_DOMAINS_EXPORT_KEY, "domain", "shop.example", NULL));
    assert_int_equal(dkim_pair_read(fixture->reply.as.key, &pair, NULL), STATUS_OK);
    assert_string_equal(pair.public_key, domain->dkim);
    dkim_pair_clear(&pair);
    DONE(ask(fixture, VERB_DOMAINS_LOG, "domain", "shop.example", NULL));
    assert_string_equal(fixture->reply.as.log.rows[0].action, "export-key");
    domain_free(domain);
}

static void a_read_key_may_only_read(void **state)
{
    struct fixture *fixture = *state;
    struct domain *domain = registered(fixture);

    fixture->read_only = true;
    DONE(ask(fixture, VERB_DOMAINS_SHOW, "domain", "shop.example", NULL));
    assert_int_equal(switched(fixture, VERB_DOMAINS_USE, "spf"), STATUS_REFUSED);
    assert_string_equal(fixture->reply.fault.code, "read-key");
    assert_int_equal(ask(fixture, VERB_DOMAINS_DELETE, "domain", "shop.example", NULL),
                     STATUS_REFUSED);
    fixture->read_only = false;
    assert_string_equal(shown(fixture)->name, "shop.example");
    domain_free(domain);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_ENGINE(use_needs_verified),
        IN_ENGINE(used_and_stopped),
        IN_ENGINE(guests_follow_at_once_and_may_nothing),
        IN_ENGINE(the_exported_key_is_the_published_one),
        IN_ENGINE(a_read_key_may_only_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
