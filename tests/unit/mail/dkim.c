// SPDX-License-Identifier: MIT
#include "mail/dkim.h"

#include "base/text.h"
#include "tests/support/rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

static void flags_text(const struct dkim_record *record, char out[64])
{
    snprintf(out, 64, "%s%s%s%s%s%s", record->has_v ? " v" : "", record->wrapped ? " wrapped" : "",
             record->testing ? " testing" : "", record->strict ? " strict" : "",
             record->key.truncated ? " cut" : "",
             record->key.form == DKIM_KEY_PRIVATE ? " private" : "");
    memmove(out, out + (out[0] == ' '), strlen(out) + (out[0] != ' '));
}

static void check_record(const struct row *row, void *arg)
{
    struct dkim_record record;
    const char *reason;
    char bits[16], flags[64];

    (void)arg;
    dkim_parse(row->cells[5], row->lengths[5], &record);
    reason = dkim_reason_name(record.reason);
    snprintf(bits, sizeof bits, "%u", record.key.bits);
    flags_text(&record, flags);
    if (strcmp(reason ? reason : "", row->cells[0]) != 0 ||
        strcmp(record.problem, row->cells[1]) != 0 || strcmp(record.k, row->cells[2]) != 0 ||
        strcmp(bits, row->cells[3]) != 0 || strcmp(flags, row->cells[4]) != 0) {
        fail_msg("line %zu: have %s, \"%s\", k=%s, %s bits, \"%s\"", row->line,
                 reason ? reason : "-", record.problem, record.k, bits, flags);
    }
    dkim_record_clear(&record);
}

static void reads_records(void **state)
{
    (void)state;
    rows_each("tests/data/mail/dkim.tsv", check_record, NULL);
}

static void keeps_what_is_written(void **state)
{
    static const char text[] = "h=sha256 : sha1; s=email; t=y : s; p=AB CD";
    struct dkim_record record;

    (void)state;
    dkim_parse(text, strlen(text), &record);
    assert_string_equal(record.h, "sha256 : sha1");
    assert_string_equal(record.s, "email");
    assert_string_equal(record.t, "y : s");
    assert_string_equal(buffer_text(&record.p), "ABCD");
    assert_true(record.wrapped);
    dkim_record_clear(&record);
}

static void says_where_base64_breaks(void **state)
{
    static const char text[] = "p=AB CD!EF";
    struct dkim_record record;

    (void)state;
    dkim_parse(text, strlen(text), &record);
    assert_int_equal(record.reason, DKIM_REASON_BASE64);
    assert_int_equal(record.bad_offset, 4);
    assert_string_equal(record.problem, "!");
    dkim_record_clear(&record);
}

static void bounds_the_number_of_tags(void **state)
{
    char text[1024];
    size_t n = 0;
    struct dkim_record record;

    (void)state;
    for (int i = 0; i < 65; i++) {
        n += (size_t)snprintf(text + n, sizeof text - n, "x%d=1;", i);
    }
    dkim_parse(text, n, &record);
    assert_int_equal(record.reason, DKIM_REASON_SYNTAX);
    assert_string_equal(record.problem, "x64=1");
    dkim_record_clear(&record);
}

static void names_every_reason(void **state)
{
    (void)state;
    assert_null(dkim_reason_name(DKIM_REASON_NONE));
    for (enum dkim_reason reason = 1; reason < DKIM_REASON_COUNT; reason++) {
        assert_non_null(dkim_reason_name(reason));
    }
    assert_string_equal(dkim_reason_name(DKIM_REASON_NXDOMAIN), "nxdomain");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_records),
        cmocka_unit_test(keeps_what_is_written),
        cmocka_unit_test(says_where_base64_breaks),
        cmocka_unit_test(bounds_the_number_of_tags),
        cmocka_unit_test(names_every_reason),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
