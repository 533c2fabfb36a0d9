// SPDX-License-Identifier: MIT
#include "dns/name.h"

#include "tests/support/rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void check_refusal(const struct row *row, const struct fault *fault)
{
    assert_int_equal(fault->status, STATUS_INVALID);
    assert_string_equal(fault->code, "invalid-name");
    if (!strstr(fault->message, row->cells[1] + 1)) {
        fail_msg("line %zu: \"%s\" does not say \"%s\"", row->line, fault->message,
                 row->cells[1] + 1);
    }
}

static void check_typed(const struct row *row, void *arg)
{
    struct fault fault = {0};
    struct name name = {0};
    char text[NAME_TEXT];

    (void)arg;
    if (name_from_user(row->cells[0], &name, &fault) != STATUS_OK) {
        if (row->cells[1][0] != '!') {
            fail_msg("line %zu: refused: %s", row->line, fault.message);
        }
        assert_int_equal(name.length, 0);
        check_refusal(row, &fault);
        return;
    }
    name_text(&name, text);
    if (strcmp(text, row->cells[1]) != 0) {
        fail_msg("line %zu: have %s, want %s", row->line, text, row->cells[1]);
    }
}

static void understands_what_people_type(void **state)
{
    (void)state;
    rows_each("tests/data/dns/name_user.tsv", check_typed, NULL);
}

static void refuses_endless_text(void **state)
{
    struct fault fault = {0};
    struct name name;
    char text[5000];

    (void)state;
    memset(text, 'a', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    assert_int_equal(name_from_user(text, &name, &fault), STATUS_INVALID);
    assert_non_null(strstr(fault.message, "63"));
    assert_int_equal(name_from_user(text, &name, NULL), STATUS_INVALID);
}

static void shows_nothing_that_moves_the_cursor(void **state)
{
    struct fault fault = {0};
    struct name name;

    (void)state;
    assert_int_equal(name_from_user("a\033[2Jb.com", &name, &fault), STATUS_INVALID);
    assert_null(strchr(fault.message, '\033'));
    assert_null(strchr(fault.details[0].value, '\033'));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(understands_what_people_type),
        cmocka_unit_test(refuses_endless_text),
        cmocka_unit_test(shows_nothing_that_moves_the_cursor),
    };

    return cmocka_run_group_tests_name("dns/name_user", tests, NULL, NULL);
}
