// SPDX-License-Identifier: MIT
#include "store/visits.h"

#include "tests/unit/store/fixture.h"

#include <stdio.h>

enum { DUE = 11000, MOST = 4 }; /* as domain_make() has it */

static const struct holder me = {.run = 7, .now = DUE, .until = DUE + 1000};

static size_t claimed(const struct fixture *fixture, const struct holder *holder,
                      struct visit out[MOST])
{
    size_t count = 0;

    assert_int_equal(visits_claim(writer(fixture), holder, MOST, out, &count, NULL), STATUS_OK);
    return count;
}

static void who_is_due_is_visited_by_one(void **state)
{
    struct fixture *fixture = *state;
    struct domain *domain = domain_make(fixture, project_make(fixture, "p"), "shop.example");
    struct holder early = {.run = 7, .now = DUE - 1, .until = DUE + 1000};
    struct holder late = {.run = 7, .now = DUE + 1000, .until = DUE + 2000};
    struct holder other = {.run = 8, .now = DUE, .until = DUE + 1000};
    struct visit visits[MOST];
    int64_t at = 0;

    assert_int_equal(claimed(fixture, &early, visits), 0);
    assert_int_equal(visits_next(reader(fixture), &early, &at, NULL), STATUS_OK);
    assert_int_equal(at, DUE);
    assert_int_equal(claimed(fixture, &me, visits), 1);
    assert_int_equal(visits[0].domain, domain->id);
    assert_string_equal(visits[0].name, "shop.example");
    assert_string_equal(visits[0].project, "p");
    assert_int_equal(claimed(fixture, &me, visits), 0);
    assert_int_equal(visits_next(reader(fixture), &me, &at, NULL), STATUS_OK);
    assert_int_equal(at, 0);
    assert_int_equal(claimed(fixture, &late, visits), 1);  /* it got stuck */
    assert_int_equal(claimed(fixture, &other, visits), 1); /* after a crash */
    assert_int_equal(visits_end(writer(fixture), domain->id, &me, NULL), STATUS_CANCELLED);
    assert_int_equal(visits_end(writer(fixture), domain->id, &other, NULL), STATUS_OK);
    assert_int_equal(visits_end(writer(fixture), domain->id, &other, NULL), STATUS_CANCELLED);
    domain_free(domain);
}

static void the_longest_overdue_come_first(void **state)
{
    struct fixture *fixture = *state;
    int64_t project = project_make(fixture, "p");
    struct visit visits[MOST];

    for (int i = 0; i < MOST + 1; i++) {
        char name[32];
        struct domain *domain;

        snprintf(name, sizeof name, "n%d.example", i);
        domain = domain_make(fixture, project, name);
        domain->next_check_at = DUE - i;
        domain_keep(fixture, project, domain);
        domain_free(domain);
    }
    assert_int_equal(claimed(fixture, &me, visits), MOST);
    assert_string_equal(visits[0].name, "n4.example");
    assert_string_equal(visits[MOST - 1].name, "n1.example");
    assert_int_equal(claimed(fixture, &me, visits), 1);
    assert_string_equal(visits[0].name, "n0.example");
}

static void a_visit_goes_with_its_domain(void **state)
{
    struct fixture *fixture = *state;
    int64_t project = project_make(fixture, "p");
    struct domain *domain = domain_make(fixture, project, "shop.example");
    struct visit visits[MOST];

    assert_int_equal(claimed(fixture, &me, visits), 1);
    assert_int_equal(domains_remove(writer(fixture), project, domain, NULL), STATUS_OK);
    assert_int_equal(visits_end(writer(fixture), domain->id, &me, NULL), STATUS_CANCELLED);
    domain_free(domain);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_STORE(who_is_due_is_visited_by_one),
        IN_STORE(the_longest_overdue_come_first),
        IN_STORE(a_visit_goes_with_its_domain),
    };

    return cmocka_run_group_tests_name("store/visits", tests, NULL, NULL);
}
