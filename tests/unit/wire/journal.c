// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "tests/unit/wire/expect.h"

static void details_are_json_or_text(void **state)
{
    struct reply reply = reply_of(REPLY_LOG);
    struct log_row *rows = mem_array(3, sizeof *rows);

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        rows[i].at = 1790917331000;
        strcpy(rows[i].who, "admin");
        strcpy(rows[i].action, "verify");
    }
    strcpy(rows[0].domain, "shop.example");
    rows[0].detail = mem_text("{\"seen\":[1]}");
    rows[1].detail = mem_text("not json \"");
    reply.as.log.rows = rows;
    reply.as.log.count = 3;
    expect_lines("log.json", &reply);
}

static void import_rows_say_their_result(void **state)
{
    struct reply reply = reply_of(REPLY_IMPORT);
    struct import_row *rows = mem_array(2, sizeof *rows);

    (void)state;
    rows[0].line = 3;
    rows[0].written = mem_text("https://Shop.example/");
    strcpy(rows[0].name, "shop.example");
    strcpy(rows[0].result, "new");
    rows[1].line = 4;
    rows[1].written = mem_text("\033]0;x");
    strcpy(rows[1].result, "invalid");
    rows[1].message = mem_text("no");
    reply.as.import.rows = rows;
    reply.as.import.count = 2;
    expect_lines("import.json", &reply);
}

static void projects_and_keys(void **state)
{
    struct reply reply = reply_of(REPLY_PROJECT);

    (void)state;
    strcpy(reply.as.project.name, "crm");
    strcpy(reply.as.project.key, "b7720d1c-1111-4222-8333-444455556666");
    expect_lines("project.json", &reply);
    reply = reply_of(REPLY_PROJECTS);
    reply.as.projects.items = mem_array(1, sizeof(struct project));
    reply.as.projects.count = 1;
    strcpy(reply.as.projects.items[0].name, "crm");
    expect_lines("projects.json", &reply);
    reply = reply_of(REPLY_TOKEN);
    strcpy(reply.as.token, "ncp-verify=abc");
    expect_lines("token.json", &reply);
    reply = reply_of(REPLY_KEY);
    reply.as.key = mem_text("-----BEGIN PRIVATE KEY-----\n");
    expect_lines("key.json", &reply);
}

static void a_secret_is_shown_when_it_is_made(void **state)
{
    struct reply reply = reply_of(REPLY_CREDENTIALS);
    struct credential *items = mem_array(2, sizeof *items);

    (void)state;
    strcpy(items[0].access_key, "AK1");
    strcpy(items[0].secret_key, "SK1");
    strcpy(items[1].access_key, "AK2");
    items[1].read_only = true;
    items[1].created_at = 1790917331000;
    reply.as.credentials.items = items;
    reply.as.credentials.count = 2;
    expect_lines("credentials.json", &reply);
}

static void a_doctor_advises(void **state)
{
    struct reply reply = reply_of(REPLY_DOCTOR);
    struct doctor_line *lines = mem_array(1, sizeof *lines);

    (void)state;
    strcpy(lines[0].what, "resolver");
    lines[0].text = mem_text("silent");
    lines[0].advice = mem_text("name one");
    reply.as.doctor.lines = lines;
    reply.as.doctor.count = 1;
    expect_lines("doctor.json", &reply);
}

/* Clears the reply. */
static void expect_answer(const char *wanted, struct reply *reply)
{
    struct buffer line = {0};

    wire_answer_line(reply, &line);
    assert_string_equal(buffer_text(&line), wanted);
    buffer_clear(&line);
    reply_clear(reply);
}

static void an_answer_is_one_object(void **state)
{
    struct reply reply = reply_of(REPLY_NOTHING);

    (void)state;
    expect_answer("{}\n", &reply);
    reply = reply_of(REPLY_TOKEN);
    strcpy(reply.as.token, "ncp-verify=abc");
    expect_answer("{\"token\":\"ncp-verify=abc\"}\n", &reply);
    reply = reply_of(REPLY_LOG);
    expect_answer("{\"log\":[],\"next\":null}\n", &reply);
    reply = reply_of(REPLY_DOMAINS);
    reply.as.domains.counts = (struct domain_counts){5, 4, 3, 2, 1};
    strcpy(reply.as.domains.next, "0:a.example");
    expect_answer("{\"domains\":[],\"next\":\"0:a.example\",\"counts\":{\"all\":5,\"attention\":4,"
                  "\"waiting\":3,\"in_use\":2,\"shared_in\":1}}\n",
                  &reply);
}

static void a_key_just_made_is_answered_alone(void **state)
{
    struct reply reply = reply_of(REPLY_CREDENTIALS);

    (void)state;
    reply.as.credentials.items = mem_array(1, sizeof(struct credential));
    reply.as.credentials.count = 1;
    strcpy(reply.as.credentials.items[0].access_key, "k");
    strcpy(reply.as.credentials.items[0].secret_key, "s");
    expect_answer("{\"access_key\":\"k\",\"secret_key\":\"s\"}\n", &reply);
    reply = reply_of(REPLY_CREDENTIALS);
    reply.as.credentials.items = mem_array(1, sizeof(struct credential));
    reply.as.credentials.count = 1;
    strcpy(reply.as.credentials.items[0].access_key, "k");
    expect_answer(
        "{\"credentials\":[{\"access_key\":\"k\",\"may\":\"manage\",\"created_at\":null}]}\n",
        &reply);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_answer_is_one_object),
        cmocka_unit_test(a_key_just_made_is_answered_alone),
        cmocka_unit_test(details_are_json_or_text),
        cmocka_unit_test(import_rows_say_their_result),
        cmocka_unit_test(projects_and_keys),
        cmocka_unit_test(a_secret_is_shown_when_it_is_made),
        cmocka_unit_test(a_doctor_advises),
    };

    return cmocka_run_group_tests_name("wire/journal", tests, open_wire, NULL);
}
