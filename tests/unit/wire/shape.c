// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "tests/unit/wire/expect.h"

#include "wire/shape.h"

static void expect_line(json_t *json, const char *wanted)
{
    struct buffer line = {0};

    json_line(json, &line);
    assert_string_equal(buffer_text(&line), wanted);
    buffer_clear(&line);
}

static void text_is_always_utf8(void **state)
{
    (void)state;
    expect_line(json_text("plain"), "\"plain\"\n");
    expect_line(json_text(NULL), "null\n");
    expect_line(json_word(""), "null\n");
    expect_line(json_text("\xe3\x81\x82"), "\"\xe3\x81\x82\"\n");
    expect_line(json_text("a\xff"
                          "b"),
                "\"a\\\\xffb\"\n");
    expect_line(json_text_n("a\0b", 3), "\"a\\\\x00b\"\n");
}

/* What a terminal would obey stands as an escape; the JSON text means the same. */
static void controls_are_escaped(void **state)
{
    (void)state;
    expect_line(json_text("\033[31m"), "\"\\u001B[31m\"\n");
    expect_line(json_text("\x7f"), "\"\\u007F\"\n");
    expect_line(json_text("\xc2\x9b"), "\"\\u009B\"\n");
    expect_line(json_text("\xe2\x80\xae"
                          "x"),
                "\"\\u202Ex\"\n");
    expect_line(json_text("\xf3\xa0\x81\x81"), "\"\\uDB40\\uDC41\"\n");
}

static void times_are_rfc3339_or_null(void **state)
{
    (void)state;
    expect_line(json_time(1790917331000), "\"2026-10-02T05:02:11Z\"\n");
    expect_line(json_time(0), "null\n");
}

static void faults_are_objects(void **state)
{
    struct fault fault = {0};
    struct buffer line = {0};

    (void)state;
    assert_int_equal(fault_set(&fault, STATUS_REFUSED, "blocked-name", "no"), STATUS_REFUSED);
    fault_detail(&fault, "domain", "mail.naver.com");
    wire_fault_line(&fault, &line);
    wire_unreadable_line("why", &line);
    expect_text("faults.json", &line);
    buffer_clear(&line);
}

static void versions_are_one_object(void **state)
{
    const struct library libraries[] = {{"libuv", "1"}, {"udns", "0.4"}};
    struct buffer line = {0};

    (void)state;
    wire_version_line("0.1.0", libraries, 2, &line);
    expect_text("version.json", &line);
    buffer_clear(&line);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_always_utf8),       cmocka_unit_test(controls_are_escaped),
        cmocka_unit_test(times_are_rfc3339_or_null), cmocka_unit_test(faults_are_objects),
        cmocka_unit_test(versions_are_one_object),
    };

    return cmocka_run_group_tests_name("wire/shape", tests, open_wire, NULL);
}
