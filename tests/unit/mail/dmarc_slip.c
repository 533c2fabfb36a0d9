// SPDX-License-Identifier: MIT
#include "mail/dmarc_slip.h"

#include "base/text.h"
#include "tests/support/rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static void check_slip(const struct row *row, void *arg)
{
    const char *bytes = row->cells[2], *found;
    size_t n = row->lengths[2];
    char start[DMARC_SLIP_PART] = "", separator[2] = "";
    bool version = dmarc_version_slip(bytes, n, start);
    bool separates = dmarc_separator_slip(bytes, n, separator);

    (void)arg;
    assert_false(version && separates);
    found = version ? "version" : separates ? "separator" : txt_kind_name(dmarc_foreign(bytes, n));
    if (strcmp(found, row->cells[0]) != 0 || strcmp(version     ? start
                                                    : separates ? separator
                                                                : "",
                                                    row->cells[1]) != 0) {
        fail_msg("line %zu: have %s, \"%s%s\"", row->line, found, start, separator);
    }
    assert_int_equal(dmarc_version_slip(bytes, n, NULL), version);
}

static void finds_slips_of_the_pen(void **state)
{
    (void)state;
    rows_each("tests/data/mail/dmarc_slip.tsv", check_slip, NULL);
}

static bool begins(const char *text)
{
    return dmarc_tag_begins(text, strlen(text));
}

static void sees_where_tags_begin(void **state)
{
    (void)state;
    assert_true(begins("p=none"));
    assert_true(begins(" \tADKIM = s"));
    assert_true(begins("psd=y"));
    assert_false(begins("p none"));
    assert_false(begins("p"));
    assert_false(begins("x=1"));
    assert_false(begins(""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_slips_of_the_pen),
        cmocka_unit_test(sees_where_tags_begin),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
