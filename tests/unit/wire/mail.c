// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "tests/unit/wire/expect.h"

static void an_evaluation_explains_a_fail(void **state)
{
    struct reply reply = reply_of(REPLY_SPF_EVAL);

    (void)state;
    reply.as.spf_eval.result = SPF_RESULT_FAIL;
    buffer_add_text(&reply.as.spf_eval.explanation, "not us");
    expect_lines("spf-eval.json", &reply);
    reply.kind = REPLY_SPF_EVAL;
    reply.as.spf_eval.result = SPF_RESULT_PASS;
    expect_lines("spf-eval-pass.json", &reply);
}

static void a_lint_has_its_tree(void **state)
{
    struct reply reply = reply_of(REPLY_SPF_LINT);
    struct spf_lint *lint = &reply.as.spf_lint.lint;
    struct book *book = book_new();
    struct name name;

    (void)state;
    assert_true(name_parse("shop.example", &name));
    assert_true(spf_lint_text(book, &name, "v=spf1 ip4:192.0.2.1 bad!term -all", NULL, lint));
    finding_add(&reply.as.spf_lint.flags, CODE_SPF_SYNTAX, AREA_SPF, &name);
    expect_lines("spf-lint.json", &reply);
    book_free(book);
}

static void a_merge_has_both_sides(void **state)
{
    struct reply reply = reply_of(REPLY_SPF_MERGE);
    struct reply_spf_merge *merge = &reply.as.spf_merge;

    (void)state;
    merge->records = mem_array(1, sizeof(char *));
    merge->records[0] = mem_text("v=spf1 mx -all");
    merge->record_count = 1;
    merge->merged = mem_text("v=spf1 mx include:email.ncloud.com -all");
    merge->lookups_before = 1;
    merge->lookups = 2;
    expect_lines("spf-merge.json", &reply);
}

static void a_key_lint_matches_or_not(void **state)
{
    struct reply reply = reply_of(REPLY_DKIM_LINT);

    (void)state;
    reply.as.dkim_lint =
        (struct reply_dkim_lint){.verdict = "ok", .k = "rsa", .bits = 2048, .match = 1};
    expect_lines("dkim-lint.json", &reply);
    reply.kind = REPLY_DKIM_LINT;
    reply.as.dkim_lint =
        (struct reply_dkim_lint){.verdict = "none", .reason = DKIM_REASON_NXDOMAIN, .match = -1};
    expect_lines("dkim-lint-none.json", &reply);
}

static void a_policy_is_read_or_null(void **state)
{
    static const char record[] = "v=DMARC1; p=reject; rua=mailto:a@b.example!10m; adkim=s";
    struct reply reply = reply_of(REPLY_DMARC_LINT);

    (void)state;
    reply.as.dmarc_lint.verdict = "valid";
    reply.as.dmarc_lint.clean = true;
    dmarc_parse(record, strlen(record), &reply.as.dmarc_lint.record);
    expect_lines("dmarc-lint.json", &reply);
    reply.kind = REPLY_DMARC_LINT;
    reply.as.dmarc_lint.verdict = "none";
    expect_lines("dmarc-lint-none.json", &reply);
}

static void a_walk_says_what_it_asked(void **state)
{
    struct reply reply = reply_of(REPLY_DMARC_DISCOVER);
    struct dmarc_walk *walk = &reply.as.dmarc_walk;

    (void)state;
    assert_true(name_parse("example", &walk->org_domain));
    walk->queries = mem_array(1, sizeof *walk->queries);
    assert_true(name_parse("_dmarc.example", &walk->queries[0]));
    walk->query_count = 1;
    expect_lines("dmarc-discover-none.json", &reply);
    reply.kind = REPLY_DMARC_DISCOVER;
    walk->has_policy = true;
    walk->effective = DMARC_POLICY_QUARANTINE;
    assert_true(name_parse("example", &walk->policy_domain));
    expect_lines("dmarc-discover.json", &reply);
    reply.kind = REPLY_DMARC_DISCOVER;
    walk->temperror = true;
    expect_lines("dmarc-discover-temp.json", &reply);
}

static void destinations_are_members(void **state)
{
    struct reply reply = reply_of(REPLY_DMARC_REPORTS);

    (void)state;
    reply.as.dmarc_reports.items = mem_array(1, sizeof *reply.as.dmarc_reports.items);
    reply.as.dmarc_reports.count = 1;
    reply.as.dmarc_reports.items[0].uri = mem_text("mailto:a@b.example");
    reply.as.dmarc_reports.items[0].consent = "authorized";
    expect_lines("dmarc-reports.json", &reply);
    reply = reply_of(REPLY_DMARC_BUILD);
    reply.as.text = mem_text("v=DMARC1; p=none");
    expect_lines("dmarc-build.json", &reply);
}

static void results_keep_their_order(void **state)
{
    static const char body[] = "mx.example 1; spf=pass smtp.mailfrom=a@b.example;"
                               " dkim=fail (bad) reason=\"no key\" header.d=b.example";
    struct reply reply = reply_of(REPLY_AUTHRES);

    (void)state;
    assert_int_equal(authres_parse(body, strlen(body), &reply.as.authres, NULL), STATUS_OK);
    expect_lines("authres.json", &reply);
}

static void a_reading_is_null_where_nobody_says(void **state)
{
    struct reply reply = reply_of(REPLY_AUTHRES_MESSAGE);

    (void)state;
    reply.as.authres_message.reading = mem_new(sizeof(struct authres_reading));
    strcpy(reply.as.authres_message.reading->spf, "pass");
    reply.as.authres_message.reading->spf_aligned = true;
    finding_add(&reply.as.authres_message.flags, CODE_AR_NONE, AREA_MAIL, NULL);
    expect_lines("authres-message.json", &reply);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_evaluation_explains_a_fail),
        cmocka_unit_test(a_lint_has_its_tree),
        cmocka_unit_test(a_merge_has_both_sides),
        cmocka_unit_test(a_key_lint_matches_or_not),
        cmocka_unit_test(a_policy_is_read_or_null),
        cmocka_unit_test(a_walk_says_what_it_asked),
        cmocka_unit_test(destinations_are_members),
        cmocka_unit_test(results_keep_their_order),
        cmocka_unit_test(a_reading_is_null_where_nobody_says),
    };

    return cmocka_run_group_tests_name("wire/mail", tests, open_wire, NULL);
}
