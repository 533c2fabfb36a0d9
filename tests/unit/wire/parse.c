// SPDX-License-Identifier: MIT
#include "tests/unit/wire/expect.h"
#include "wire/answer.h"

#include <jansson.h>

static void what_is_no_json_is_refused(void **state)
{
    static const char *const texts[] = {"",
                                        "{",
                                        "null",
                                        "{\"a\":1,\"a\":2}",
                                        "{}x",
                                        "{\"a\":NaN}",
                                        "[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]",
                                        "{\"a\":\"\\u0000\"}",
                                        "{\"a\":\"\xff\"}",
                                        "[1,2,3,4,5,6,7,8,9,10,11]"};

    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct fault fault = {0};
        json_t *json = NULL;

        assert_int_equal(wire_parse(texts[i], strlen(texts[i]), 10, &json, &fault), STATUS_INVALID);
        assert_string_equal(fault.code, "bad-json");
        assert_null(json);
    }
}

static void brackets_in_text_do_not_nest(void **state)
{
    static const char text[] = "{\"a\":\"[[[[[[[[[[[[[[[[[[[[\\\"[[[[,,,,,,,,,,,,,\"}";
    json_t *json = NULL;

    (void)state;
    assert_int_equal(wire_parse(text, sizeof text - 1, 10, &json, NULL), STATUS_OK);
    json_decref(json);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_no_json_is_refused),
        cmocka_unit_test(brackets_in_text_do_not_nest),
    };

    return cmocka_run_group_tests(tests, open_wire, NULL);
}
