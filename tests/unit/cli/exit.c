// SPDX-License-Identifier: MIT
#include "cli/exit.h"

#include "tests/support/rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void one_row(const struct row *row, void *arg)
{
    enum exit_code worst = EXIT_RIGHT;

    (void)arg;
    for (const char *code = row->cells[0]; *code; code++) {
        if (*code != ' ') {
            worst = exit_worse(worst, (enum exit_code)(*code - '0'));
        }
    }
    assert_int_equal(worst, row->cells[1][0] - '0');
}

static void the_worst_of_several_counts(void **state)
{
    (void)state;
    rows_each("tests/data/cli/exit-worse.tsv", one_row, NULL);
}

static enum exit_code dkim(const char *verdict, int match)
{
    struct reply reply = {.kind = REPLY_DKIM_LINT};

    reply.as.dkim_lint = (struct reply_dkim_lint){.verdict = verdict, .match = match};
    return exit_of_reply(&reply);
}

static enum exit_code dmarc(const char *verdict, bool usable)
{
    struct reply reply = {.kind = REPLY_DMARC_LINT};

    reply.as.dmarc_lint.verdict = verdict;
    reply.as.dmarc_lint.record.usable = usable;
    return exit_of_reply(&reply);
}

static enum exit_code spf(enum spf_verdict verdict)
{
    struct reply reply = {.kind = REPLY_SPF_LINT};

    reply.as.spf_lint.lint.verdict = verdict;
    return exit_of_reply(&reply);
}

static void lints_are_right_wrong_or_unsure(void **state)
{
    (void)state;
    assert_int_equal(dkim("ok", -1), EXIT_RIGHT);
    assert_int_equal(dkim("ok", 1), EXIT_RIGHT);
    assert_int_equal(dkim("ok", 0), EXIT_WRONG);
    assert_int_equal(dkim("revoked", -1), EXIT_WRONG);
    assert_int_equal(dkim("temperror", -1), EXIT_UNSURE);
    assert_int_equal(dmarc("valid", true), EXIT_RIGHT);
    assert_int_equal(dmarc("invalid", false), EXIT_WRONG);
    assert_int_equal(dmarc("none", false), EXIT_WRONG);
    assert_int_equal(dmarc("temperror", false), EXIT_UNSURE);
    assert_int_equal(spf(SPF_VERDICT_OK), EXIT_RIGHT);
    assert_int_equal(spf(SPF_VERDICT_MULTIPLE), EXIT_WRONG);
    assert_int_equal(spf(SPF_VERDICT_NONE), EXIT_WRONG);
    assert_int_equal(spf(SPF_VERDICT_TEMPERROR), EXIT_UNSURE);
}

static enum exit_code checked(enum check_status a, enum check_status b, unsigned only)
{
    struct check_result check = {.only = only};
    struct reply reply = {.kind = REPLY_CHECK, .as.check = &check};

    check.records[RECORD_SPF].status = a;
    check.records[RECORD_DMARC].status = b;
    return exit_of_reply(&reply);
}

static void checks_count_what_was_looked_at(void **state)
{
    (void)state;
    assert_int_equal(checked(CHECK_PASS, CHECK_PASS, 0xf), EXIT_RIGHT);
    assert_int_equal(checked(CHECK_TEMP, CHECK_PASS, 0xf), EXIT_UNSURE);
    assert_int_equal(checked(CHECK_TEMP, CHECK_FAIL, 0xf), EXIT_WRONG);
    assert_int_equal(checked(CHECK_PASS, CHECK_FAIL, 1u << RECORD_SPF), EXIT_RIGHT);
}

static void faults_and_other_payloads(void **state)
{
    struct reply reply = {.status = STATUS_MISSING};
    struct import_row rows[2] = {{.result = "here"}, {.result = "new"}};

    (void)state;
    assert_int_equal(exit_of_reply(&reply), EXIT_MISSING);
    reply = (struct reply){.kind = REPLY_IMPORT};
    reply.as.import.rows = rows;
    reply.as.import.count = 2;
    assert_int_equal(exit_of_reply(&reply), EXIT_RIGHT);
    strcpy(rows[1].result, "blocked");
    assert_int_equal(exit_of_reply(&reply), EXIT_REFUSED);
    reply = (struct reply){.kind = REPLY_SPF_EVAL};
    reply.as.spf_eval.result = SPF_RESULT_FAIL;
    assert_int_equal(exit_of_reply(&reply), EXIT_RIGHT);
    reply.as.spf_eval.result = SPF_RESULT_TEMPERROR;
    assert_int_equal(exit_of_reply(&reply), EXIT_UNSURE);
    for (int code = EXIT_RIGHT; code <= EXIT_OURS; code++) {
        assert_non_null(exit_meaning((enum exit_code)code));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_worst_of_several_counts),
        cmocka_unit_test(lints_are_right_wrong_or_unsure),
        cmocka_unit_test(checks_count_what_was_looked_at),
        cmocka_unit_test(faults_and_other_payloads),
    };

    return cmocka_run_group_tests_name("cli/exit", tests, NULL, NULL);
}
