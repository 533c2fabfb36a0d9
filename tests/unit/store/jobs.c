// SPDX-License-Identifier: MIT
#include "store/jobs.h"

#include "store/job_items.h"
#include "store/sql.h"
#include "tests/unit/store/fixture.h"

static struct job_row job_make(const struct fixture *fixture, int64_t project, enum job_state state)
{
    struct job_row row = {.project_id = project,
                          .kind = JOB_VERIFY,
                          .state = state,
                          .filter = mem_text("lost"),
                          .records = 3,
                          .flags = JOB_SOURCE,
                          .created_at = 1000};

    random_uuid(row.key);
    text_copy(row.who, sizeof row.who, "admin");
    assert_int_equal(jobs_add(writer(fixture), &row, NULL), STATUS_OK);
    return row;
}

static void a_job_is_found_by_its_project_alone(void **state)
{
    struct fixture *fixture = *state;
    int64_t project = project_make(fixture, "p"), other = project_make(fixture, "other");
    struct job_row made = job_make(fixture, project, JOB_QUEUED), found;
    struct fault fault = {0};

    assert_int_equal(jobs_find(reader(fixture), project, made.key, &found, NULL), STATUS_OK);
    assert_int_equal(found.id, made.id);
    assert_string_equal(found.project, "p");
    assert_string_equal(found.who, "admin");
    assert_string_equal(found.filter, "lost");
    assert_int_equal(found.records, 3);
    assert_int_equal(found.flags, JOB_SOURCE);
    assert_int_equal(found.state, JOB_QUEUED);
    job_row_clear(&found);
    assert_int_equal(jobs_find(reader(fixture), other, made.key, &found, &fault), STATUS_MISSING);
    assert_string_equal(fault.code, "no-such-job");
    job_row_clear(&made);
}

static void open_jobs_take_turns(void **state)
{
    struct fixture *fixture = *state;
    int64_t project = project_make(fixture, "p");
    struct job_row a = job_make(fixture, project, JOB_QUEUED);
    struct job_row b = job_make(fixture, project, JOB_RUNNING);
    struct job_row over = job_make(fixture, project, JOB_DONE), next;

    assert_int_equal(jobs_next(reader(fixture), 0, &next, NULL), STATUS_OK);
    assert_int_equal(next.id, a.id);
    job_row_clear(&next);
    assert_int_equal(jobs_next(reader(fixture), a.id, &next, NULL), STATUS_OK);
    assert_int_equal(next.id, b.id);
    job_row_clear(&next);
    assert_int_equal(jobs_next(reader(fixture), b.id, &next, NULL), STATUS_OK);
    assert_int_equal(next.id, a.id);
    job_row_clear(&next);
    a.state = b.state = JOB_CANCELLED;
    assert_int_equal(jobs_save(writer(fixture), &a, NULL), STATUS_OK);
    assert_int_equal(jobs_save(writer(fixture), &b, NULL), STATUS_OK);
    assert_int_equal(jobs_next(reader(fixture), 0, &next, NULL), STATUS_MISSING);
    job_row_clear(&a);
    job_row_clear(&b);
    job_row_clear(&over);
}

/* How many calls it took until nothing was left. */
static int prune(struct fixture *fixture, int64_t now)
{
    bool more = true;
    int calls = 0;

    while (more) {
        assert_int_equal(jobs_prune(writer(fixture), now, &more, NULL), STATUS_OK);
        calls++;
    }
    return calls;
}

static void what_is_over_is_forgotten_after_a_week(void **state)
{
    struct fixture *fixture = *state;
    int64_t project = project_make(fixture, "p");
    struct job_row row = job_make(fixture, project, JOB_QUEUED), found;
    char wish[] = "shop.example";
    struct job_item item = {1, wish};

    assert_int_equal(job_items_add(writer(fixture), row.id, &item, NULL), STATUS_OK);
    row.state = JOB_CANCELLED;
    row.ended_at = 2000;
    assert_int_equal(jobs_save(writer(fixture), &row, NULL), STATUS_OK);
    prune(fixture, 1999 + JOB_KEPT_MS);
    assert_int_equal(jobs_find(reader(fixture), project, row.key, &found, NULL), STATUS_OK);
    job_row_clear(&found);
    prune(fixture, 2000 + JOB_KEPT_MS);
    assert_int_equal(jobs_find(reader(fixture), project, row.key, &found, NULL), STATUS_MISSING);
    job_row_clear(&row);
}

static void a_list_that_never_ended_is_forgotten(void **state)
{
    struct fixture *fixture = *state;
    int64_t project = project_make(fixture, "p");
    struct job_row row = job_make(fixture, project, JOB_RECEIVING), found;

    prune(fixture, 1001);
    assert_int_equal(jobs_find(reader(fixture), project, row.key, &found, NULL), STATUS_OK);
    job_row_clear(&found);
    prune(fixture, 1000 + 60 * 60 * 1000);
    assert_int_equal(jobs_find(reader(fixture), project, row.key, &found, NULL), STATUS_MISSING);
    job_row_clear(&row);
}

/* However long it was, a piece a call, and nothing of another job. */
static void a_list_that_was_cut_off_is_forgotten(void **state)
{
    struct fixture *fixture = *state;
    int64_t project = project_make(fixture, "p"), left = -1;
    struct job_row cut = job_make(fixture, project, JOB_RECEIVING), found;
    struct job_row whole = job_make(fixture, project, JOB_QUEUED);
    char wish[] = "shop.example";

    for (int64_t line = 1; line <= 1200; line++) {
        struct job_item item = {line, wish};

        assert_int_equal(job_items_add(writer(fixture), cut.id, &item, NULL), STATUS_OK);
    }
    assert_int_equal(job_items_add(writer(fixture), whole.id, &(struct job_item){1, wish}, NULL),
                     STATUS_OK);
    assert_int_equal(prune(fixture, 1001), 1);
    assert_int_equal(jobs_cut_off(writer(fixture), NULL), STATUS_OK);
    assert_true(prune(fixture, 4000000) > 2);
    assert_int_equal(jobs_find(reader(fixture), project, cut.key, &found, NULL), STATUS_MISSING);
    assert_int_equal(jobs_find(reader(fixture), project, whole.key, &found, NULL), STATUS_OK);
    assert_int_equal(found.created_at, 1000);
    assert_int_equal(
        sql_number(reader(fixture), "SELECT count(*) FROM job_item", SQL_NOTHING, &left, NULL),
        STATUS_OK);
    assert_int_equal(left, 1);
    job_row_clear(&found);
    job_row_clear(&cut);
    job_row_clear(&whole);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_STORE(a_job_is_found_by_its_project_alone),
        IN_STORE(open_jobs_take_turns),
        IN_STORE(what_is_over_is_forgotten_after_a_week),
        IN_STORE(a_list_that_never_ended_is_forgotten),
        IN_STORE(a_list_that_was_cut_off_is_forgotten),
    };

    return cmocka_run_group_tests_name("store/jobs", tests, NULL, NULL);
}
