// SPDX-License-Identifier: MIT
#include "tests/unit/wire/expect.h"
#include "wire/answer.h"

#include <jansson.h>

static const int64_t at = INT64_C(1790917331000);

static void assert_event_equal(const struct event *a, const struct event *b)
{
    assert_int_equal(a->sequence, b->sequence);
    assert_int_equal(a->at, b->at);
    assert_int_equal(a->kind, b->kind);
    assert_string_equal(a->project, b->project);
    assert_string_equal(a->domain, b->domain);
    assert_string_equal(a->job, b->job);
}

static void events_come_back(void **state)
{
    struct event events[] = {{5, at, EVENT_DOMAIN_CHANGED, "crm", "shop.example", "", NULL},
                             {6, at, EVENT_RESYNC, "crm", "", "", NULL}};
    struct event_batch sent = {events, 2, 7}, came;
    json_t *json = wire_events(&sent);

    (void)state;
    assert_int_equal(wire_events_read(json, "crm", &came, NULL), STATUS_OK);
    assert_int_equal(came.count, 2);
    assert_int_equal(came.next, 7);
    assert_event_equal(&came.items[0], &events[0]);
    assert_event_equal(&came.items[1], &events[1]);
    event_batch_clear(&came);
    json_object_set_new(json, "next", json_string("7"));
    assert_int_equal(wire_events_read(json, "crm", &came, NULL), STATUS_UNSURE);
    json_decref(json);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(events_come_back),
    };

    return cmocka_run_group_tests(tests, open_wire, NULL);
}
