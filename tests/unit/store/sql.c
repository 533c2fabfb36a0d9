// SPDX-License-Identifier: MIT
#include "store/sql.h"

#include "tests/unit/store/fixture.h"

static void values_come_back(void **state)
{
    struct fixture *fixture = *state;
    struct sql_rows rows;
    size_t length = 0;

    sql_open(writer(fixture), "SELECT ?1, ?2, ?3, ?4",
             SQL_VALUES(SQL_INT(INT64_MIN), SQL_TEXT("text"), SQL_BLOB("b\0b", 3),
                        (struct sql_value){0}),
             &rows);
    assert_true(sql_next(&rows));
    assert_true(sql_int(&rows, 0) == INT64_MIN);
    assert_string_equal(sql_text(&rows, 1), "text");
    assert_memory_equal(sql_blob(&rows, 2, &length), "b\0b", 3);
    assert_int_equal(length, 3);
    assert_null(sql_text(&rows, 3));
    assert_false(sql_next(&rows));
    assert_int_equal(sql_close(&rows, NULL), STATUS_OK);
}

static void no_row_is_missing(void **state)
{
    struct fixture *fixture = *state;
    struct fault fault = {0};
    int64_t number = 42;

    assert_int_equal(
        sql_number(reader(fixture), "SELECT id FROM project", SQL_NOTHING, &number, &fault),
        STATUS_MISSING);
    assert_int_equal(number, 42);
    assert_int_equal(fault.status, STATUS_OK);
}

static void the_reader_cannot_write(void **state)
{
    struct fixture *fixture = *state;
    struct fault fault = {0};

    assert_int_equal(sql_script(reader(fixture), "DELETE FROM project", &fault), STATUS_IO);
    assert_string_equal(fault.code, "store-read-only");
    assert_non_null(strstr(fault.message, "vouch.db"));
}

static void bad_sql_is_ours(void **state)
{
    struct fixture *fixture = *state;
    struct fault fault = {0};

    assert_int_equal(sql_run(reader(fixture), "SELECT nothing", SQL_NOTHING, &fault),
                     STATUS_INTERNAL);
    assert_string_equal(fault.code, "store-internal");
}

static void long_questions_are_given_up(void **state)
{
    static const char endless[] = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
                                  " SELECT count(*) FROM n";
    struct fixture *fixture = *state;
    struct fault fault = {0};
    int64_t number;

    db_budget(reader(fixture), 20);
    assert_int_equal(sql_number(reader(fixture), endless, SQL_NOTHING, &number, &fault),
                     STATUS_BUSY);
    assert_string_equal(fault.code, "query-too-long");
    db_budget(reader(fixture), 0);
    assert_int_equal(sql_number(reader(fixture), "SELECT 7", SQL_NOTHING, &number, NULL),
                     STATUS_OK);
    assert_int_equal(number, 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_STORE(values_come_back),
        IN_STORE(no_row_is_missing),
        IN_STORE(the_reader_cannot_write),
        IN_STORE(bad_sql_is_ours),
        IN_STORE(long_questions_are_given_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
