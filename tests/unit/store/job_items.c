// SPDX-License-Identifier: MIT
#include "store/job_items.h"

#include "store/jobs.h"
#include "tests/unit/store/fixture.h"

#include <stdio.h>

static const struct holder me = {.run = 7, .now = 1000, .until = 2000};
static const struct holder other = {.run = 8, .now = 1000, .until = 2000};

/* A job that runs, with so many items: n1.example, n2.example, ... */
static struct job_row running(const struct fixture *fixture, int64_t count)
{
    struct job_row row = {.project_id = project_make(fixture, "p"),
                          .kind = JOB_VERIFY,
                          .state = JOB_RUNNING,
                          .gathered = true,
                          .total = count};
    char wish[32];

    random_uuid(row.key);
    assert_int_equal(jobs_add(writer(fixture), &row, NULL), STATUS_OK);
    for (int64_t line = 1; line <= count; line++) {
        struct job_item item = {line, wish};

        snprintf(wish, sizeof wish, "n%d.example", (int)line);
        assert_int_equal(job_items_add(writer(fixture), row.id, &item, NULL), STATUS_OK);
    }
    return row;
}

static size_t claimed(const struct fixture *fixture, int64_t job, const struct holder *holder,
                      size_t most, int64_t *first)
{
    struct job_item_list list = {0};
    size_t count;

    assert_int_equal(job_items_claim(writer(fixture), job, holder, most, &list, NULL), STATUS_OK);
    count = list.count;
    *first = count ? list.items[0].line : 0;
    job_item_list_clear(&list);
    return count;
}

static enum status finished(const struct fixture *fixture, int64_t job, const struct holder *holder,
                            int64_t line)
{
    struct job_result result = {.line = line, .result = "pass", .looked = 1u << RECORD_SPF};

    result.status[RECORD_SPF] = CHECK_TEMP;
    result.codes = mem_text("spf-none");
    snprintf(result.name, sizeof result.name, "n%d.example", (int)line);
    enum status status = job_items_finish(writer(fixture), job, holder, &result, NULL);
    job_result_clear(&result);
    return status;
}

static struct job_row job_now(const struct fixture *fixture, const struct job_row *job)
{
    struct job_row now = {0};

    assert_int_equal(jobs_find(reader(fixture), job->project_id, job->key, &now, NULL), STATUS_OK);
    free(now.filter);
    free(now.place);
    now.filter = now.place = NULL;
    return now;
}

static void nobody_takes_what_another_holds(void **state)
{
    struct fixture *fixture = *state;
    struct job_row job = running(fixture, 3);
    struct holder later = me;
    int64_t first;

    assert_int_equal(claimed(fixture, job.id, &me, 2, &first), 2);
    assert_int_equal(first, 1);
    assert_int_equal(claimed(fixture, job.id, &me, 9, &first), 1);
    assert_int_equal(first, 3);
    assert_int_equal(claimed(fixture, job.id, &me, 9, &first), 0);
    later.now = me.until;
    later.until = 9000;
    assert_int_equal(claimed(fixture, job.id, &later, 9, &first), 3); /* it took too long */
}

static void what_another_run_held_is_free(void **state)
{
    struct fixture *fixture = *state;
    struct job_row job = running(fixture, 2);
    int64_t first;

    assert_int_equal(claimed(fixture, job.id, &me, 9, &first), 2);
    assert_int_equal(finished(fixture, job.id, &me, 1), STATUS_OK);
    assert_int_equal(claimed(fixture, job.id, &other, 9, &first), 1);
    assert_int_equal(first, 2);
    assert_int_equal(finished(fixture, job.id, &me, 2), STATUS_CANCELLED);
    assert_int_equal(finished(fixture, job.id, &other, 2), STATUS_OK);
}

static void done_once_and_the_last_ends_the_job(void **state)
{
    struct fixture *fixture = *state;
    struct job_row job = running(fixture, 2);
    int64_t first;

    claimed(fixture, job.id, &me, 9, &first);
    assert_int_equal(finished(fixture, job.id, &me, 1), STATUS_OK);
    assert_int_equal(finished(fixture, job.id, &me, 1), STATUS_CANCELLED);
    assert_int_equal(job_now(fixture, &job).done, 1);
    assert_int_equal(job_now(fixture, &job).state, JOB_RUNNING);
    assert_int_equal(finished(fixture, job.id, &me, 2), STATUS_OK);
    assert_int_equal(job_now(fixture, &job).state, JOB_DONE);
    assert_int_equal(job_now(fixture, &job).ended_at, me.now);
}

static void nothing_is_done_after_a_cancel(void **state)
{
    struct fixture *fixture = *state;
    struct job_row job = running(fixture, 1);
    int64_t first;

    claimed(fixture, job.id, &me, 9, &first);
    job.state = JOB_CANCELLED;
    assert_int_equal(jobs_save(writer(fixture), &job, NULL), STATUS_OK);
    assert_int_equal(finished(fixture, job.id, &me, 1), STATUS_CANCELLED);
    assert_int_equal(job_now(fixture, &job).done, 0);
}

static void results_come_in_pages(void **state)
{
    struct fixture *fixture = *state;
    struct job_row job = running(fixture, 3);
    struct reply_job page = {0};
    int64_t first;

    claimed(fixture, job.id, &me, 9, &first);
    for (int64_t line = 3; line >= 1; line--) {
        assert_int_equal(finished(fixture, job.id, &me, line), STATUS_OK);
    }
    assert_int_equal(job_items_page(reader(fixture), job.id, 0, 2, &page, NULL), STATUS_OK);
    assert_int_equal(page.count, 2);
    assert_string_equal(page.next, "2");
    assert_string_equal(page.results[1].name, "n2.example");
    assert_string_equal(page.results[1].codes, "spf-none");
    assert_int_equal(page.results[1].looked, 1u << RECORD_SPF);
    assert_int_equal(page.results[1].status[RECORD_SPF], CHECK_TEMP);
    for (size_t i = 0; i < page.count; i++) {
        job_result_clear(&page.results[i]);
    }
    free(page.results);
    page = (struct reply_job){0};
    assert_int_equal(job_items_page(reader(fixture), job.id, 2, 2, &page, NULL), STATUS_OK);
    assert_int_equal(page.count, 1);
    assert_string_equal(page.next, "");
    job_result_clear(&page.results[0]);
    free(page.results);
}

static void an_earlier_line_with_the_name_is_known(void **state)
{
    struct fixture *fixture = *state;
    struct job_row job = running(fixture, 3);
    int64_t first, earlier = 0;

    claimed(fixture, job.id, &me, 9, &first);
    assert_int_equal(finished(fixture, job.id, &me, 2), STATUS_OK);
    assert_int_equal(job_items_twice(reader(fixture), job.id, "n2.example", 3, &earlier, NULL),
                     STATUS_OK);
    assert_int_equal(earlier, 2);
    assert_int_equal(job_items_twice(reader(fixture), job.id, "n2.example", 2, &earlier, NULL),
                     STATUS_MISSING);
    assert_int_equal(job_items_twice(reader(fixture), job.id, "n3.example", 9, &earlier, NULL),
                     STATUS_MISSING);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_STORE(nobody_takes_what_another_holds),
        IN_STORE(what_another_run_held_is_free),
        IN_STORE(done_once_and_the_last_ends_the_job),
        IN_STORE(nothing_is_done_after_a_cancel),
        IN_STORE(results_come_in_pages),
        IN_STORE(an_earlier_line_with_the_name_is_known),
    };

    return cmocka_run_group_tests_name("store/job_items", tests, NULL, NULL);
}
