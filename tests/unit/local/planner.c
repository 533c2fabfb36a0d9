// SPDX-License-Identifier: MIT
#include "local/planner.h"

#include "tests/unit/local/fixture.h"

static const char *const names[] = {"one.example", "two.example", "shop.example"};

static void minutes_later(struct fixture *fixture, int minutes)
{
    fixture->clock.fixed_ms += INT64_C(60000) * minutes;
}

/* How many were looked at just now. */
static size_t looked_at(struct fixture *fixture)
{
    size_t count = 0;

    for (size_t i = 0; i < COUNT(names); i++) {
        DONE(ask(fixture, VERB_DOMAINS_SHOW, "domain", names[i], NULL));
        count += fixture->reply.as.domain->checked_at == fixture->clock.fixed_ms;
    }
    return count;
}

static void register_all(struct fixture *fixture)
{
    for (size_t i = 0; i < COUNT(names); i++) {
        DONE(ask(fixture, VERB_DOMAINS_REGISTER, "domain", names[i], NULL));
    }
}

static void what_is_due_is_looked_at(void **state)
{
    struct fixture *fixture = *state;
    struct domain *domain;
    struct published published;

    register_all(fixture);
    domain = domain_dup(shown(fixture));
    published = everything(domain);
    fixture->schedule = true;
    minutes_later(fixture, 1);
    world(fixture, &published);
    while (looked_at(fixture) < COUNT(names)) {
        (void)loop_turn(fixture->loop, true);
    }
    assert_int_equal(state_of(fixture, RECORD_TOKEN), STATE_VERIFIED);
    assert_true(shown(fixture)->next_check_at > fixture->clock.fixed_ms);
    domain_free(domain);
}

/* What a run that is gone had taken is free at once, and is not forgotten. */
static void a_crash_forgets_nobody(void **state)
{
    static const struct published nothing;
    struct fixture *fixture = *state;
    int runs = 0;

    register_all(fixture);
    fixture->schedule = true;
    minutes_later(fixture, 1);
    for (; looked_at(fixture) < COUNT(names) && runs < 500; runs++) {
        world(fixture, &nothing);
        for (int i = 0; i < runs && looked_at(fixture) < COUNT(names); i++) {
            (void)loop_turn(fixture->loop, true);
        }
    }
    assert_int_equal(looked_at(fixture), COUNT(names));
}

/* A domain that another project proved meanwhile would be due for ever. */
static void what_cannot_be_looked_at_is_put_off(void **state)
{
    struct fixture *fixture = *state;
    struct domain *mine = registered(fixture), *other;
    struct published published;
    char key[37];

    project_make(fixture, "other", key);
    fixture->project = "other";
    other = registered(fixture);
    published = everything(other);
    world(fixture, &published);
    DONE(ask(fixture, VERB_DOMAINS_VERIFY, "domain", "shop.example", NULL));
    fixture->project = NULL;
    published.token = mine->token;
    minutes_later(fixture, 1);
    fixture->schedule = true;
    world(fixture, &published);
    while (shown(fixture)->next_check_at <= fixture->clock.fixed_ms) {
        (void)loop_turn(fixture->loop, true);
    }
    assert_int_equal(state_of(fixture, RECORD_TOKEN), STATE_UNVERIFIED);
    assert_int_equal(shown(fixture)->next_check_at, fixture->clock.fixed_ms + 60 * 60 * 1000);
    domain_free(mine);
    domain_free(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_ENGINE(what_is_due_is_looked_at),
        IN_ENGINE(a_crash_forgets_nobody),
        IN_ENGINE(what_cannot_be_looked_at_is_put_off),
    };

    return cmocka_run_group_tests_name("local/planner", tests, NULL, NULL);
}
