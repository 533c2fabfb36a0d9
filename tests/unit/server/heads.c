// SPDX-License-Identifier: MIT
/* Heads, a field after the other: tests/data/server/heads.tsv. */
#include "server/heads.h"

#include "base/text.h"
#include "engine/limits.h"
#include "tests/support/rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* "Host: x;Content-Length: 5" */
static void fields_add(struct heads *heads, char *cell)
{
    char *rest = NULL;

    for (char *field = strtok_r(cell, "|", &rest); field; field = strtok_r(NULL, "|", &rest)) {
        char *value = strchr(field, ':');

        *value++ = '\0';
        heads_add(heads, field, value + strspn(value, " "));
    }
}

static void one_head(const struct row *row, void *arg)
{
    struct heads heads = {.bytes = 0};
    struct fault fault = {0};

    (void)arg;
    fields_add(&heads, row->cells[1]);
    if (heads_check(&heads, row->cells[0], "/", &fault)) {
        assert_string_equal(fault.code, row->cells[2]);
        assert_true(strlen(fault.message) > 10);
    } else {
        assert_string_equal(row->cells[2], heads_have_body(&heads) ? "body" : "ok");
    }
}

static void heads_are_as_the_table_says(void **state)
{
    (void)state;
    assert_true(rows_each("tests/data/server/heads.tsv", one_head, NULL) > 25);
}

static void a_head_has_a_limit(void **state)
{
    struct heads heads = {.bytes = 0};
    struct fault fault = {0};

    (void)state;
    heads_add(&heads, "Host", "x");
    while (heads.bytes + 10 <= LIMIT_HEADER) {
        heads_add(&heads, "a", "12345");
    }
    heads.bytes = LIMIT_HEADER - 1;
    assert_int_equal(heads_check(&heads, "GET", "/", &fault), STATUS_OK);
    assert_int_equal(heads_check(&heads, "GET", "/x", &fault), STATUS_INVALID);
    assert_string_equal(fault.code, "large-head");
    assert_true(heads_end_connection(&heads, &fault));
}

static void languages_are_chosen(void **state)
{
    static const struct {
        const char *list, *ncp, *wanted;
    } rows[] = {
        {"ja", NULL, "ja"},
        {"ja-JP", NULL, "ja"},
        {"JA-jp,en", NULL, "ja"},
        {"fr", NULL, ""},
        {"fr, en;q=0.2, ko;q=0.9", NULL, "ko"},
        {"en;q=0, ko;q=0.001", NULL, "ko"},
        {"en;q=0", NULL, ""},
        {"jab, kok", NULL, ""},
        {"ko;q=x, en", NULL, "ko"},
        {"ko;q=1.5;q=3,,;,=, en", NULL, "ko"},
        {"", NULL, ""},
        {NULL, "ko-KR", "ko"},
        {"ja", "ko-KR", "ko"},
        {"ja", "fr-FR", "ja"},
        {"ja", "en-US", "en"},
        {NULL, NULL, ""},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct heads heads = {.bytes = 0};
        char language[4] = "";

        heads.values[HEAD_LANGUAGE] = rows[i].list;
        heads.values[HEAD_NCP_LANGUAGE] = rows[i].ncp;
        heads_language(&heads, language);
        assert_string_equal(language, rows[i].wanted);
    }
}

static void revisions_are_read(void **state)
{
    static const struct {
        const char *text;
        int64_t wanted; /* -1: refused */
    } rows[] = {
        {"\"12\"", 12},     {"*", 0},        {"12", -1},
        {"\"\"", -1},       {"\"0\"", -1},   {"\"-1\"", -1},
        {"\"1", -1},        {"W/\"1\"", -1}, {"\"1x\"", -1},
        {"\" 1\"", -1},     {"", -1},        {"\"", -1},
        {"\"1\"\"2\"", -1}, {NULL, 0},       {"\"99999999999999999999999999\"", -1},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct heads heads = {.bytes = 0};
        int64_t revision = -5;

        heads.values[HEAD_IF_MATCH] = rows[i].text;
        if (heads_revision(&heads, &revision, NULL)) {
            assert_int_equal(rows[i].wanted, -1);
        } else {
            assert_int_equal(revision, rows[i].wanted);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(heads_are_as_the_table_says),
        cmocka_unit_test(a_head_has_a_limit),
        cmocka_unit_test(languages_are_chosen),
        cmocka_unit_test(revisions_are_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
