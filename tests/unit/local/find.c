// SPDX-License-Identifier: MIT
#include "local/find.h"

#include "tests/unit/local/fixture.h"

struct change {
    enum verb verb;
    const char *name, *value;
};

/* Every change of a domain: at another revision it is refused and leaves no trace. */
static void a_change_at_another_revision_is_refused(void **state)
{
    static const struct change changes[] = {
        {VERB_DOMAINS_TOKEN, NULL, NULL},
        {VERB_DOMAINS_VERIFY, NULL, NULL},
        {VERB_DOMAINS_USE, "record", "spf"},
        {VERB_DOMAINS_STOP, "record", "spf"},
        {VERB_DOMAINS_DELETE, NULL, NULL},
        {VERB_SHARES_ADD, "project-key", "b7720d1c-1111-4222-8333-444455556666"},
        {VERB_SHARES_REMOVE, "project-key", "b7720d1c-1111-4222-8333-444455556666"},
    };
    struct fixture *fixture = *state;
    struct domain *kept = registered(fixture);

    for (size_t i = 0; i < COUNT(changes); i++) {
        fixture->revision = kept->revision + 1;
        REFUSED(ask(fixture, changes[i].verb, "domain", "shop.example", changes[i].name,
                    changes[i].value, NULL),
                "changed-meanwhile");
        fixture->revision = 0;
        assert_int_equal(shown(fixture)->revision, kept->revision);
    }
    domain_free(kept);
}

static void the_revision_that_was_shown_is_right(void **state)
{
    struct fixture *fixture = *state;
    struct domain *kept = registered(fixture);

    fixture->revision = kept->revision;
    DONE(ask(fixture, VERB_DOMAINS_TOKEN, "domain", "shop.example", NULL));
    assert_int_equal(fixture->reply.as.domain->revision, kept->revision + 1);
    REFUSED(ask(fixture, VERB_DOMAINS_TOKEN, "domain", "shop.example", NULL), "changed-meanwhile");
    fixture->revision++;
    DONE(ask(fixture, VERB_DOMAINS_VERIFY, "domain", "shop.example", NULL));
    domain_free(kept);
}

/* Its key is made on the way, which is no change of somebody else. */
static void an_imported_domain_is_verified_at_its_revision(void **state)
{
    struct fixture *fixture = *state;

    DONE(ask(fixture, VERB_DOMAINS_IMPORT, "row", "1\tshop.example\t\t\t", NULL));
    fixture->revision = 1;
    DONE(ask(fixture, VERB_DOMAINS_VERIFY, "domain", "shop.example", NULL));
    fixture->revision = 0;
    assert_true(shown(fixture)->revision > 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_ENGINE(a_change_at_another_revision_is_refused),
        IN_ENGINE(the_revision_that_was_shown_is_right),
        IN_ENGINE(an_imported_domain_is_verified_at_its_revision),
    };

    return cmocka_run_group_tests_name("local/find", tests, NULL, NULL);
}
