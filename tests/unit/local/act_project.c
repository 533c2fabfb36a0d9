// SPDX-License-Identifier: MIT
#include "tests/unit/local/fixture.h"

static void default_is_there_and_others_are_not(void **state)
{
    struct fixture *fixture = *state;

    DONE(ask(fixture, VERB_PROJECT_KEY, NULL));
    assert_string_equal(fixture->reply.as.project.name, "default");
    assert_int_equal(strlen(fixture->reply.as.project.key), 36);
    fixture->project = "nobody";
    REFUSED(ask(fixture, VERB_PROJECT_KEY, NULL), "no-such-project");
    assert_int_equal(fixture->reply.status, STATUS_MISSING);
}

static void made_once(void **state)
{
    struct fixture *fixture = *state;
    char key[37];

    project_make(fixture, "acme-prod", key);
    REFUSED(ask(fixture, VERB_PROJECT_CREATE, "name", "acme-prod", NULL), "project-exists");
    REFUSED(ask(fixture, VERB_PROJECT_CREATE, "name", "a b", NULL), "invalid-project-name");
    REFUSED(ask(fixture, VERB_PROJECT_CREATE, "name", "", NULL), "invalid-project-name");
    DONE(ask(fixture, VERB_PROJECT_LIST, NULL));
    assert_int_equal(fixture->reply.as.projects.count, 2);
    assert_string_equal(fixture->reply.as.projects.items[0].name, "acme-prod");
    assert_string_equal(fixture->reply.as.projects.items[0].key, key);
}

/* The secret is in the answer that made it, nowhere else. */
static void credentials_come_and_go(void **state)
{
    struct fixture *fixture = *state;
    char access[64];

    DONE(ask(fixture, VERB_PROJECT_CREDENTIALS, "new", "", "read", "", NULL));
    assert_int_equal(fixture->reply.as.credentials.count, 1);
    assert_true(strlen(fixture->reply.as.credentials.items[0].secret_key) >= 40);
    assert_true(fixture->reply.as.credentials.items[0].read_only);
    text_copy(access, sizeof access, fixture->reply.as.credentials.items[0].access_key);
    DONE(ask(fixture, VERB_PROJECT_CREDENTIALS, NULL));
    assert_int_equal(fixture->reply.as.credentials.count, 1);
    assert_string_equal(fixture->reply.as.credentials.items[0].access_key, access);
    assert_string_equal(fixture->reply.as.credentials.items[0].secret_key, "");
    DONE(ask(fixture, VERB_PROJECT_CREDENTIALS, "revoke", access, NULL));
    assert_int_equal(fixture->reply.as.credentials.count, 0);
    REFUSED(ask(fixture, VERB_PROJECT_CREDENTIALS, "revoke", access, NULL), "no-such-access-key");
    REFUSED(ask(fixture, VERB_PROJECT_CREDENTIALS, "new", "", "revoke", access, NULL), "usage");
    REFUSED(ask(fixture, VERB_PROJECT_CREDENTIALS, "read", "", NULL), "usage");
    DONE(ask(fixture, VERB_PROJECT_CREDENTIALS, NULL));
    assert_int_equal(fixture->reply.as.credentials.count, 0);
}

/* Whether the log of the acting project has a row of this action. */
static bool is_logged(struct fixture *fixture, const char *action)
{
    bool logged = false;

    DONE(ask(fixture, VERB_DOMAINS_LOG, NULL));
    for (size_t i = 0; i < fixture->reply.as.log.count; i++) {
        logged = logged || text_equal(fixture->reply.as.log.rows[i].action, action);
    }
    return logged;
}

static void what_concerns_no_domain_is_logged_too(void **state)
{
    struct fixture *fixture = *state;
    char access[64];

    assert_false(is_logged(fixture, "token-new"));
    DONE(ask(fixture, VERB_TOKEN_NEW, NULL));
    assert_true(is_logged(fixture, "token-new"));
    DONE(ask(fixture, VERB_PROJECT_CREATE, "name", "crm", NULL));
    assert_true(is_logged(fixture, "project-create"));
    DONE(ask(fixture, VERB_PROJECT_CREDENTIALS, "new", "", NULL));
    text_copy(access, sizeof access, fixture->reply.as.credentials.items[0].access_key);
    assert_true(is_logged(fixture, "credential-new"));
    DONE(ask(fixture, VERB_PROJECT_CREDENTIALS, "revoke", access, NULL));
    assert_true(is_logged(fixture, "credential-revoke"));
}

static void a_place_in_the_log_is_a_number(void **state)
{
    struct fixture *fixture = *state;

    REFUSED(ask(fixture, VERB_DOMAINS_LOG, "after", "1; DROP", NULL), "usage");
    REFUSED(ask(fixture, VERB_DOMAINS_LOG, "after", "-3", NULL), "usage");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_ENGINE(default_is_there_and_others_are_not),
        IN_ENGINE(made_once),
        IN_ENGINE(credentials_come_and_go),
        IN_ENGINE(what_concerns_no_domain_is_logged_too),
        IN_ENGINE(a_place_in_the_log_is_a_number),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
