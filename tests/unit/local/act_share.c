// SPDX-License-Identifier: MIT
#include "tests/unit/local/fixture.h"

static enum status share(struct fixture *fixture, enum verb verb, const char *key)
{
    return ask(fixture, verb, "domain", "shop.example", "project-key", key, NULL);
}

static size_t listed(struct fixture *fixture, const char *project)
{
    const char *before = fixture->project;

    fixture->project = project;
    DONE(ask(fixture, VERB_DOMAINS_LIST, NULL));
    fixture->project = before;
    return fixture->reply.as.domains.count;
}

static void a_guest_sees_it_come_and_go(void **state)
{
    struct fixture *fixture = *state;
    struct domain *domain = registered(fixture);
    char key[37], untidy[48];

    project_make(fixture, "guest", key);
    snprintf(untidy, sizeof untidy, "  %s ", key);
    for (char *at = untidy; *at; at++) {
        *at = (char)(*at >= 'a' && *at <= 'f' ? *at - 32 : *at);
    }
    assert_int_equal(listed(fixture, "guest"), 0);
    DONE(share(fixture, VERB_SHARES_ADD, untidy));
    assert_int_equal(fixture->reply.as.domain->share_count, 1);
    assert_string_equal(fixture->reply.as.domain->shares[0].project_key, key);
    assert_int_equal(listed(fixture, "guest"), 1);
    assert_int_equal(fixture->reply.as.domains.counts.shared_in, 1);
    DONE(ask(fixture, VERB_SHARES_LIST, "domain", "shop.example", NULL));
    assert_int_equal(fixture->reply.as.shares.count, 1);
    DONE(share(fixture, VERB_SHARES_REMOVE, key));
    assert_int_equal(listed(fixture, "guest"), 0);
    assert_int_equal(listed(fixture, NULL), 1);
    domain_free(domain);
}

static void refused_with_a_reason(void **state)
{
    struct fixture *fixture = *state;
    struct domain *domain = registered(fixture);
    char key[37], own[37];

    project_make(fixture, "guest", key);
    DONE(ask(fixture, VERB_PROJECT_KEY, NULL));
    text_copy(own, sizeof own, fixture->reply.as.project.key);
    REFUSED(share(fixture, VERB_SHARES_ADD, own), "own-project-key");
    REFUSED(share(fixture, VERB_SHARES_ADD, "00000000-0000-4000-8000-000000000000"),
            "no-such-project-key");
    REFUSED(share(fixture, VERB_SHARES_ADD, "not a key"), "no-such-project-key");
    REFUSED(share(fixture, VERB_SHARES_REMOVE, key), "not-shared");
    DONE(share(fixture, VERB_SHARES_ADD, key));
    REFUSED(share(fixture, VERB_SHARES_ADD, key), "already-shared");
    fixture->project = "guest";
    REFUSED(share(fixture, VERB_SHARES_ADD, own), "not-owner");
    REFUSED(share(fixture, VERB_SHARES_REMOVE, key), "not-owner");
    domain_free(domain);
}

static enum status labelled(struct fixture *fixture, const char *key, const char *label)
{
    return ask(fixture, VERB_SHARES_LABEL, "domain", "shop.example", "project-key", key, "label",
               label, NULL);
}

static void an_owner_has_words_for_a_guest(void **state)
{
    struct fixture *fixture = *state;
    struct domain *domain = registered(fixture);
    char key[37], long_label[64] = {0};

    project_make(fixture, "guest", key);
    REFUSED(labelled(fixture, key, "early"), "not-shared");
    DONE(ask(fixture, VERB_SHARES_ADD, "domain", "shop.example", "project-key", key, "label",
             "  crm\tteam\x1b[2J ", NULL));
    assert_string_equal(fixture->reply.as.domain->shares[0].label, "crm team[2J");
    memset(long_label, 'x', SHARE_LABEL_LETTERS + 1);
    REFUSED(labelled(fixture, key, long_label), "invalid-label");
    REFUSED(labelled(fixture, key, "\xff"), "invalid-label");
    DONE(ask(fixture, VERB_SHARES_LIST, "domain", "shop.example", NULL));
    assert_string_equal(fixture->reply.as.shares.items[0].label, "crm team[2J");
    DONE(labelled(fixture, key, "\xe8\xa9\xa6"));
    assert_string_equal(fixture->reply.as.domain->shares[0].label, "\xe8\xa9\xa6");
    assert_true(fixture->reply.as.domain->revision > domain->revision);
    DONE(labelled(fixture, key, ""));
    assert_string_equal(fixture->reply.as.domain->shares[0].label, "");
    fixture->project = "guest";
    assert_int_equal(shown(fixture)->share_count, 0);
    REFUSED(labelled(fixture, key, "mine"), "not-owner");
    domain_free(domain);
}

/* The revision that is answered is the one to name with the next change. */
static void each_answer_is_at_the_revision_it_made(void **state)
{
    struct fixture *fixture = *state;
    struct domain *domain = registered(fixture);
    char key[37];

    project_make(fixture, "guest", key);
    fixture->revision = domain->revision;
    DONE(share(fixture, VERB_SHARES_ADD, key));
    fixture->revision = fixture->reply.as.domain->revision;
    DONE(labelled(fixture, key, "crm"));
    fixture->revision = fixture->reply.as.domain->revision;
    DONE(share(fixture, VERB_SHARES_REMOVE, key));
    fixture->revision = fixture->reply.as.domain->revision;
    DONE(ask(fixture, VERB_DOMAINS_TOKEN, "domain", "shop.example", NULL));
    domain_free(domain);
}

static void deleted_for_its_guests_too(void **state)
{
    struct fixture *fixture = *state;
    struct domain *domain = registered(fixture);
    char key[37];

    project_make(fixture, "guest", key);
    DONE(share(fixture, VERB_SHARES_ADD, key));
    DONE(ask(fixture, VERB_DOMAINS_DELETE, "domain", "shop.example", NULL));
    assert_int_equal(listed(fixture, "guest"), 0);
    assert_int_equal(fixture->reply.as.domains.counts.all, 0);
    domain_free(domain);
}

/* Somebody's own registration stands before one that is shared with them, and comes back after it.
 */
static void own_before_shared(void **state)
{
    struct fixture *fixture = *state;
    struct domain *domain = registered(fixture), *own;
    char key[37];

    project_make(fixture, "guest", key);
    DONE(share(fixture, VERB_SHARES_ADD, key));
    fixture->project = "guest";
    own = registered(fixture);
    assert_int_equal(listed(fixture, "guest"), 1);
    assert_int_equal(shown(fixture)->role, ROLE_OWNER);
    DONE(ask(fixture, VERB_DOMAINS_DELETE, "domain", "shop.example", NULL));
    assert_int_equal(shown(fixture)->role, ROLE_GUEST);
    domain_free(domain);
    domain_free(own);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_ENGINE(a_guest_sees_it_come_and_go),
        IN_ENGINE(refused_with_a_reason),
        IN_ENGINE(an_owner_has_words_for_a_guest),
        IN_ENGINE(each_answer_is_at_the_revision_it_made),
        IN_ENGINE(deleted_for_its_guests_too),
        IN_ENGINE(own_before_shared),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
