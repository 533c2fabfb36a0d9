// SPDX-License-Identifier: MIT
#include "mail/spf_check.h"
#include "tests/support/zone_book.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* What the record's exp= becomes in a zone of that text. */
static void explain(const char *zone, const char *record, const char *fallback, const char *text)
{
    struct zone_book *zoned = zone_book_new(zone);
    struct spf *spf = spf_parse(record, strlen(record));
    struct spf_sender sender = {
        .helo = "h.test", .mail_from = "bob@x.test", .default_explanation = fallback};
    struct spf_check check = {.book = zoned->book, .sender = &sender};
    struct name domain;

    assert_true(address_parse("192.0.2.1", &sender.ip));
    assert_true(spf_set_sender(&check, &domain));
    while (!spf_explain(&check, &domain, spf)) {
        assert_int_equal(check.explanation.length, 0);
        zone_book_answer(zoned);
    }
    assert_string_equal(buffer_text(&check.explanation), text);
    buffer_clear(&check.explanation);
    spf_macros_clear(&check.macros);
    spf_free(spf);
    zone_book_free(zoned);
}

static void test_text(void **state)
{
    (void)state;
    explain("e.x.test. TXT \"no \" \"%{i} for %{d}%%%_%-\"", "v=spf1 -all exp=e.%{d}", "D",
            "no 192.0.2.1 for x.test% %20");
    explain("e.x.test. TXT \"%{p} %{c}\"", "v=spf1 -all exp=e.x.test", "D", "unknown 192.0.2.1");
    explain("e.x.test. TXT \"ask unknown\"", "v=spf1 exp=e.x.test -all", NULL, "ask unknown");
}

static void test_wrong(void **state)
{
    static const char with_exp[] = "v=spf1 -all exp=e.x.test";

    (void)state;
    explain("x.test. A 192.0.2.1", "v=spf1 -all", "D", "D");
    explain("x.test. A 192.0.2.1", "v=spf1 -all", NULL, "");
    explain("x.test. A 192.0.2.1", with_exp, "D", "D");
    explain("x.test. A 192.0.2.1", "v=spf1 -all exp=a..test", "D", "D");
    explain("e.x.test. TXT \"a\"\ne.x.test. TXT \"b\"", with_exp, "D", "D");
    explain("e.x.test. TXT \"%{q}\"", with_exp, "D", "D");
    explain("e.x.test. TXT \"caf\\233\"", with_exp, "D", "D");
    explain("e.x.test. TXT \"\"", with_exp, "D", "D");
}

/* A text that grows without end is not told. */
static void test_endless(void **state)
{
    struct buffer zone = {0};

    (void)state;
    buffer_add_text(&zone, "e.x.test. TXT");
    for (int i = 0; i < 240; i++) {
        buffer_add_text(&zone, " \"");
        for (int k = 0; k < 62; k++) {
            buffer_add_text(&zone, "%{S}");
        }
        buffer_add_text(&zone, "\"");
    }
    explain(zone.bytes, "v=spf1 -all exp=e.x.test", "D", "D");
    buffer_clear(&zone);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_wrong),
        cmocka_unit_test(test_endless),
    };

    return cmocka_run_group_tests_name("spf_explain", tests, NULL, NULL);
}
