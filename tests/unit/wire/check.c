// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "tests/unit/wire/expect.h"

#include <jansson.h>

static struct check_result *checked(unsigned only)
{
    struct check_result *check = mem_new(sizeof *check);
    struct name name;

    assert_true(name_parse("shop.example", &check->domain));
    assert_true(name_parse("shop.example.shop.example", &name));
    check->only = only;
    check->records[RECORD_SPF].status = CHECK_FAIL;
    check->records[RECORD_DMARC].status = CHECK_TEMP;
    check->lookups = 3;
    check->took_ms = 12;
    finding_add(&check->findings, CODE_HOST_DOUBLED, AREA_DKIM, &name);
    finding_add(&check->findings, CODE_HOST_DOUBLED, AREA_DMARC, &name);
    finding_add(&check->findings, CODE_SPF_MULTIPLE, AREA_SPF, NULL);
    return check;
}

/* Without the findings, whose sentences are not this floor's. */
static void check_is(const char *file, unsigned only)
{
    struct reply reply = reply_of(REPLY_CHECK);
    struct buffer line = {0};
    json_t *json;
    char *text;

    reply.as.check = checked(only);
    json = wire_reply(&reply, 0);
    json_object_set_new(json, "findings", json_array());
    text = json_dumps(json, JSON_COMPACT);
    buffer_printf(&line, "%s\n", text);
    expect_text(file, &line);
    free(text);
    json_decref(json);
    buffer_clear(&line);
    reply_clear(&reply);
}

static void all_areas_are_there(void **state)
{
    (void)state;
    check_is("check.json", 0xf);
}

static void areas_not_looked_at_are_left_out(void **state)
{
    (void)state;
    check_is("check-only.json", 1u << RECORD_SPF);
}

static void a_finding_has_the_contracts_members(void **state)
{
    static const char *const members[] = {"code",  "area",   "severity", "name",    "expected",
                                          "found", "server", "ttl",      "message", "advice"};
    struct finding_list list = {0};
    struct address server;
    struct finding *finding = finding_add(&list, CODE_HOST_DOUBLED, AREA_DKIM, NULL);
    json_t *json;

    (void)state;
    assert_true(address_parse("192.0.2.53", &server));
    finding_server(finding, &server);
    finding_expect(finding, "a", "b\033[31m\xff");
    finding->ttl = 600;
    json = wire_finding(finding);
    assert_int_equal(json_object_size(json), COUNT(members));
    for (size_t i = 0; i < COUNT(members); i++) {
        assert_non_null(json_object_get(json, members[i]));
    }
    assert_string_equal(json_string_value(json_object_get(json, "code")), "host-doubled");
    assert_string_equal(json_string_value(json_object_get(json, "area")), "dkim");
    assert_string_equal(json_string_value(json_object_get(json, "severity")), "error");
    assert_true(json_is_null(json_object_get(json, "name")));
    assert_string_equal(json_string_value(json_object_get(json, "server")), "192.0.2.53");
    assert_int_equal(json_integer_value(json_object_get(json, "ttl")), 600);
    assert_true(json_string_length(json_object_get(json, "message")) > 0);
    json_decref(json);
    finding_list_clear(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_areas_are_there),
        cmocka_unit_test(areas_not_looked_at_are_left_out),
        cmocka_unit_test(a_finding_has_the_contracts_members),
    };

    return cmocka_run_group_tests_name("wire/check", tests, open_wire, NULL);
}
