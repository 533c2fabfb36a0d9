// SPDX-License-Identifier: MIT
#include "store/projects.h"

#include "tests/unit/store/fixture.h"

static void found_by_name_and_key(void **state)
{
    struct fixture *fixture = *state;
    int64_t id = project_make(fixture, "acme");
    struct project_row row, again;
    struct fault fault = {0};

    assert_int_equal(projects_find(reader(fixture), "acme", &row, NULL), STATUS_OK);
    assert_int_equal(row.id, id);
    assert_int_equal(projects_find_key(reader(fixture), row.project.key, &again, NULL), STATUS_OK);
    assert_string_equal(again.project.name, "acme");
    assert_int_equal(projects_find(reader(fixture), "Acme", &row, &fault), STATUS_MISSING);
    assert_string_equal(fault.code, "no-such-project");
    fault_clear(&fault);
    assert_int_equal(projects_find_key(reader(fixture), "x", &row, &fault), STATUS_MISSING);
    assert_string_equal(fault.code, "no-such-project-key");
}

static void a_name_is_given_once(void **state)
{
    struct fixture *fixture = *state;
    struct project project = {.name = "acme", .key = "00000000-0000-4000-8000-000000000000"};
    struct fault fault = {0};
    int64_t id;

    project_make(fixture, "acme");
    assert_int_equal(projects_add(writer(fixture), &project, &id, &fault), STATUS_REFUSED);
    assert_string_equal(fault.code, "project-exists");
}

static void credentials_are_revoked_for_good(void **state)
{
    struct fixture *fixture = *state;
    int64_t project = project_make(fixture, "acme"), other = project_make(fixture, "other");
    struct credential credential = {.access_key = "KEY", .read_only = true, .created_at = 5};
    struct credential *items = NULL;
    struct credential_row row;
    size_t count = 0;

    assert_int_equal(credentials_add(writer(fixture), project, &credential, "sealed", 6, NULL),
                     STATUS_OK);
    assert_int_equal(credentials_find(reader(fixture), "KEY", &row, NULL), STATUS_OK);
    assert_int_equal(row.project_id, project);
    assert_true(row.credential.read_only);
    assert_memory_equal(row.sealed.bytes, "sealed", 6);
    buffer_clear(&row.sealed);
    assert_int_equal(credentials_revoke(writer(fixture), other, "KEY", 9, NULL), STATUS_MISSING);
    assert_int_equal(credentials_list(reader(fixture), project, &items, &count, NULL), STATUS_OK);
    assert_int_equal(count, 1);
    assert_string_equal(items[0].access_key, "KEY");
    free(items);
    assert_int_equal(credentials_revoke(writer(fixture), project, "KEY", 9, NULL), STATUS_OK);
    assert_int_equal(credentials_find(reader(fixture), "KEY", &row, NULL), STATUS_MISSING);
    assert_int_equal(credentials_list(reader(fixture), project, &items, &count, NULL), STATUS_OK);
    assert_int_equal(count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_STORE(found_by_name_and_key),
        IN_STORE(a_name_is_given_once),
        IN_STORE(credentials_are_revoked_for_good),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
