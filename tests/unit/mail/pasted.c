// SPDX-License-Identifier: MIT
#include "mail/pasted.h"

#include "tests/support/rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *const words[] = {
    [PASTED_QUOTED] = "quoted",
    [PASTED_ESCAPED] = "escaped",
    [PASTED_SMART_QUOTES] = "smart",
    [PASTED_INVISIBLE] = "invisible",
    [PASTED_NBSP] = "nbsp",
    [PASTED_FULLWIDTH] = "fullwidth",
    [PASTED_HTML] = "html",
    [PASTED_ZONE_LINE] = "zone",
    [PASTED_NEWLINE] = "newline",
    [PASTED_LEADING_SPACE] = "leading",
    [PASTED_TRAILING_SPACE] = "trailing",
};

static unsigned flaws_of(const char *list)
{
    unsigned flaws = 0;

    for (size_t i = 0; i < PASTED_FLAW_COUNT; i++) {
        flaws |= strstr(list, words[i]) == NULL ? 0 : 1u << i;
    }
    return flaws;
}

static void check_value(const struct row *row, void *arg)
{
    struct buffer plain = {0};
    struct pasted pasted;

    (void)arg;
    pasted_read(row->cells[1], row->lengths[1], row->lengths[0] == 0 ? NULL : row->cells[0], &plain,
                &pasted);
    if (pasted.flaws != flaws_of(row->cells[2]) ||
        strcmp(buffer_text(&plain), row->cells[3]) != 0) {
        fail_msg("line %zu: flaws 0x%x, \"%s\"", row->line, pasted.flaws, buffer_text(&plain));
    }
    buffer_clear(&plain);
}

static void test_values(void **state)
{
    (void)state;
    rows_each("tests/data/mail/pasted.tsv", check_value, NULL);
}

static struct pasted read_value(const char *text)
{
    struct pasted pasted;

    pasted_read(text, strlen(text), "v=spf1", NULL, &pasted);
    return pasted;
}

static void test_places(void **state)
{
    struct pasted pasted = read_value("v=spf1 a\xe2\x80\x8b\xc2\xa0\xef\xbc\x9a ~all\xe2\x80\x8c");

    (void)state;
    assert_true(pasted_has(&pasted, PASTED_INVISIBLE));
    assert_int_equal(pasted.first[PASTED_INVISIBLE].offset, 8);
    assert_int_equal(pasted.first[PASTED_INVISIBLE].point, 0x200b);
    assert_int_equal(pasted.first[PASTED_NBSP].offset, 11);
    assert_int_equal(pasted.first[PASTED_NBSP].point, 0xa0);
    assert_int_equal(pasted.first[PASTED_FULLWIDTH].point, 0xff1a);
    pasted = read_value("v=spf1 a\xa0mx");
    assert_int_equal(pasted.first[PASTED_NBSP].point, 0xa0);
    pasted = read_value("v=spf1 a\" ");
    assert_int_equal(pasted.first[PASTED_QUOTED].offset, 8);
    assert_int_equal(pasted.first[PASTED_QUOTED].point, '"');
    assert_int_equal(pasted.first[PASTED_TRAILING_SPACE].offset, 9);
    pasted = read_value(" \"v=spf1 a\"");
    assert_int_equal(pasted.first[PASTED_QUOTED].offset, 1);
    assert_int_equal(pasted.first[PASTED_LEADING_SPACE].offset, 0);
}

static void test_harm(void **state)
{
    struct pasted pasted = read_value("v=spf1 a ");

    (void)state;
    assert_true(pasted_has(&pasted, PASTED_TRAILING_SPACE));
    assert_false(pasted_is_harmful(&pasted));
    pasted = read_value(" v=spf1 a");
    assert_true(pasted_is_harmful(&pasted));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_harm),
    };

    return cmocka_run_group_tests_name("pasted", tests, NULL, NULL);
}
