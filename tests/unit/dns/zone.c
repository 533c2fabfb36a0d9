// SPDX-License-Identifier: MIT
#include "dns/zone.h"

#include "base/file.h"
#include "tests/support/rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct zone *zone_load(const char *path)
{
    struct buffer text = {0};
    struct zone *zone = NULL;
    struct fault fault = {0};

    assert_int_equal(file_read(path, 1 << 20, &text, &fault), STATUS_OK);
    if (zone_parse(buffer_text(&text), &zone, &fault) != STATUS_OK) {
        fail_msg("%s", fault.message);
    }
    buffer_clear(&text);
    return zone;
}

static struct question question_of(const char *name, const char *type)
{
    struct question question = {0};

    assert_true(name_parse(name, &question.name));
    assert_true(rr_type_parse(type, &question.type));
    return question;
}

static void check_answer(const struct row *row, void *arg)
{
    struct question question = question_of(row->cells[0], row->cells[1]);
    struct answers *answers;
    char have[128];

    if (row->cells[2][0] == '@') {
        assert_true(address_parse("192.0.2.53", &question.server));
    }
    answers = zone_answer(arg, &question);
    snprintf(have, sizeof have, "%s %zu %u %zu", outcome_name(answers->outcome), answers->count,
             answers->outcome == OUTCOME_LOOP ? 0 : (unsigned)answers->ttl, answers->alias_count);
    if (strcmp(have, row->cells[3]) != 0) {
        fail_msg("line %zu: have %s, want %s", row->line, have, row->cells[3]);
    }
    answers_free(answers);
}

static void answers_like_a_server(void **state)
{
    struct zone *zone = zone_load("tests/data/dns/world.zone");

    (void)state;
    rows_each("tests/data/dns/world.tsv", check_answer, zone);
    zone_free(zone);
    zone_free(NULL);
}

static void reads_strings_as_they_are_meant(void **state)
{
    struct zone *zone = zone_load("tests/data/dns/world.zone");
    struct question question = question_of("example.com", "TXT");
    struct answers *answers = zone_answer(zone, &question);
    const uint8_t *bytes;
    size_t n;

    (void)state;
    assert_true(answers->aa && answers->ra);
    assert_int_equal(rr_txt_count(&answers->records[1]), 3);
    bytes = rr_txt_string(&answers->records[1], 0, &n);
    assert_int_equal(n, 17);
    assert_memory_equal(bytes, "a \"quoted\" \\ back", 17);
    bytes = rr_txt_string(&answers->records[1], 2, &n);
    assert_int_equal(n, 2);
    assert_memory_equal(bytes, "\0\377", 2);
    answers_free(answers);
    zone_free(zone);
}

static void says_which_zone_a_no_comes_from(void **state)
{
    struct zone *zone = zone_load("tests/data/dns/world.zone");
    struct question question = question_of("nothing.example.com", "TXT");
    struct answers *answers = zone_answer(zone, &question);
    char owner[NAME_TEXT];

    (void)state;
    assert_true(answers->has_soa);
    name_text(&answers->soa_owner, owner);
    assert_string_equal(owner, "example.com");
    assert_int_equal(answers->soa_serial, 2026010101);
    assert_int_equal(answers->soa_minimum, 300);
    assert_int_equal(answers->rcode, 3);
    answers_free(answers);
    zone_free(zone);
}

static void check_fault(const struct row *row, void *arg)
{
    struct fault fault = {0};
    struct zone *zone = NULL;

    (void)arg;
    if (zone_parse(row->cells[0], &zone, &fault) != STATUS_INVALID) {
        fail_msg("line %zu is accepted", row->line);
    }
    assert_null(zone);
    assert_string_equal(fault.code, "invalid-zone");
    if (!strstr(fault.message, row->cells[1])) {
        fail_msg("line %zu: \"%s\" does not say \"%s\"", row->line, fault.message, row->cells[1]);
    }
}

static void names_the_line_of_a_fault(void **state)
{
    (void)state;
    rows_each("tests/data/dns/zone_faults.tsv", check_fault, NULL);
}

static void writes_strings_that_fit(void **state)
{
    struct buffer out = {0};
    char value[512];

    (void)state;
    zone_txt_strings(&out, "");
    assert_string_equal(buffer_text(&out), "\"\"");
    buffer_reset(&out);
    zone_txt_strings(&out, "a\"b\\c\x1b\xc3");
    assert_string_equal(buffer_text(&out), "\"a\\\"b\\\\c\\027\\195\"");
    buffer_reset(&out);
    memset(value, 'k', 510);
    value[510] = '\0';
    zone_txt_strings(&out, value);
    assert_int_equal(out.length, 510 + 5);
    assert_memory_equal(out.bytes + 255, "k\" \"k", 5);
    buffer_reset(&out);
    zone_txt_line(&out, "s1._domainkey", 3600, "v=DKIM1");
    assert_string_equal(buffer_text(&out), "s1._domainkey 3600 IN TXT ( \"v=DKIM1\" )");
    buffer_clear(&out);
}

static void reads_back_what_it_writes(void **state)
{
    struct buffer text = {0};
    struct buffer joined = {0};
    struct zone *zone;
    struct question question = question_of("s1.example", "TXT");
    struct answers *answers;
    char value[600];

    (void)state;
    for (size_t i = 0; i < sizeof value - 1; i++) {
        value[i] = (char)(1 + i % 255);
    }
    value[sizeof value - 1] = '\0';
    zone_txt_line(&text, "s1.example.", 60, value);
    assert_int_equal(zone_parse(buffer_text(&text), &zone, NULL), STATUS_OK);
    answers = zone_answer(zone, &question);
    assert_int_equal(answers->count, 1);
    assert_int_equal(rr_txt_count(&answers->records[0]), 3);
    rr_txt_join(&answers->records[0], &joined);
    assert_string_equal(buffer_text(&joined), value);
    answers_free(answers);
    zone_free(zone);
    buffer_clear(&joined);
    buffer_clear(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_like_a_server),
        cmocka_unit_test(reads_strings_as_they_are_meant),
        cmocka_unit_test(says_which_zone_a_no_comes_from),
        cmocka_unit_test(names_the_line_of_a_fault),
        cmocka_unit_test(writes_strings_that_fit),
        cmocka_unit_test(reads_back_what_it_writes),
    };

    return cmocka_run_group_tests_name("dns/zone", tests, NULL, NULL);
}
