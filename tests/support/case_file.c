// SPDX-License-Identifier: MIT
#include "tests/support/case_file.h"

#include "base/text.h"
#include "tests/support/json_zone.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <jansson.h>
#include <stdio.h>

const char *case_text(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

/* The value, or one of a list of them, is what was got; null stands for nothing. */
static bool is_wanted(const json_t *wanted, const char *got)
{
    const json_t *one;
    size_t i;

    if (!json_is_array(wanted)) {
        return text_equal(json_string_value(wanted), got && *got ? got : NULL);
    }
    json_array_foreach(wanted, i, one)
    {
        if (is_wanted(one, got)) {
            return true;
        }
    }
    return false;
}

void case_want(struct case_run *run, const char *key, const char *got)
{
    const json_t *wanted = json_object_get(run->expected, key);

    if (wanted && !is_wanted(wanted, got)) {
        buffer_printf(&run->why, " %s is %s;", key, got ? got : "null");
    }
}

void case_want_bool(struct case_run *run, const char *key, bool got)
{
    const json_t *wanted = json_object_get(run->expected, key);

    if (wanted && json_is_true(wanted) != got) {
        buffer_printf(&run->why, " %s is %s;", key, got ? "true" : "false");
    }
}

void case_answer(struct case_run *run)
{
    assert_true(json_world_answer_book(run->world, run->book));
}

static size_t run_case(json_t *one, case_fn *fn)
{
    struct case_run run = {.in = json_object_get(one, "in"),
                           .expected = json_object_get(one, "expect")};
    size_t failed;

    run.world = json_world_new(json_object_get(one, "zone"), NULL);
    run.book = book_new();
    fn(&run);
    failed = run.why.length > 0 ? 1 : 0;
    if (failed) {
        print_error("%s:%s\n", case_text(one, "id"), buffer_text(&run.why));
    }
    buffer_clear(&run.why);
    book_free(run.book);
    json_world_free(run.world);
    return failed;
}

void case_file_run(const char *kind, case_fn *fn)
{
    char path[96];
    json_t *document, *cases, *one;
    size_t i, failed = 0;

    snprintf(path, sizeof path, "tests/cases/data/%s.json", kind);
    document = json_load_file(path, 0, NULL);
    assert_non_null(document);
    cases = json_object_get(document, "cases");
    assert_int_equal(json_array_size(cases),
                     json_integer_value(json_object_get(document, "count")));
    assert_true(json_array_size(cases) > 0);
    json_array_foreach(cases, i, one)
    {
        failed += run_case(one, fn);
    }
    json_decref(document);
    assert_int_equal(failed, 0);
}
