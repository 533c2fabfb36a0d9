// SPDX-License-Identifier: MIT
#include "mail/dmarc.h"

#include "tests/support/rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

static const char *const kinds[] = {
    [DMARC_BAD_VERSION] = "bad-version",     [DMARC_NO_P] = "no-p",
    [DMARC_BAD_POLICY] = "bad-policy",       [DMARC_BAD_TAG] = "bad-tag",
    [DMARC_BAD_SEPARATOR] = "bad-separator", [DMARC_BAD_URI] = "bad-uri",
    [DMARC_URI_SIZE] = "uri-size",           [DMARC_REMOVED_TAG] = "removed-tag",
    [DMARC_UNKNOWN_TAG] = "unknown-tag",     [DMARC_DUPLICATE_TAG] = "duplicate-tag",
    [DMARC_P_NOT_SECOND] = "p-not-second",   [DMARC_MIXED_CASE] = "mixed-case",
    [DMARC_BAD_VALUE] = "bad-value",
};
_Static_assert(COUNT(kinds) == DMARC_PROBLEM_COUNT, "every problem has a word here");

enum { COLUMNS = 5 };

static const char *policy(enum dmarc_policy policy)
{
    return policy == DMARC_POLICY_UNSET ? "-" : dmarc_policy_name(policy);
}

static void write_problems(struct buffer *out, const struct dmarc_record *record)
{
    for (size_t i = 0; i < record->problem_count; i++) {
        const struct dmarc_problem *problem = &record->problems[i];

        buffer_printf(out, "%s%s \"%s\"", i > 0 ? "; " : "", kinds[problem->kind], problem->text);
        if (problem->hint[0] != '\0') {
            buffer_printf(out, " > \"%s\"", problem->hint);
        }
    }
}

/* The record as the columns of the file. */
static void write_columns(struct buffer out[COLUMNS], const struct dmarc_record *record)
{
    buffer_add_text(&out[0], record->is_void ? "void" : "");
    buffer_add_text(&out[0], record->usable ? "9989" : "");
    buffer_add_text(&out[0], record->usable && record->usable_7489 ? " " : "");
    buffer_add_text(&out[0], record->usable_7489 ? "7489" : "");
    buffer_printf(&out[1], "%s/%s/%s", policy(record->p), policy(record->sp), policy(record->np));
    buffer_printf(&out[2], "%c %c %c %c %s", record->psd, record->t, record->aspf, record->adkim,
                  record->fo);
    for (size_t i = 0; i < record->rua_count; i++) {
        buffer_printf(&out[3], "%s%s%s", i > 0 ? " " : "", record->rua[i].valid ? "" : "!",
                      record->rua[i].text);
    }
    write_problems(&out[4], record);
}

static void check_record(const struct row *row, void *arg)
{
    struct buffer columns[COLUMNS] = {0};
    struct dmarc_record record;

    (void)arg;
    dmarc_parse(row->cells[5], row->lengths[5], &record);
    write_columns(columns, &record);
    for (size_t i = 0; i < COLUMNS; i++) {
        if (strcmp(buffer_text(&columns[i]), row->cells[i]) != 0) {
            fail_msg("line %zu: have %s", row->line, buffer_text(&columns[i]));
        }
        buffer_clear(&columns[i]);
    }
    dmarc_record_clear(&record);
}

static void reads_records(void **state)
{
    (void)state;
    rows_each("tests/data/mail/dmarc.tsv", check_record, NULL);
}

static void parse(const char *text, struct dmarc_record *out)
{
    dmarc_parse(text, strlen(text), out);
}

static void knows_what_is_clean(void **state)
{
    struct dmarc_record record;

    (void)state;
    parse("V=DMARC1; p=none", &record);
    assert_true(dmarc_is_clean(&record));
    assert_true(dmarc_has_problem(&record, DMARC_MIXED_CASE));
    dmarc_record_clear(&record);
    parse("v=DMARC1; p=none; pct=100", &record);
    assert_false(dmarc_is_clean(&record));
    assert_false(dmarc_has_problem(&record, DMARC_MIXED_CASE));
    dmarc_record_clear(&record);
}

static void reads_p_as_older_receivers_do(void **state)
{
    struct dmarc_record record;

    (void)state;
    parse("v=DMARC1; p=reject", &record);
    assert_int_equal(record.p_7489, DMARC_POLICY_REJECT);
    dmarc_record_clear(&record);
    parse("v=DMARC1; rua=mailto:a@b.example; p=reject", &record);
    assert_int_equal(record.p, DMARC_POLICY_REJECT);
    assert_int_equal(record.p_7489, DMARC_POLICY_NONE);
    assert_true(record.present[DMARC_P] && record.present[DMARC_RUA] && record.present[DMARC_V]);
    assert_false(record.present[DMARC_SP]);
    dmarc_record_clear(&record);
}

static void keeps_failure_report_addresses(void **state)
{
    struct dmarc_record record;

    (void)state;
    parse("v=DMARC1; p=none; ruf=mailto:A@B.example", &record);
    assert_int_equal(record.ruf_count, 1);
    assert_string_equal(record.ruf[0].text, "mailto:A@B.example");
    assert_string_equal(record.ruf[0].host, "b.example");
    assert_int_equal(record.rua_count, 0);
    dmarc_record_clear(&record);
}

/* One more than any bound: tags, problems, addresses. */
static void bounds_what_it_keeps(void **state)
{
    struct buffer text = {0};
    struct dmarc_record record;

    (void)state;
    buffer_add_text(&text, "v=DMARC1; rua=mailto:a@b.example");
    for (int i = 0; i < 100; i++) {
        buffer_add_text(&text, ",x");
    }
    for (int i = 0; i < 100; i++) {
        buffer_add_text(&text, "; y");
    }
    parse(buffer_text(&text), &record);
    assert_int_equal(record.rua_count, 64);
    assert_int_equal(record.problem_count, 64);
    assert_int_equal(record.problems[63].kind, DMARC_NO_P);
    dmarc_record_clear(&record);
    buffer_clear(&text);
}

static void add_txt(struct answers *answers, const char *text)
{
    uint8_t rdata[256];
    size_t n = strlen(text);

    rdata[0] = (uint8_t)n;
    memcpy(rdata + 1, text, n);
    answers_add(answers, RR_TXT, 300, rdata, n + 1);
}

static void selects_records(void **state)
{
    struct answers *answers = answers_new(OUTCOME_FOUND);
    struct buffer text = {0};

    (void)state;
    add_txt(answers, "something else");
    assert_int_equal(dmarc_select(answers, &text), 0);
    add_txt(answers, "v=DMARC1; p=none");
    add_txt(answers, "v=DMARC1x; p=none");
    assert_int_equal(dmarc_select(answers, &text), 1);
    assert_string_equal(buffer_text(&text), "v=DMARC1; p=none");
    add_txt(answers, "v=DMARC1; p=reject");
    assert_int_equal(dmarc_select(answers, NULL), 2);
    buffer_clear(&text);
    answers_free(answers);
}

static void names_policies_and_tags(void **state)
{
    (void)state;
    assert_null(dmarc_policy_name(DMARC_POLICY_UNSET));
    assert_string_equal(dmarc_policy_name(DMARC_POLICY_QUARANTINE), "quarantine");
    assert_string_equal(dmarc_tag_name(DMARC_ADKIM), "adkim");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_records),
        cmocka_unit_test(knows_what_is_clean),
        cmocka_unit_test(reads_p_as_older_receivers_do),
        cmocka_unit_test(keeps_failure_report_addresses),
        cmocka_unit_test(bounds_what_it_keeps),
        cmocka_unit_test(selects_records),
        cmocka_unit_test(names_policies_and_tags),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
