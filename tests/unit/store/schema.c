// SPDX-License-Identifier: MIT
#include "store/schema.h"

#include "base/file.h"
#include "store/journal.h"
#include "tests/unit/store/fixture.h"

#include <fcntl.h>

enum { SCRIPT_LIMIT = 1 << 20 };

/* A database of this folder, empty. */
static struct db *db_make(const struct folder *folder)
{
    struct db *db = NULL;
    char path[256];
    int fd;

    folder_file(folder, "vouch.db", path);
    fd = open(path, O_RDWR | O_CREAT, 0600);
    assert_true(fd >= 0);
    close(fd);
    assert_int_equal(db_open(path, DB_WRITES, &db, NULL), STATUS_OK);
    return db;
}

/* The store as an older program left it. */
static void older_make(const struct folder *folder, const char *script)
{
    struct db *db = db_make(folder);
    struct buffer text = {0};

    assert_int_equal(file_read(script, SCRIPT_LIMIT, &text, NULL), STATUS_OK);
    assert_int_equal(sql_script(db, buffer_text(&text), NULL), STATUS_OK);
    buffer_clear(&text);
    db_close(db);
}

static int64_t number(struct db *db, const char *sql)
{
    int64_t out = -1;

    assert_int_equal(sql_number(db, sql, SQL_NOTHING, &out, NULL), STATUS_OK);
    return out;
}

static void an_older_store_becomes_the_present_one(void **state)
{
    struct fixture fixture = {0};
    struct project_row project;
    struct domain *domain = NULL;

    (void)state;
    folder_make(&fixture.folder);
    older_make(&fixture.folder, "tests/data/store/version-1.sql");
    fixture_open(&fixture);
    assert_false(store_is_new(fixture.store));
    assert_int_equal(number(reader(&fixture), "PRAGMA user_version"), schema_newest());
    assert_int_equal(projects_find(reader(&fixture), "default", &project, NULL), STATUS_OK);
    assert_int_equal(domains_find(reader(&fixture), project.id, "shop.example", &domain, NULL),
                     STATUS_OK);
    assert_int_equal(domain->share_count, 1);
    assert_string_equal(domain->shares[0].label, "");
    assert_int_equal(domain->registered_at, INT64_C(1790917331000));
    domain_free(domain);
    assert_int_equal(number(reader(&fixture), "SELECT count(*) FROM domain"), 3);
    assert_int_equal(number(reader(&fixture), "SELECT count(*) FROM job"), 0);
    assert_int_equal(number(reader(&fixture), "SELECT count(*) FROM pragma_foreign_key_check"), 0);
    store_close(fixture.store);
    fixture_open(&fixture); /* and stays it */
    store_close(fixture.store);
    folder_remove(&fixture.folder);
}

static void an_empty_file_is_version_0(void **state)
{
    struct folder folder;
    struct db *db;
    int version = -1;

    (void)state;
    folder_make(&folder);
    db = db_make(&folder);
    assert_int_equal(schema_check(db, &version, NULL), STATUS_OK);
    assert_int_equal(version, 0);
    assert_int_equal(schema_migrate(db, version, NULL), STATUS_OK);
    assert_int_equal(schema_check(db, &version, NULL), STATUS_OK);
    assert_int_equal(version, schema_newest());
    db_close(db);
    folder_remove(&folder);
}

static void what_is_not_ours_is_left_alone(void **state)
{
    struct folder folder;
    struct fault fault = {0};
    struct db *db;
    int version = -1;

    (void)state;
    folder_make(&folder);
    db = db_make(&folder);
    assert_int_equal(sql_script(db, "CREATE TABLE other (a)", NULL), STATUS_OK);
    assert_int_equal(schema_check(db, &version, &fault), STATUS_IO);
    assert_string_equal(fault.code, "store-foreign");
    fault_clear(&fault);
    assert_int_equal(
        sql_script(db, "PRAGMA application_id = 1987016035; PRAGMA user_version = 99", NULL),
        STATUS_OK);
    assert_int_equal(schema_check(db, &version, &fault), STATUS_IO);
    assert_string_equal(fault.code, "store-newer");
    db_close(db);
    folder_remove(&folder);
}

static void the_log_only_grows(void **state)
{
    struct fixture *fixture = *state;
    const struct journal_entry entry = {.at = 1, .project = 1, .who = "a", .action = "b"};

    assert_int_equal(journal_add(writer(fixture), &entry, NULL), STATUS_OK);
    assert_int_not_equal(sql_script(writer(fixture), "DELETE FROM journal", NULL), STATUS_OK);
    assert_int_not_equal(sql_script(writer(fixture), "UPDATE journal SET who = 'c'", NULL),
                         STATUS_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_older_store_becomes_the_present_one),
        cmocka_unit_test(an_empty_file_is_version_0),
        cmocka_unit_test(what_is_not_ours_is_left_alone),
        IN_STORE(the_log_only_grows),
    };

    return cmocka_run_group_tests_name("store/schema", tests, NULL, NULL);
}
