// SPDX-License-Identifier: MIT
/* What the lint commands say beyond what a check meets (check_cases.c). */
#include "domain/lint.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static struct name shop(void)
{
    struct name name;

    assert_true(name_parse("shop.example", &name));
    return name;
}

static struct answers *answers_of(const char *value)
{
    struct answers *answers = answers_new(OUTCOME_FOUND);
    uint8_t rdata[256];

    rdata[0] = (uint8_t)strlen(value);
    memcpy(rdata + 1, value, strlen(value));
    answers_add(answers, RR_TXT, 60, rdata, strlen(value) + 1);
    return answers;
}

static void no_answer_is_not_missing(void **state)
{
    struct answers *answers = answers_new(OUTCOME_TIMEOUT);
    struct lint_spf spf = {.answers = answers};
    struct finding_list list = {0};
    struct name name = shop();

    (void)state;
    lint_spf(&name, &spf, &list);
    assert_int_equal(list.count, 1);
    assert_int_equal(list.items[0].code, CODE_DNS_TIMEOUT);
    finding_list_clear(&list);
    answers_free(answers);
}

/* Brackets are no flaw of their own, yet nobody reads such a record. */
static void what_is_nearly_spf_shows_how_it_begins(void **state)
{
    struct answers *answers = answers_of("(v=spf1 -all)");
    struct lint_spf spf = {.answers = answers};
    struct finding_list list = {0};
    struct name name = shop();
    struct buffer text = {0};

    (void)state;
    lint_spf(&name, &spf, &list);
    assert_int_equal(list.count, 1);
    assert_int_equal(list.items[0].code, CODE_SPF_VERSION_TYPO);
    finding_message(&list.items[0], &text);
    assert_non_null(strstr(buffer_text(&text), "v=spf1 -all"));
    buffer_clear(&text);
    finding_list_clear(&list);
    answers_free(answers);
}

static void a_short_key_is_a_warning_where_nothing_longer_is_wanted(void **state)
{
    struct answers *answers = answers_of(
        "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDMnBLbbbDs+N2822WIK4fnhIof"
        "LgHZ+WWsFG5aGYxuqJ4lJ55NvZl7Lx0lReuQubeR2pjhT7Q0xVJmrG64RMST1uHxyDwpX0XP8FpYWg/iGg"
        "LsCYo3nQ4HLxRUvpt7Z8QIeMy/MJ+mYdjmU5u6kg/BdHMfKJJ5TiR4GOBDb1GQ4QIDAQAB");
    struct lint_dkim dkim = {0};
    struct finding_list list = {0};
    struct name name = shop();

    (void)state;
    lint_dkim(&name, answers, &dkim, &list);
    assert_true(dkim.right);
    assert_int_equal(list.count, 1);
    assert_int_equal(list.items[0].code, CODE_DKIM_KEY_1024);
    assert_int_equal(list.items[0].severity, SEVERITY_WARN);
    finding_list_clear(&list);
    answers_free(answers);
}

static void nothing_is_a_missing_key(void **state)
{
    struct answers *answers = answers_new(OUTCOME_NXDOMAIN);
    struct lint_dkim dkim = {.foreign = true, .right = true};
    struct finding_list list = {0};
    struct name name = shop();

    (void)state;
    lint_dkim(&name, answers, &dkim, &list);
    assert_false(dkim.right);
    assert_false(dkim.foreign);
    assert_true(finding_list_has(&list, CODE_DKIM_MISSING));
    finding_list_clear(&list);
    answers_free(answers);
}

static void nothing_is_no_dmarc(void **state)
{
    struct answers *answers = answers_new(OUTCOME_NODATA);
    struct lint_dmarc dmarc = {0};
    struct finding_list list = {0};
    struct name name = shop();

    (void)state;
    lint_dmarc(&name, answers, &dmarc, &list);
    assert_int_equal(dmarc.count, 0);
    assert_false(dmarc.foreign);
    assert_int_equal(list.count, 0);
    dmarc_record_clear(&dmarc.record);
    answers_free(answers);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_answer_is_not_missing),
        cmocka_unit_test(what_is_nearly_spf_shows_how_it_begins),
        cmocka_unit_test(a_short_key_is_a_warning_where_nothing_longer_is_wanted),
        cmocka_unit_test(nothing_is_a_missing_key),
        cmocka_unit_test(nothing_is_no_dmarc),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
