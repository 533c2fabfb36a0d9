// SPDX-License-Identifier: MIT
/* Whatever wire_call() sends, route_find() understands as the same request
 * (tests/data/wire/calls.tsv); and what lies beside the routes. */
#include "server/route.h"

#include "base/text.h"
#include "tests/support/rows.h"
#include "wire/answer.h"
#include "wire/call.h"
#include "wire/wire.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

static void request_read(const struct row *row, struct request *out)
{
    char words[64], *argv[3] = {NULL}, *rest = NULL;
    int argc = 0, used;

    text_copy(words, sizeof words, row->cells[0]);
    for (char *word = strtok_r(words, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
        argv[argc++] = word;
    }
    request_init(out, command_find(argc, argv, &used));
    for (char *pair = strtok_r(row->cells[1], ";", &rest); pair;
         pair = strtok_r(NULL, ";", &rest)) {
        char *value = strchr(pair, '=');

        *value++ = '\0';
        request_set(out, pair, value);
    }
}

static void body_read(const struct call *call, struct request *request)
{
    const struct argument *file = route_file(request->verb);
    json_t *json = NULL;

    if (file) {
        request_set(request, file->name, buffer_text(&call->body));
    } else if (call->body.length > 0) {
        assert_int_equal(wire_parse(call->body.bytes, call->body.length, 1000, &json, NULL),
                         STATUS_OK);
        assert_int_equal(wire_arguments_read(json, request, NULL), STATUS_OK);
        json_decref(json);
    }
}

static void comes_back(const struct row *row, void *arg)
{
    struct request request;
    struct call call = {.method = NULL};
    struct routed routed;
    struct fault fault = {0};

    (void)arg;
    request_read(row, &request);
    if (wire_call(&request, &call, NULL) == STATUS_OK) {
        if (route_find(call.method, buffer_text(&call.target), &routed, &fault)) {
            fail_msg("line %zu: %s", row->line, fault.message);
        }
        assert_int_equal(routed.route, ROUTE_VERB);
        assert_int_equal(routed.request.verb, request.verb);
        body_read(&call, &routed.request);
        for (size_t i = 0; i < request.count; i++) {
            const struct request_value *value = &request.values[i];
            bool is_sent = !(command_argument(request.verb, value->name)->use & ARGUMENT_HERE);

            assert_true(!is_sent || request_has(&routed.request, value->name));
            if (is_sent) {
                assert_string_equal(request_get(&routed.request, value->name),
                                    request_get(&request, value->name));
            }
        }
        routed_clear(&routed);
    }
    call_clear(&call);
    request_clear(&request);
}

static void what_is_sent_is_understood(void **state)
{
    (void)state;
    assert_true(rows_each("tests/data/wire/calls.tsv", comes_back, NULL) > 15);
}

static const char *const words[] = {
    [ROUTE_NONE] = "none",     [ROUTE_METHOD] = "method", [ROUTE_VERB] = "verb",
    [ROUTE_EVENTS] = "events", [ROUTE_HEALTH] = "health", [ROUTE_METRICS] = "metrics",
};

static void one_target(const struct row *row, void *arg)
{
    struct routed routed;
    struct fault fault = {0};

    (void)arg;
    if (route_find(row->cells[0], row->cells[1], &routed, &fault)) {
        assert_string_equal(fault.code, row->cells[2]);
    } else if (routed.route == ROUTE_VERB) {
        const char *words_of = command_at(routed.request.verb)->words;

        assert_string_equal(words_of, row->cells[2]);
    } else {
        assert_string_equal(words[routed.route], row->cells[2]);
        assert_string_equal(routed.allowed, row->count > 3 ? row->cells[3] : "");
    }
    routed_clear(&routed);
}

static void targets_are_as_the_table_says(void **state)
{
    (void)state;
    assert_true(rows_each("tests/data/server/targets.tsv", one_target, NULL) > 40);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_sent_is_understood),
        cmocka_unit_test(targets_are_as_the_table_says),
    };

    wire_open();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
