// SPDX-License-Identifier: MIT
/* Requests as HTTP sees them, and back: tests/data/wire/calls.tsv. */
#include "wire/call.h"
#include "base/text.h"
#include "tests/support/rows.h"
#include "tests/unit/wire/expect.h"
#include "wire/answer.h"

#include <jansson.h>

static void arguments_set(struct request *request, char *cell)
{
    char *rest = NULL;

    for (char *pair = strtok_r(cell, ";", &rest); pair; pair = strtok_r(NULL, ";", &rest)) {
        char *value = strchr(pair, '=');

        *value++ = '\0';
        request_set(request, pair, value);
    }
}

static void request_of(const struct row *row, struct request *request)
{
    char words[64], *argv[3] = {NULL}, *rest = NULL;
    int argc = 0, used;

    strcpy(words, row->cells[0]);
    for (char *word = strtok_r(words, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
        argv[argc++] = word;
    }
    request_init(request, command_find(argc, argv, &used));
    assert_int_not_equal(request->verb, VERB_NONE);
    arguments_set(request, row->cells[1]);
}

/* What the members say is what the request said, less what stands in the path. */
static void body_reads_back(const struct request *request, const struct call *call)
{
    struct request back;
    struct fault fault = {0};
    json_t *json = NULL;

    if (!text_equal(call->content_type, "application/json")) {
        return;
    }
    request_init(&back, request->verb);
    assert_int_equal(wire_parse(buffer_text(&call->body), call->body.length, 1000, &json, NULL),
                     STATUS_OK);
    if (wire_arguments_read(json, &back, &fault)) {
        fail_msg("%s", fault.message);
    }
    for (size_t i = 0; i < back.count; i++) {
        assert_string_equal(back.values[i].value, request_get(request, back.values[i].name));
    }
    json_decref(json);
    request_clear(&back);
}

static void one_call(const struct row *row, void *arg)
{
    struct request request;
    struct call call = {.method = NULL};
    struct fault fault = {0};

    (void)arg;
    request_of(row, &request);
    if (wire_call(&request, &call, &fault)) {
        assert_string_equal(fault.code, row->cells[4]);
        assert_string_equal("", row->cells[2]);
    } else {
        assert_string_equal(call.method, row->cells[2]);
        assert_string_equal(buffer_text(&call.target), row->cells[3]);
        assert_string_equal(buffer_text(&call.body), row->cells[4]);
        assert_int_equal(call.content_type == NULL, call.body.length == 0);
        body_reads_back(&request, &call);
    }
    call_clear(&call);
    request_clear(&request);
}

static void calls_are_as_the_table_says(void **state)
{
    (void)state;
    assert_true(rows_each("tests/data/wire/calls.tsv", one_call, NULL) > 15);
}

static void one_refusal(const struct row *row, void *arg)
{
    struct request request;
    struct fault fault = {0};
    json_t *json = json_loads(row->cells[1], JSON_DECODE_ANY, NULL);

    (void)arg;
    request_of(&(struct row){.cells = {row->cells[0], (char[]){""}}}, &request);
    request_set(&request, "domain", "shop.example");
    assert_non_null(json);
    assert_int_equal(wire_arguments_read(json, &request, &fault), STATUS_INVALID);
    assert_string_equal(fault.code, "usage");
    json_decref(json);
    request_clear(&request);
}

static void bodies_that_are_refused(void **state)
{
    (void)state;
    assert_true(rows_each("tests/data/wire/bodies-refused.tsv", one_refusal, NULL) > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(calls_are_as_the_table_says),
        cmocka_unit_test(bodies_that_are_refused),
    };

    return cmocka_run_group_tests(tests, open_wire, NULL);
}
