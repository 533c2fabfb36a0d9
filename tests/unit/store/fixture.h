// SPDX-License-Identifier: MIT
#pragma once
/* A store in a folder of its own, with projects and domains by the handful. */
#include "base/memory.h"
#include "base/random.h"
#include "base/text.h"
#include "store/domains.h"
#include "store/projects.h"
#include "store/sql.h"
#include "store/store.h"
#include "tests/support/folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define UNUSED __attribute__((unused))

struct fixture {
    struct folder folder;
    struct store *store;
};

static void fixture_open(struct fixture *fixture)
{
    struct store_options options = {fixture->folder.path, "test", 0};

    assert_int_equal(store_open(&options, &fixture->store, NULL), STATUS_OK);
}

UNUSED static int fixture_new(void **state)
{
    struct fixture *fixture = mem_new(sizeof *fixture);

    folder_make(&fixture->folder);
    fixture_open(fixture);
    *state = fixture;
    return 0;
}

/* Rows of `access` that the tally does not count, or the other way round. */
UNUSED static int64_t miscounted(struct db *db)
{
    int64_t rows = -1;

    if (sql_number(db,
                   "SELECT count(*) FROM"
                   " (SELECT project_id, traits, count(*) AS n FROM access GROUP BY 1, 2) AS a"
                   " FULL JOIN (SELECT * FROM tally WHERE count > 0) AS t"
                   " ON t.project_id = a.project_id AND t.traits = a.traits"
                   " WHERE t.count IS NOT a.n",
                   SQL_NOTHING, &rows, NULL)) {
        return -1;
    }
    return rows;
}

/* Whatever a test does, its lists are counted right. */
UNUSED static int fixture_free(void **state)
{
    struct fixture *fixture = *state;

    if (fixture->store) {
        assert_int_equal(miscounted(store_reader(fixture->store)), 0);
    }
    store_close(fixture->store);
    folder_remove(&fixture->folder);
    free(fixture);
    return 0;
}

UNUSED static struct db *writer(const struct fixture *fixture)
{
    return store_writer(fixture->store);
}

UNUSED static struct db *reader(const struct fixture *fixture)
{
    return store_reader(fixture->store);
}

UNUSED static int64_t project_make(const struct fixture *fixture, const char *name)
{
    struct project project = {.created_at = 1};
    int64_t id = 0;

    text_copy(project.name, sizeof project.name, name);
    random_uuid(project.key);
    assert_int_equal(projects_add(writer(fixture), &project, &id, NULL), STATUS_OK);
    return id;
}

/* A new registration; the caller's. */
UNUSED static struct domain *domain_make(const struct fixture *fixture, int64_t project,
                                         const char *name)
{
    struct domain *domain = domain_new();

    text_copy(domain->name, sizeof domain->name, name);
    text_copy(domain->selector, sizeof domain->selector, "s1");
    domain->token = mem_text("ncp-verify=abcdefghijklmnopqrstuvwxyz");
    domain->registered_at = 1000;
    domain->next_check_at = 11000;
    assert_int_equal(domains_add(writer(fixture), project, domain, NULL), STATUS_OK);
    return domain;
}

UNUSED static void domain_keep(const struct fixture *fixture, int64_t project,
                               struct domain *domain)
{
    struct fault fault = {0};

    assert_int_equal(domains_save(writer(fixture), project, domain, NULL, &fault), STATUS_OK);
}

UNUSED static void verdicts_set(struct domain *domain, enum verdict token, enum verdict spf,
                                enum verdict dkim, enum verdict dmarc)
{
    domain->records[RECORD_TOKEN].verdict = token;
    domain->records[RECORD_SPF].verdict = spf;
    domain->records[RECORD_DKIM].verdict = dkim;
    domain->records[RECORD_DMARC].verdict = dmarc;
}

#define IN_STORE(test) cmocka_unit_test_setup_teardown(test, fixture_new, fixture_free)
