// SPDX-License-Identifier: MIT
/* An answer with one value changed, wherever in it that stands, is a fault or an answer; never an
 * end of the program. */
#include "tests/unit/wire/made.h"

/* What a value becomes. The first is no value at all: it goes. */
static const char *const absurd[] = {
    NULL, "null",  "true", "[]",   "{}",     "-9223372036854775808",        "1e300",
    "0",  "70000", "\"\"", "[{}]", "[[[]]]", "[null, {}, [], \"\\u001f\"]", "{\"more\": [{}]}",
};

static json_t *absurd_value(const char *text)
{
    return json_loads(text, JSON_DECODE_ANY, NULL);
}

static bool change_nth(json_t *json, size_t *left, const char *text);

static bool change_member(json_t *object, size_t *left, const char *text)
{
    const char *key;
    json_t *value;

    json_object_foreach(object, key, value)
    {
        if ((*left)-- > 0) {
            if (change_nth(value, left, text)) {
                return true;
            }
            continue;
        }
        if (text) {
            json_object_set_new(object, key, absurd_value(text));
        } else {
            json_object_del(object, key);
        }
        return true;
    }
    return false;
}

static bool change_item(json_t *array, size_t *left, const char *text)
{
    for (size_t i = 0; i < json_array_size(array); i++) {
        if ((*left)-- > 0) {
            if (change_nth(json_array_get(array, i), left, text)) {
                return true;
            }
            continue;
        }
        if (text) {
            json_array_set_new(array, i, absurd_value(text));
        } else {
            json_array_remove(array, i);
        }
        return true;
    }
    return false;
}

/* Changes the value that comes after `left` others; false when there are fewer. */
static bool change_nth(json_t *json, size_t *left, const char *text)
{
    return change_member(json, left, text) || change_item(json, left, text);
}

static bool is_refused(enum reply_kind kind, const json_t *json)
{
    struct fault fault = {0};
    struct reply came;
    bool refused = wire_answer_read(kind, json, &came, &fault) != STATUS_OK;

    if (refused) {
        assert_string_equal(fault.code, "bad-answer");
        assert_int_equal(came.kind, REPLY_NOTHING);
    } else {
        char *text = spelt(&came);

        assert_non_null(text);
        free(text);
    }
    reply_clear(&came);
    return refused;
}

/* How many of the changes were refused. */
static size_t changes_tried(enum reply_kind kind, const char *text)
{
    size_t refused = 0;
    bool is_there = true;

    for (size_t nth = 0; is_there; nth++) {
        for (size_t how = 0; how < COUNT(absurd); how++) {
            json_t *json = parsed(text);
            size_t left = nth;

            is_there = change_nth(json, &left, absurd[how]);
            refused += is_there && is_refused(kind, json);
            json_decref(json);
        }
    }
    return refused;
}

static void a_hostile_answer_is_a_fault(void **state)
{
    (void)state;
    for (size_t i = 1; i < COUNT(ways); i++) {
        struct reply sent = made(&ways[i]);
        char *text = spelt(&sent);

        assert_true(changes_tried(ways[i].kind, text) > 0);
        free(text);
        reply_clear(&sent);
    }
}

static void a_check_that_is_none_is_a_fault(void **state)
{
    struct reply sent = made(&(struct way){REPLY_JOB, make_verify_job});
    json_t *json = wire_answer_more(&sent), *results = json_object_get(json, "results");

    (void)state;
    json_object_set_new(json_array_get(results, 0), "check", json_integer(5));
    assert_true(is_refused(REPLY_JOB, json));
    json_decref(json);
    reply_clear(&sent);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_hostile_answer_is_a_fault),
        cmocka_unit_test(a_check_that_is_none_is_a_fault),
    };

    return cmocka_run_group_tests(tests, open_wire, NULL);
}
