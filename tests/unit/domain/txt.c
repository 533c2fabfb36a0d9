// SPDX-License-Identifier: MIT
#include "domain/txt.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static struct answers *answers_of(const char *a, const char *b)
{
    struct answers *answers = answers_new(OUTCOME_FOUND);

    answers_add(answers, RR_TXT, 60, (const uint8_t *)a, strlen(a));
    answers_add(answers, RR_TXT, 60, (const uint8_t *)b, strlen(b));
    return answers;
}

static bool equal(struct answers *a, struct answers *b)
{
    struct txt left, right;
    bool same;

    txt_read(a, &left);
    txt_read(b, &right);
    same = txt_equal(&left, &right);
    txt_clear(&left);
    txt_clear(&right);
    answers_free(a);
    answers_free(b);
    return same;
}

static void strings_are_joined(void **state)
{
    struct answers *answers = answers_of("\2ab\1c", "\1d");
    struct txt txt;

    (void)state;
    txt_read(answers, &txt);
    assert_int_equal(txt.count, 2);
    assert_string_equal(txt.items[0].text, "abc");
    assert_string_equal(txt.items[1].text, "d");
    assert_int_equal(txt_wire_size(answers), 12 + 2 * 12 + 5 + 2);
    txt_clear(&txt);
    answers_free(answers);
}

static void many_values_stay_where_they_are(void **state)
{
    struct answers *answers = answers_new(OUTCOME_FOUND);
    struct txt txt;

    (void)state;
    for (int i = 0; i < 40; i++) {
        const char *bytes = i % 2 ? "\3abc" : "\2ab\1c";

        answers_add(answers, RR_TXT, 60, (const uint8_t *)bytes, strlen(bytes));
    }
    answers_add(answers, RR_TXT, 60, (const uint8_t *)"", 0);
    answers_add(answers, RR_TXT, 60, (const uint8_t *)"\1x\0", 3);
    txt_read(answers, &txt);
    assert_int_equal(txt.count, 42);
    for (int i = 0; i < 40; i++) {
        assert_int_equal(txt.items[i].length, 3);
        assert_string_equal(txt.items[i].text, "abc");
    }
    assert_string_equal(txt.items[40].text, "");
    assert_string_equal(txt.items[41].text, "x");
    txt_clear(&txt);
    answers_free(answers);
}

static void nothing_is_an_empty_list(void **state)
{
    struct answers *answers = answers_new(OUTCOME_NODATA);
    struct txt txt;

    (void)state;
    txt_read(answers, &txt);
    assert_int_equal(txt.count, 0);
    txt_clear(&txt);
    answers_free(answers);
}

static void order_and_borders_do_not_matter(void **state)
{
    (void)state;
    assert_true(equal(answers_of("\2ab", "\1c"), answers_of("\1c", "\1a\1b")));
    assert_false(equal(answers_of("\2ab", "\1c"), answers_of("\2ab", "\1d")));
    assert_false(equal(answers_of("\1a", "\1a"), answers_of("\1a", "\1b")));
    assert_false(equal(answers_of("\1a", "\1b"), answers_of("\1a", "\1a")));
    assert_false(equal(answers_of("\1a", "\1b"), answers_new(OUTCOME_NODATA)));
}

static void a_value_is_found_to_the_letter(void **state)
{
    struct answers *answers = answers_of("\2ab\1c", "\1d");

    (void)state;
    assert_int_equal(txt_find(answers, "abc"), 0);
    assert_int_equal(txt_find(answers, "d"), 1);
    assert_int_equal(txt_find(answers, "ab"), 2);
    assert_int_equal(txt_find(answers, "abcd"), 2);
    assert_int_equal(txt_find(answers, "abd"), 2);
    assert_int_equal(txt_find(answers, "D"), 2);
    answers_free(answers);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strings_are_joined),
        cmocka_unit_test(many_values_stay_where_they_are),
        cmocka_unit_test(nothing_is_an_empty_list),
        cmocka_unit_test(order_and_borders_do_not_matter),
        cmocka_unit_test(a_value_is_found_to_the_letter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
