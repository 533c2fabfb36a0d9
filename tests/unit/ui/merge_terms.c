// SPDX-License-Identifier: MIT
#include "ui/screen/merge_terms.h"

#include "base/status.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char record[] =
    "v=spf1 ip4:192.0.2.10 include:_spf.example.com  mx include:email.ncloud.com ~all";

static void what_is_kept_makes_the_record(void **state)
{
    struct merge_terms terms;
    struct buffer out = {0};

    (void)state;
    merge_terms_read(record, "email.ncloud.com", &terms);
    assert_int_equal(terms.count, 5);
    assert_true(terms.items[3].ours);
    assert_string_equal(terms.items[1].target, "_spf.example.com");
    terms.items[0].dropped = true;
    merge_terms_write(&terms, &out);
    assert_string_equal(buffer_text(&out),
                        "v=spf1 include:_spf.example.com mx include:email.ncloud.com ~all");
    buffer_clear(&out);
}

static void costs_are_counted_once_they_are_known(void **state)
{
    struct merge_terms terms;
    bool known = true;

    (void)state;
    merge_terms_read(record, "email.ncloud.com", &terms);
    assert_int_equal(merge_terms_cost(&terms, &known), 3);
    assert_false(known);
    terms.items[1].inside = 2;
    terms.items[3].inside = 0;
    known = true;
    assert_int_equal(merge_terms_cost(&terms, &known), 5);
    assert_true(known);
}

static void the_end_is_changed_and_told(void **state)
{
    struct merge_terms terms;

    (void)state;
    merge_terms_read(record, NULL, &terms);
    assert_string_equal(merge_terms_all(&terms), "~all");
    assert_true(merge_terms_end(&terms, '-'));
    assert_string_equal(merge_terms_all(&terms), "-all");
    merge_terms_read("v=spf1 mx", NULL, &terms);
    assert_null(merge_terms_all(&terms));
    assert_false(merge_terms_end(&terms, '-'));
}

static void a_term_is_found_whole(void **state)
{
    static const struct {
        const char *term;
        bool there;
    } rows[] = {{"include:_spf.example.com", true},
                {"INCLUDE:_SPF.example.com", true},
                {"include:_spf.example", false},
                {"~all", true},
                {"all", false},
                {"mx", true}};

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_int_equal(merge_has_term(record, rows[i].term), rows[i].there);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_kept_makes_the_record),
        cmocka_unit_test(costs_are_counted_once_they_are_known),
        cmocka_unit_test(the_end_is_changed_and_told),
        cmocka_unit_test(a_term_is_found_whole),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
