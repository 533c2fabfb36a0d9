// SPDX-License-Identifier: MIT
#include "store/journal.h"

#include "store/sql.h"
#include "tests/unit/store/fixture.h"

static void entries_make(const struct fixture *fixture, int64_t project)
{
    for (int i = 0; i < 5; i++) {
        struct journal_entry entry = {.at = 100 + i,
                                      .project = project,
                                      .who = "tester",
                                      .domain = i % 2 ? "odd.example" : "even.example",
                                      .action = "verify"};

        assert_int_equal(journal_add(writer(fixture), &entry, NULL), STATUS_OK);
    }
}

static void log_clear(struct reply_log *log)
{
    for (size_t i = 0; i < log->count; i++) {
        free(log->rows[i].detail);
    }
    free(log->rows);
}

static void newest_first_page_by_page(void **state)
{
    struct fixture *fixture = *state;
    int64_t project = project_make(fixture, "p"), other = project_make(fixture, "other");
    struct reply_log log;

    entries_make(fixture, project);
    assert_int_equal(journal_page(reader(fixture), project, NULL, 0, 3, &log, NULL), STATUS_OK);
    assert_int_equal(log.count, 3);
    assert_int_equal(log.rows[0].at, 104);
    assert_string_equal(log.rows[0].detail, "{}");
    log_clear(&log);
    assert_int_equal(
        journal_page(reader(fixture), project, NULL, strtoll(log.next, NULL, 10), 3, &log, NULL),
        STATUS_OK);
    assert_int_equal(log.count, 2);
    assert_int_equal(log.rows[1].at, 100);
    assert_string_equal(log.next, "");
    log_clear(&log);
    assert_int_equal(journal_page(reader(fixture), project, "odd.example", 0, 9, &log, NULL),
                     STATUS_OK);
    assert_int_equal(log.count, 2);
    log_clear(&log);
    assert_int_equal(journal_page(reader(fixture), other, NULL, 0, 9, &log, NULL), STATUS_OK);
    assert_int_equal(log.count, 0);
    log_clear(&log);
}

static void a_row_may_have_the_detail_of_an_earlier_one(void **state)
{
    struct fixture *fixture = *state;
    int64_t project = project_make(fixture, "p"), next = 0;
    struct journal_entry entry = {
        .project = project, .who = "tester", .action = "verify", .detail = "{\"spf\":\"pass\"}"};
    struct reply_log log;

    assert_int_equal(journal_next(writer(fixture), &next, NULL), STATUS_OK);
    assert_int_equal(next, 1);
    entries_make(fixture, project);
    assert_int_equal(journal_next(writer(fixture), &entry.id, NULL), STATUS_OK);
    assert_int_equal(entry.id, 6);
    assert_int_equal(journal_add(writer(fixture), &entry, NULL), STATUS_OK);
    entry = (struct journal_entry){.project = project,
                                   .who = "tester",
                                   .action = "verify",
                                   .detail = "not kept",
                                   .same_as = entry.id};
    assert_int_equal(journal_add(writer(fixture), &entry, NULL), STATUS_OK);
    assert_int_equal(journal_page(reader(fixture), project, NULL, 0, 2, &log, NULL), STATUS_OK);
    assert_int_equal(log.rows[0].id, 7);
    assert_string_equal(log.rows[0].detail, "{\"spf\":\"pass\"}");
    assert_string_equal(log.rows[1].detail, "{\"spf\":\"pass\"}");
    log_clear(&log);
}

static void it_only_grows(void **state)
{
    struct fixture *fixture = *state;
    int64_t count = 0;

    entries_make(fixture, project_make(fixture, "p"));
    assert_int_not_equal(sql_script(writer(fixture), "DELETE FROM journal", NULL), STATUS_OK);
    assert_int_not_equal(sql_script(writer(fixture), "UPDATE journal SET who = 'me'", NULL),
                         STATUS_OK);
    assert_int_equal(sql_number(reader(fixture),
                                "SELECT count(*) FROM journal WHERE who = 'tester'", SQL_NOTHING,
                                &count, NULL),
                     STATUS_OK);
    assert_int_equal(count, 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_STORE(newest_first_page_by_page),
        IN_STORE(a_row_may_have_the_detail_of_an_earlier_one),
        IN_STORE(it_only_grows),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
