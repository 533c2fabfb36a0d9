// SPDX-License-Identifier: MIT
#include "domain/finding.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

static void reads(const struct finding *finding,
                  void (*sentence)(const struct finding *, struct buffer *), const char *wanted)
{
    struct buffer text = {0};

    buffer_add_text(&text, "> ");
    sentence(finding, &text);
    assert_string_equal(buffer_text(&text) + 2, wanted);
    buffer_clear(&text);
}

static void words_are_filled_in(void **state)
{
    struct finding_list list = {0};
    struct name name;
    struct finding *finding;

    (void)state;
    assert_true(name_parse("_dmarc.shop.example", &name));
    finding = finding_add(&list, CODE_HOST_MISSING_UNDERSCORE, AREA_DMARC, &name);
    finding_word(finding, "at", "%s", "dmarc.shop.example");
    finding_word(finding, "host", "%s", "_dmarc");
    reads(finding, finding_message,
          "The underscore is missing: the record is at dmarc.shop.example.");
    reads(finding, finding_advice, "Change the host to '_dmarc', with the underscore.");
    finding_list_clear(&list);
}

static void fields_are_words_too(void **state)
{
    struct finding_list list = {0};
    struct name name;
    struct finding *finding;

    (void)state;
    assert_true(name_parse("shop.example", &name));
    finding = finding_add(&list, CODE_TOKEN_WRONG_VALUE, AREA_TOKEN, &name);
    finding_expect(finding, "t=1", "t=2");
    finding_word(finding, "why", "%s", "");
    reads(finding, finding_message, "Another token stands there: 't=2', not 't=1'.");
    finding_word(finding, "why", "%s", "It is an earlier one.");
    reads(finding, finding_message,
          "Another token stands there: 't=2', not 't=1'. It is an earlier one.");
    finding_list_clear(&list);
}

static void missing_words_leave_a_gap(void **state)
{
    struct finding_list list = {0};
    struct finding *finding = finding_add(&list, CODE_SPF_MULTIPLE, AREA_SPF, NULL);

    (void)state;
    reads(finding, finding_message,
          "... SPF records are at ...; receivers stop with permerror and use none of them.");
    finding_list_clear(&list);
}

static void waits_are_told_in_hours_and_minutes(void **state)
{
    // clang-format off
    static const struct { uint32_t ttl; const char *text; } waits[] = {
        {0, "0 s"}, {59, "59 s"}, {60, "1 min 0 s"}, {134, "2 min 14 s"}, {3599, "59 min 59 s"}, {3600, "1 h 0 min"},
        {90061, "25 h 1 min"},
    };
    // clang-format on
    struct finding_list list = {0};
    struct finding *finding = finding_add(&list, CODE_DNS_OLD_CACHED, AREA_DKIM, NULL);

    (void)state;
    for (size_t i = 0; i < sizeof waits / sizeof *waits; i++) {
        char wanted[160];

        finding->ttl = waits[i].ttl;
        snprintf(wanted, sizeof wanted,
                 "The new value is published; a cache still holds the old one, for %s more.",
                 waits[i].text);
        reads(finding, finding_message, wanted);
    }
    finding_list_clear(&list);
}

static void values_are_not_templates(void **state)
{
    struct finding_list list = {0};
    struct finding *finding = finding_add(&list, CODE_SPF_PTR, AREA_SPF, NULL);

    (void)state;
    finding_word(finding, "term", "%s", "{term}{x");
    reads(finding, finding_message,
          "'{term}{x' should not be used any more: it is slow, and large receivers ignore it.");
    finding_list_clear(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_filled_in),
        cmocka_unit_test(fields_are_words_too),
        cmocka_unit_test(missing_words_leave_a_gap),
        cmocka_unit_test(waits_are_told_in_hours_and_minutes),
        cmocka_unit_test(values_are_not_templates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
