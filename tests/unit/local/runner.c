// SPDX-License-Identifier: MIT
#include "local/runner.h"

#include "tests/unit/local/fixture.h"

static const struct published nothing;

/* Registers shop.example and more names, as a list would. */
static void registered_many(struct fixture *fixture, int count)
{
    struct buffer list = {0};

    for (int i = 0; i < count; i++) {
        buffer_printf(&list, "d%03d.example\n", i);
    }
    DONE(ask(fixture, VERB_IMPORT, "file", buffer_text(&list), NULL));
    buffer_clear(&list);
}

static const struct reply_job *job_shown(struct fixture *fixture, const char *id)
{
    DONE(ask(fixture, VERB_JOB_SHOW, "id", id, NULL));
    assert_int_equal(fixture->reply.kind, REPLY_JOB);
    return &fixture->reply.as.job;
}

static void until_over(struct fixture *fixture, const char *id)
{
    while (!job_is_over(job_shown(fixture, id)->state)) {
        (void)loop_turn(fixture->loop, true);
    }
}

static void job_id(struct fixture *fixture, char out[JOB_ID])
{
    assert_true(fixture->reply.accepted);
    assert_int_equal(fixture->reply.kind, REPLY_JOB);
    text_copy(out, JOB_ID, fixture->reply.as.job.id);
}

static int64_t listed(struct fixture *fixture)
{
    DONE(ask(fixture, VERB_DOMAINS_LIST, NULL));
    return fixture->reply.as.domains.counts.all;
}

static size_t logged(struct fixture *fixture, const char *action)
{
    size_t count = 0;

    DONE(ask(fixture, VERB_DOMAINS_LOG, "limit", "100000", NULL));
    for (size_t i = 0; i < fixture->reply.as.log.count; i++) {
        count += text_equal(fixture->reply.as.log.rows[i].action, action);
    }
    return count;
}

static void result_is(const struct reply_job *job, size_t i, int64_t line, const char *written,
                      const char *result)
{
    assert_true(i < job->count);
    assert_int_equal(job->results[i].line, line);
    assert_string_equal(job->results[i].written, written);
    assert_string_equal(job->results[i].result, result);
}

static void a_list_is_registered(void **state)
{
    struct fixture *fixture = *state;
    const struct reply_job *job;
    char id[JOB_ID];

    DONE(ask(fixture, VERB_IMPORT, "file",
             "# ours\nenv,domain\npublic,one.example\r\n\npublic,Two.Example.\npublic,ONE.example\n"
             "public,mail.naver.com\npublic,localhost",
             NULL));
    job_id(fixture, id);
    until_over(fixture, id);
    job = job_shown(fixture, id);
    assert_int_equal(job->state, JOB_DONE);
    assert_int_equal(job->kind, JOB_IMPORT);
    assert_int_equal(job->total, 5);
    assert_int_equal(job->done, 5);
    assert_int_equal(job->ended_at, fixture->clock.fixed_ms);
    result_is(job, 0, 3, "one.example", "new");
    result_is(job, 1, 5, "Two.Example.", "new");
    result_is(job, 2, 6, "ONE.example", "twice");
    result_is(job, 3, 7, "mail.naver.com", "blocked");
    result_is(job, 4, 8, "localhost", "invalid");
    assert_string_equal(job->results[1].name, "two.example");
    assert_non_null(job->results[3].message);
    assert_string_equal(job->next, "");
    assert_int_equal(listed(fixture), 2);
    assert_int_equal(logged(fixture, "import"), 2);
    assert_int_equal(logged(fixture, "job-import"), 1);
}

/* The header of the first piece is that of all. */
static void a_list_comes_in_pieces(void **state)
{
    struct fixture *fixture = *state;
    const struct reply_job *job;
    char id[JOB_ID];

    DONE(ask(fixture, VERB_IMPORT, "file", "# ours\n\nregion,domain\n", "more", "", NULL));
    job_id(fixture, id);
    DONE(ask(fixture, VERB_IMPORT, "file", "jp,one.example\njp,two.example\n", "job", id, "more",
             "", NULL));
    assert_int_equal(job_shown(fixture, id)->state, JOB_RECEIVING);
    assert_int_equal(listed(fixture), 0);
    DONE(ask(fixture, VERB_IMPORT, "file", "domain,three.example\nkr,domain\n", "job", id, NULL));
    until_over(fixture, id);
    job = job_shown(fixture, id);
    assert_int_equal(job->total, 4);
    result_is(job, 0, 4, "one.example", "new");
    result_is(job, 1, 5, "two.example", "new");
    result_is(job, 2, 6, "three.example", "invalid"); /* "domain" is no region */
    result_is(job, 3, 7, "domain", "invalid");
    REFUSED(ask(fixture, VERB_IMPORT, "file", "x.example", "job", id, NULL), "job-begun");
    REFUSED(ask(fixture, VERB_IMPORT, "file", "x.example", "job", "none", NULL), "no-such-job");
    DONE(ask(fixture, VERB_DOMAINS_SHOW, "domain", "one.example", NULL));
    assert_int_equal(fixture->reply.as.domain->region, REGION_JP);
}

static void a_dry_list_registers_nothing(void **state)
{
    struct fixture *fixture = *state;
    char id[JOB_ID];

    DONE(ask(fixture, VERB_IMPORT, "file", "one.example\none.example\n", "dry-run", "", NULL));
    job_id(fixture, id);
    until_over(fixture, id);
    result_is(job_shown(fixture, id), 0, 1, "one.example", "new");
    result_is(job_shown(fixture, id), 1, 2, "one.example", "twice");
    assert_int_equal(listed(fixture), 0);
    DONE(ask(fixture, VERB_IMPORT, "file", "# nothing\n", NULL));
    assert_int_equal(fixture->reply.as.job.state, JOB_DONE);
}

static void many_are_looked_at(void **state)
{
    struct fixture *fixture = *state;
    struct domain *domain = registered(fixture);
    struct published published = everything(domain);
    const struct reply_job *job;
    char id[JOB_ID];

    registered_many(fixture, 300);
    job_id(fixture, id);
    until_over(fixture, id);
    world(fixture, &published);
    DONE(ask(fixture, VERB_VERIFY_MANY, "only", "token,spf", NULL));
    job_id(fixture, id);
    until_over(fixture, id);
    job = job_shown(fixture, id);
    assert_int_equal(job->state, JOB_DONE);
    assert_int_equal(job->total, 301);
    assert_int_equal(job->done, 301);
    assert_int_equal(job->count, 301);
    assert_string_equal(job->results[0].name, "d000.example");
    assert_string_equal(job->results[0].result, "fail");
    assert_string_equal(job->results[300].name, "shop.example");
    assert_string_equal(job->results[300].result, "pass");
    assert_null(job->results[300].written);
    assert_int_equal(job->results[300].looked, 1u << RECORD_TOKEN | 1u << RECORD_SPF);
    assert_int_equal(state_of(fixture, RECORD_SPF), STATE_VERIFIED);
    assert_int_equal(state_of(fixture, RECORD_DMARC), STATE_UNVERIFIED);
    assert_int_equal(logged(fixture, "verify"), 301);
    domain_free(domain);
}

static void a_filter_narrows_and_pages_go_on(void **state)
{
    struct fixture *fixture = *state;
    const struct reply_job *job;
    char id[JOB_ID], next[24];

    registered_many(fixture, 12);
    job_id(fixture, id);
    until_over(fixture, id);
    REFUSED(ask(fixture, VERB_VERIFY_MANY, "filter", "state:nonsense", NULL), "usage");
    DONE(ask(fixture, VERB_VERIFY_MANY, "filter", "d00*", "only", "token", NULL));
    job_id(fixture, id);
    until_over(fixture, id);
    assert_int_equal(job_shown(fixture, id)->total, 10);
    DONE(ask(fixture, VERB_JOB_SHOW, "id", id, "limit", "6", NULL));
    job = &fixture->reply.as.job;
    assert_int_equal(job->count, 6);
    text_copy(next, sizeof next, job->next);
    DONE(ask(fixture, VERB_JOB_SHOW, "id", id, "limit", "6", "after", next, NULL));
    job = &fixture->reply.as.job;
    assert_int_equal(job->count, 4);
    assert_string_equal(job->results[0].name, "d006.example");
    assert_string_equal(job->next, "");
    REFUSED(ask(fixture, VERB_JOB_SHOW, "id", id, "after", "x", NULL), "usage");
    DONE(ask(fixture, VERB_VERIFY_MANY, "filter", "nobody.example", NULL));
    job_id(fixture, id);
    until_over(fixture, id);
    assert_int_equal(job_shown(fixture, id)->total, 0);
    assert_int_equal(job_shown(fixture, id)->state, JOB_DONE);
}

static int64_t items_done(struct fixture *fixture, const char *const ids[2])
{
    return job_shown(fixture, ids[0])->done + job_shown(fixture, ids[1])->done;
}

static bool both_are_over(struct fixture *fixture, const char *const ids[2])
{
    return job_is_over(job_shown(fixture, ids[0])->state) &&
           job_is_over(job_shown(fixture, ids[1])->state);
}

/* Works until so many more items are done: however slow the machine, every run does its share. */
static void works_until_more(struct fixture *fixture, const char *const ids[2], int64_t more)
{
    int64_t goal = items_done(fixture, ids) + more;

    while (items_done(fixture, ids) < goal && !both_are_over(fixture, ids)) {
        (void)loop_turn(fixture->loop, true);
    }
}

/* Each run of the program does a little and is gone; nothing is done twice, nothing forgotten. */
static void a_crash_in_the_middle_loses_nothing(void **state)
{
    struct fixture *fixture = *state;
    char import[JOB_ID], verify[JOB_ID];
    const char *const ids[] = {import, verify};
    int runs = 0;

    registered_many(fixture, 400);
    job_id(fixture, import);
    DONE(ask(fixture, VERB_VERIFY_MANY, "only", "token", NULL));
    job_id(fixture, verify);
    for (; !both_are_over(fixture, ids); runs++) {
        world(fixture, &nothing);
        DONE(ask(fixture, VERB_VERIFY_MANY, "filter", "nobody.example", NULL)); /* awake again */
        works_until_more(fixture, ids, runs * 7 % 23);
        for (int turns = 0; turns < runs % 5; turns++) {
            (void)loop_turn(fixture->loop, false);
        }
    }
    assert_true(runs > 3);
    assert_int_equal(job_shown(fixture, import)->done, 400);
    assert_int_equal(listed(fixture), 400);
    assert_int_equal(logged(fixture, "import"), 400);
    assert_int_equal(logged(fixture, "verify"), job_shown(fixture, verify)->total);
    assert_int_equal(job_shown(fixture, verify)->done, job_shown(fixture, verify)->total);
}

static void cancelled_is_cancelled(void **state)
{
    struct fixture *fixture = *state;
    char id[JOB_ID];
    int64_t done;

    registered_many(fixture, 400);
    job_id(fixture, id);
    DONE(ask(fixture, VERB_JOB_CANCEL, "id", id, NULL));
    assert_int_equal(fixture->reply.as.job.state, JOB_CANCELLED);
    done = fixture->reply.as.job.done;
    assert_true(done < 400);
    DONE(ask(fixture, VERB_JOB_CANCEL, "id", id, NULL));
    for (int i = 0; i < 50; i++) {
        (void)loop_turn(fixture->loop, false);
    }
    assert_int_equal(job_shown(fixture, id)->done, done);
    assert_int_equal(listed(fixture), done);
    assert_int_equal(logged(fixture, "job-cancel"), 1);
    DONE(ask(fixture, VERB_VERIFY_MANY, "filter", "nobody.example", NULL));
    job_id(fixture, id);
    until_over(fixture, id);
    REFUSED(ask(fixture, VERB_JOB_CANCEL, "id", id, NULL), "job-done");
}

struct heard {
    int count;
    char id[JOB_ID];
};

static void hear(void *arg, const struct event *event)
{
    struct heard *heard = arg;

    if (event->kind == EVENT_JOB_CHANGED) {
        heard->count++;
        assert_string_equal(event->project, "default");
        text_copy(heard->id, sizeof heard->id, event->job);
    }
}

/* When it begins, when it is over, and between them not at every item. */
static void who_watches_is_told_now_and_then(void **state)
{
    struct fixture *fixture = *state;
    struct heard heard = {0};
    char id[JOB_ID];

    engine_watch(fixture->engine, hear, &heard);
    registered_many(fixture, 1000);
    job_id(fixture, id);
    assert_int_equal(heard.count, 1);
    until_over(fixture, id);
    assert_true(heard.count >= 2 && heard.count < 20);
    assert_string_equal(heard.id, id);
    engine_unwatch(fixture->engine, hear, &heard);
}

static void a_job_is_its_projects(void **state)
{
    struct fixture *fixture = *state;
    char key[37], id[JOB_ID];

    project_make(fixture, "other", key);
    registered_many(fixture, 1);
    job_id(fixture, id);
    fixture->project = "other";
    REFUSED(ask(fixture, VERB_JOB_SHOW, "id", id, NULL), "no-such-job");
    REFUSED(ask(fixture, VERB_JOB_CANCEL, "id", id, NULL), "no-such-job");
}

/* The same list under the same key is one job, in whatever pieces it comes. */
static void a_list_that_comes_twice_is_one_job(void **state)
{
    struct fixture *fixture = *state;
    char id[JOB_ID];

    fixture->idempotency = "key-1";
    DONE(ask(fixture, VERB_IMPORT, "file", "one.example\n", "sha256", "00ff", "more", "", NULL));
    job_id(fixture, id);
    DONE(ask(fixture, VERB_IMPORT, "file", "two.example\n", "sha256", "00ff", "job", id, NULL));
    DONE(ask(fixture, VERB_IMPORT, "file", "one.", "sha256", "00ff", "more", "", NULL));
    assert_int_equal(fixture->reply.kind, REPLY_SPELT);
    assert_true(fixture->reply.accepted);
    REFUSED(ask(fixture, VERB_IMPORT, "file", "one.example\n", "sha256", "00fe", "more", "", NULL),
            "idempotency-key-reused");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_ENGINE(a_list_is_registered),
        IN_ENGINE(a_list_comes_in_pieces),
        IN_ENGINE(a_dry_list_registers_nothing),
        IN_ENGINE(many_are_looked_at),
        IN_ENGINE(a_filter_narrows_and_pages_go_on),
        IN_ENGINE(a_crash_in_the_middle_loses_nothing),
        IN_ENGINE(cancelled_is_cancelled),
        IN_ENGINE(who_watches_is_told_now_and_then),
        IN_ENGINE(a_job_is_its_projects),
        IN_ENGINE(a_list_that_comes_twice_is_one_job),
    };

    return cmocka_run_group_tests_name("local/runner", tests, NULL, NULL);
}
