// SPDX-License-Identifier: MIT
#include "store/store.h"

#include "base/file.h"
#include "store/sql.h"
#include "tests/unit/store/fixture.h"

#include <sys/stat.h>

static void refused(const struct fixture *fixture, const char *code)
{
    struct store_options options = {fixture->folder.path, "test", 0};
    struct store *store = NULL;
    struct fault fault = {0};

    assert_int_not_equal(store_open(&options, &store, &fault), STATUS_OK);
    assert_string_equal(fault.code, code);
    assert_true(strlen(fault.message) > 20);
    assert_null(store);
}

static void closed(struct fixture *fixture)
{
    store_close(fixture->store);
    fixture->store = NULL;
}

static void made_for_its_owner_alone(void **state)
{
    static const char *const names[] = {"vouch.db", "vouch.db-wal", "vouch.db-shm", "vouch.lock"};
    struct fixture *fixture = *state;
    struct stat about;
    char path[256];

    assert_true(store_is_new(fixture->store));
    for (size_t i = 0; i < COUNT(names); i++) {
        folder_file(&fixture->folder, names[i], path);
        assert_int_equal(stat(path, &about), 0);
        assert_int_equal(about.st_mode & 0777, 0600);
    }
    closed(fixture);
    fixture_open(fixture);
    assert_false(store_is_new(fixture->store));
}

static unsigned mode_of(const char *path)
{
    struct stat about;

    assert_int_equal(stat(path, &about), 0);
    return about.st_mode & 0777;
}

static void opened_files_are_closed_to_others(void **state)
{
    struct fixture *fixture = *state;
    char path[256];

    closed(fixture);
    folder_file(&fixture->folder, "vouch.db", path);
    assert_int_equal(chmod(path, 0644), 0);
    fixture_open(fixture);
    assert_int_equal(mode_of(path), 0600);
    folder_file(&fixture->folder, "vouch.db-wal", path);
    assert_int_equal(mode_of(path), 0600);
}

static void what_is_no_folder_is_said(void **state)
{
    struct fixture *fixture = *state;
    struct store_options options = {NULL, "test", 0};
    struct store *store = NULL;
    struct fault fault = {0};
    char path[256];

    folder_file(&fixture->folder, "vouch.db", path);
    options.folder = path;
    assert_int_equal(store_open(&options, &store, &fault), STATUS_IO);
    assert_string_equal(fault.code, "store-unreachable");
    assert_non_null(strstr(fault.message, path));
    assert_non_null(strstr(fault.message, "--data"));
    fault_clear(&fault);
    options.folder = "/proc/nowhere/store";
    assert_int_equal(store_open(&options, &store, &fault), STATUS_IO);
    assert_null(store);
}

static int64_t number_of(const struct fixture *fixture, const char *sql)
{
    int64_t number = -1;

    assert_int_equal(sql_number(reader(fixture), sql, SQL_NOTHING, &number, NULL), STATUS_OK);
    return number;
}

static void durable_settings(void **state)
{
    struct fixture *fixture = *state;
    int64_t number = 0;

    assert_int_equal(sql_number(writer(fixture), "PRAGMA synchronous", SQL_NOTHING, &number, NULL),
                     STATUS_OK);
    assert_int_equal(number, 2);
    assert_int_equal(sql_number(writer(fixture), "PRAGMA foreign_keys", SQL_NOTHING, &number, NULL),
                     STATUS_OK);
    assert_int_equal(number, 1);
    assert_int_equal(number_of(fixture, "SELECT count(*) FROM pragma_journal_mode"
                                        " WHERE journal_mode = 'wal'"),
                     1);
    assert_int_equal(number_of(fixture, "PRAGMA wal_autocheckpoint"), 0);
    assert_int_equal(number_of(fixture, "PRAGMA application_id"), 0x766f7563);
    /* every table of ours is strict: nothing but its own type in a column */
    assert_int_equal(number_of(fixture, "SELECT count(*) FROM pragma_table_list WHERE NOT strict"
                                        " AND name NOT LIKE 'sqlite_%'"),
                     0);
}

static void changes_are_kept_or_undone_one_by_one(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture->store;

    assert_int_equal(store_begin(store, NULL), STATUS_OK);
    assert_int_equal(store_mark(store, NULL), STATUS_OK);
    project_make(fixture, "kept");
    assert_int_equal(store_keep(store, NULL), STATUS_OK);
    assert_int_equal(store_mark(store, NULL), STATUS_OK);
    project_make(fixture, "undone");
    assert_int_equal(store_undo(store, NULL), STATUS_OK);
    /* others see nothing before the commit */
    assert_int_equal(number_of(fixture, "SELECT count(*) FROM project"), 0);
    assert_int_equal(store_commit(store, NULL), STATUS_OK);
    assert_int_equal(number_of(fixture, "SELECT count(*) FROM project WHERE name = 'kept'"), 1);
    assert_int_equal(number_of(fixture, "SELECT count(*) FROM project"), 1);
}

static void a_look_sees_one_moment(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture->store;

    store_look(store);
    assert_int_equal(number_of(fixture, "SELECT count(*) FROM project"), 0);
    assert_int_equal(store_begin(store, NULL), STATUS_OK);
    project_make(fixture, "meanwhile");
    assert_int_equal(store_commit(store, NULL), STATUS_OK);
    assert_int_equal(number_of(fixture, "SELECT count(*) FROM project"), 0);
    store_look_end(store);
    assert_int_equal(number_of(fixture, "SELECT count(*) FROM project"), 1);
    store_look_end(store); /* of none */
    store_look(store);
    assert_int_equal(number_of(fixture, "SELECT count(*) FROM project"), 1);
    store_look_end(store);
}

static void what_was_not_committed_is_gone(void **state)
{
    struct fixture *fixture = *state;

    assert_int_equal(store_begin(fixture->store, NULL), STATUS_OK);
    project_make(fixture, "lost");
    closed(fixture);
    fixture_open(fixture);
    assert_int_equal(number_of(fixture, "SELECT count(*) FROM project"), 0);
}

static void held_by_one(void **state)
{
    refused(*state, "store-held");
}

static void script(struct fixture *fixture, const char *sql)
{
    assert_int_equal(sql_script(writer(fixture), sql, NULL), STATUS_OK);
}

static void newer_and_foreign_files_stay_as_they_are(void **state)
{
    struct fixture *fixture = *state;
    struct buffer before = {0}, after = {0};
    char path[256];

    script(fixture, "PRAGMA user_version = 99");
    closed(fixture);
    folder_file(&fixture->folder, "vouch.db", path);
    assert_int_equal(file_read(path, 1 << 20, &before, NULL), STATUS_OK);
    refused(fixture, "store-newer");
    assert_int_equal(file_read(path, 1 << 20, &after, NULL), STATUS_OK);
    assert_int_equal(after.length, before.length);
    assert_memory_equal(after.bytes, before.bytes, before.length);
    buffer_clear(&before);
    buffer_clear(&after);
}

static void another_programs_file_is_refused(void **state)
{
    struct fixture *fixture = *state;

    script(fixture, "PRAGMA application_id = 1");
    closed(fixture);
    refused(fixture, "store-foreign");
}

static void damage_is_said(void **state)
{
    static const char junk[] = "this file was a store once, before somebody edited it by hand ...."
                               "................................................................";
    struct fixture *fixture = *state;
    char path[256];

    closed(fixture);
    folder_file(&fixture->folder, "vouch.db", path);
    assert_int_equal(file_write(path, junk, sizeof junk, 0600, NULL), STATUS_OK);
    refused(fixture, "store-damaged");
}

/* The same words whether somebody or the medium forbids it; root needs the latter. */
static void read_only_is_said(void **state)
{
    struct fixture *fixture = *state;
    uid_t me = geteuid();

    closed(fixture);
    if (me == 0) {
        assert_int_equal(chmod(fixture->folder.path, 0755), 0);
        assert_int_equal(seteuid(65534), 0);
    } else {
        char path[256];

        folder_file(&fixture->folder, "vouch.lock", path);
        assert_int_equal(chmod(path, 0400), 0);
    }
    refused(fixture, "store-read-only");
    assert_int_equal(seteuid(me), 0);
}

static void small_values(void **state)
{
    struct fixture *fixture = *state;
    struct buffer value = {0};

    assert_int_equal(store_meta_get(reader(fixture), "proof", &value, NULL), STATUS_MISSING);
    assert_int_equal(store_meta_put(writer(fixture), "proof", "a\0b", 3, NULL), STATUS_OK);
    assert_int_equal(store_meta_get(reader(fixture), "proof", &value, NULL), STATUS_OK);
    assert_int_equal(value.length, 3);
    assert_memory_equal(value.bytes, "a\0b", 3);
    buffer_clear(&value);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_STORE(made_for_its_owner_alone),
        IN_STORE(opened_files_are_closed_to_others),
        IN_STORE(what_is_no_folder_is_said),
        IN_STORE(durable_settings),
        IN_STORE(changes_are_kept_or_undone_one_by_one),
        IN_STORE(a_look_sees_one_moment),
        IN_STORE(what_was_not_committed_is_gone),
        IN_STORE(held_by_one),
        IN_STORE(newer_and_foreign_files_stay_as_they_are),
        IN_STORE(another_programs_file_is_refused),
        IN_STORE(damage_is_said),
        IN_STORE(read_only_is_said),
        IN_STORE(small_values),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
