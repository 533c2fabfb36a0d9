// SPDX-License-Identifier: MIT
#include "mail/spf_merge.h"

#include "tests/support/rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { RECORDS = 8 };

static size_t split(const char *text, struct buffer out[RECORDS])
{
    size_t n = 0;

    while (*text != '\0') {
        size_t length = strcspn(text, "|");

        assert_true(n < RECORDS);
        buffer_add(&out[n++], text, length);
        text += length + (text[length] == '|');
    }
    return n;
}

/* Whatever goes in, one valid record comes out, with one all, at its end, and with ours in it. */
static void check_promises(const struct spf_merge *merge, const char *include)
{
    struct spf *spf = spf_parse(merge->text.bytes, merge->text.length);
    bool ours = include == NULL || strcmp(include, "not a host") == 0;

    assert_true(spf->valid);
    assert_true(spf->count > 0);
    assert_int_equal(spf_all(spf), spf->count - 1);
    assert_true(spf->terms[spf->count - 1].qualifier != '+');
    for (size_t i = 0; i < spf->count; i++) {
        assert_int_not_equal(spf->terms[i].mechanism, SPF_REDIRECT);
        ours =
            ours || (spf_term_includes(&spf->terms[i], include) && spf->terms[i].qualifier == '+');
    }
    assert_true(ours);
    spf_free(spf);
}

static void check_merge(const struct row *row, void *arg)
{
    struct buffer records[RECORDS] = {0};
    struct spf_merge merge;
    const char *include = row->lengths[1] == 0 ? NULL : row->cells[1];
    size_t n = split(row->cells[0], records);

    (void)arg;
    spf_merge(records, n, include, &merge);
    assert_string_equal(merge.text.bytes, row->cells[2]);
    check_promises(&merge, include);
    assert_int_equal(merge.redirect_replaced, strstr(row->cells[3], "redirect") != NULL);
    assert_int_equal(merge.all_softened, strstr(row->cells[3], "softened") != NULL);
    assert_int_equal(merge.plus_all_replaced, strstr(row->cells[3], "plus") != NULL);
    assert_int_equal(merge.terms_dropped, strstr(row->cells[3], "dropped") != NULL);
    spf_merge_clear(&merge);
    for (size_t i = 0; i < n; i++) {
        buffer_clear(&records[i]);
    }
}

static void test_merge(void **state)
{
    (void)state;
    rows_each("tests/data/mail/spf_merge.tsv", check_merge, NULL);
}

static void test_many_terms(void **state)
{
    struct buffer record = {0};
    struct spf_merge merge;

    (void)state;
    buffer_add_text(&record, "v=spf1");
    for (int i = 0; i < 5000; i++) {
        buffer_printf(&record, " a:h%d.example", i);
    }
    spf_merge(&record, 1, "spf.mailer.test", &merge);
    assert_true(merge.terms_dropped);
    check_promises(&merge, "spf.mailer.test");
    spf_merge_clear(&merge);
    buffer_clear(&record);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_merge),
        cmocka_unit_test(test_many_terms),
    };

    return cmocka_run_group_tests_name("spf_merge", tests, NULL, NULL);
}
