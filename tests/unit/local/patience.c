// SPDX-License-Identifier: MIT
#include "local/patience.h"

#include "tests/unit/local/fixture.h"

static const struct published nothing;

/* An imported domain whose key is made first, which takes longer than a millisecond. */
static void ask_impatiently(struct fixture *fixture, char id[JOB_ID])
{
    DONE(ask(fixture, VERB_DOMAINS_IMPORT, "row", "1\tshop.example\t\t\t", NULL));
    fixture->idempotency = "key-1";
    DONE(ask(fixture, VERB_DOMAINS_VERIFY, "domain", "shop.example", "patience", "1", NULL));
    assert_int_equal(fixture->reply.kind, REPLY_JOB);
    assert_true(fixture->reply.accepted);
    assert_int_equal(fixture->reply.as.job.state, JOB_RUNNING);
    text_copy(id, JOB_ID, fixture->reply.as.job.id);
}

static const struct reply_job *until_done(struct fixture *fixture, const char *id)
{
    fixture->idempotency = NULL;
    for (;;) {
        DONE(ask(fixture, VERB_JOB_SHOW, "id", id, NULL));
        if (job_is_over(fixture->reply.as.job.state)) {
            return &fixture->reply.as.job;
        }
        (void)loop_turn(fixture->loop, true);
    }
}

static size_t verified_in_log(struct fixture *fixture)
{
    size_t count = 0;

    DONE(ask(fixture, VERB_DOMAINS_LOG, NULL));
    for (size_t i = 0; i < fixture->reply.as.log.count; i++) {
        count += text_equal(fixture->reply.as.log.rows[i].action, "verify");
    }
    return count;
}

static void what_takes_long_goes_on_as_a_job(void **state)
{
    struct fixture *fixture = *state;
    const struct reply_job *job;
    char id[JOB_ID];

    ask_impatiently(fixture, id);
    DONE(ask(fixture, VERB_DOMAINS_VERIFY, "domain", "shop.example", "patience", "1", NULL));
    assert_int_equal(fixture->reply.kind, REPLY_SPELT); /* the same answer, no other job */
    job = until_done(fixture, id);
    assert_int_equal(job->total, 1);
    assert_int_equal(job->count, 1);
    assert_string_equal(job->results[0].name, "shop.example");
    assert_string_equal(job->results[0].result, "fail");
    assert_non_null(job->results[0].check);
    assert_int_equal(verified_in_log(fixture), 1);
    assert_int_equal(shown(fixture)->checked_at, fixture->clock.fixed_ms);
}

static void a_restart_takes_it_up(void **state)
{
    struct fixture *fixture = *state;
    char id[JOB_ID];

    ask_impatiently(fixture, id);
    fixture->schedule = true;
    world(fixture, &nothing);
    assert_string_equal(until_done(fixture, id)->results[0].result, "fail");
    assert_int_equal(verified_in_log(fixture), 1);
}

static void a_refusal_is_its_result(void **state)
{
    struct fixture *fixture = *state;
    const struct reply_job *job;
    char id[JOB_ID];

    ask_impatiently(fixture, id);
    fixture->idempotency = NULL;
    DONE(ask(fixture, VERB_DOMAINS_DELETE, "domain", "shop.example", NULL));
    job = until_done(fixture, id);
    assert_string_equal(job->results[0].result, "error");
    assert_string_equal(job->results[0].code, "no-such-domain");
    assert_non_null(job->results[0].message);
}

static void who_has_patience_gets_the_check(void **state)
{
    struct fixture *fixture = *state;

    domain_free(registered(fixture));
    DONE(ask(fixture, VERB_DOMAINS_VERIFY, "domain", "shop.example", "patience", "60000", NULL));
    assert_int_equal(fixture->reply.kind, REPLY_CHECK);
    DONE(ask(fixture, VERB_DOMAINS_VERIFY, "domain", "shop.example", NULL));
    assert_int_equal(fixture->reply.kind, REPLY_CHECK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_ENGINE(what_takes_long_goes_on_as_a_job),
        IN_ENGINE(a_restart_takes_it_up),
        IN_ENGINE(a_refusal_is_its_result),
        IN_ENGINE(who_has_patience_gets_the_check),
    };

    return cmocka_run_group_tests_name("local/patience", tests, NULL, NULL);
}
