// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "tests/unit/wire/expect.h"

static struct reply job_of(enum job_kind kind, struct job_result **results, size_t count)
{
    struct reply reply = reply_of(REPLY_JOB);
    struct reply_job *job = &reply.as.job;

    strcpy(job->id, "b7720d1c-1111-4222-8333-444455556666");
    job->kind = kind;
    job->state = JOB_RUNNING;
    job->total = 40;
    job->done = (int64_t)count;
    job->created_at = 1790917331000;
    job->results = *results = mem_array(count, sizeof **results);
    job->count = count;
    return reply;
}

static void an_import_says_what_came_of_each_line(void **state)
{
    struct job_result *results;
    struct reply reply = job_of(JOB_IMPORT, &results, 2);

    (void)state;
    results[0].line = 3;
    results[0].written = mem_text("https://Shop.example/");
    strcpy(results[0].name, "shop.example");
    strcpy(results[0].result, "new");
    results[1].line = 4;
    results[1].written = mem_text("\033]0;x");
    strcpy(results[1].result, "invalid");
    results[1].message = mem_text("no");
    strcpy(reply.as.job.next, "4");
    expect_lines("job-import.json", &reply);
}

static void a_verification_says_what_was_seen(void **state)
{
    struct job_result *results;
    struct reply reply = job_of(JOB_VERIFY, &results, 3);

    (void)state;
    strcpy(results[0].name, "shop.example");
    strcpy(results[0].result, "fail");
    results[0].looked = 1u << RECORD_TOKEN | 1u << RECORD_SPF;
    results[0].status[RECORD_SPF] = CHECK_FAIL;
    results[0].codes = mem_text("spf-none host-doubled");
    strcpy(results[1].name, "crm.example");
    strcpy(results[1].result, "error");
    strcpy(results[1].code, "no-such-domain");
    results[1].message = mem_text("it is gone");
    strcpy(results[2].name, "one.example");
    strcpy(results[2].result, "pass");
    results[2].codes = mem_text("");
    results[2].check = mem_text("{\"domain\":\"one.example\"}");
    reply.as.job.state = JOB_DONE;
    reply.as.job.ended_at = 1790917332000;
    expect_lines("job-verify.json", &reply);
}

static void copies_and_keys_are_told(void **state)
{
    struct reply reply = reply_of(REPLY_BACKUP);

    (void)state;
    reply.as.backup = (struct reply_backup){
        .file = mem_text("/b/vouch.db"), .bytes = 4096, .domains = 3, .projects = 1, .schema = 2};
    expect_lines("backup.json", &reply);
    reply = reply_of(REPLY_ROTATION);
    reply.as.rotation = (struct reply_rotation){mem_text("/s/master.key"), 4, 1};
    expect_lines("rotation.json", &reply);
}

static void what_was_spelt_is_given_again(void **state)
{
    struct reply reply = reply_of(REPLY_SPELT);

    (void)state;
    reply.as.spelt.text = mem_text("{\"token\":\"ncp-verify=abc\"}\n");
    expect_lines("token.json", &reply);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_import_says_what_came_of_each_line),
        cmocka_unit_test(a_verification_says_what_was_seen),
        cmocka_unit_test(copies_and_keys_are_told),
        cmocka_unit_test(what_was_spelt_is_given_again),
    };

    return cmocka_run_group_tests_name("wire/job", tests, open_wire, NULL);
}
