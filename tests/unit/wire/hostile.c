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

typedef bool is_refused_fn(const json_t *json, enum reply_kind kind);

static bool is_answer_refused(const json_t *json, enum reply_kind kind)
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

static bool is_batch_refused(const json_t *json, enum reply_kind kind)
{
    struct event_batch batch;
    struct fault fault = {0};
    bool refused = wire_events_read(json, "crm", &batch, &fault) != STATUS_OK;

    (void)kind;
    if (refused) {
        assert_string_equal(fault.code, "bad-answer");
    } else {
        event_batch_clear(&batch);
    }
    return refused;
}

static bool is_fault_refused(const json_t *json, enum reply_kind kind)
{
    struct fault came;

    (void)kind;
    return !wire_fault_read(json, STATUS_REFUSED, &came);
}

/* How many of the changes were refused. */
static size_t changes_tried(const char *text, is_refused_fn *is_refused, enum reply_kind kind)
{
    size_t refused = 0;
    bool is_there = true;

    for (size_t nth = 0; is_there; nth++) {
        for (size_t how = 0; how < COUNT(absurd); how++) {
            json_t *json = parsed(text);
            size_t left = nth;

            is_there = change_nth(json, &left, absurd[how]);
            refused += is_there && is_refused(json, kind);
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

        assert_true(changes_tried(text, is_answer_refused, ways[i].kind) > 0);
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
    assert_true(is_answer_refused(json, REPLY_JOB));
    json_decref(json);
    reply_clear(&sent);
}

static void hostile_events_are_a_fault(void **state)
{
    static const char text[] = "{\"events\": [{\"seq\": 5, \"at\": \"2026-10-02T05:02:11Z\", "
                               "\"kind\": \"domain-changed\", "
                               "\"domain\": \"shop.example\", \"job\": null}], \"next\": 7}";
    json_t *json = parsed(text);

    (void)state;
    assert_false(is_batch_refused(json, REPLY_NOTHING));
    assert_true(changes_tried(text, is_batch_refused, REPLY_NOTHING) > 0);
    json_decref(json);
}

static void a_hostile_fault_is_none(void **state)
{
    static const char text[] = "{\"error\": {\"code\": \"blocked-name\", \"message\": \"no\", "
                               "\"detail\": {\"domain\": \"x\"}}}";
    json_t *json = parsed(text);

    (void)state;
    assert_false(is_fault_refused(json, REPLY_NOTHING));
    assert_true(changes_tried(text, is_fault_refused, REPLY_NOTHING) > 0);
    json_decref(json);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_hostile_answer_is_a_fault),
        cmocka_unit_test(a_check_that_is_none_is_a_fault),
        cmocka_unit_test(hostile_events_are_a_fault),
        cmocka_unit_test(a_hostile_fault_is_none),
    };

    return cmocka_run_group_tests(tests, open_wire, NULL);
}
