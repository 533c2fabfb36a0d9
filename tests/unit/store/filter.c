// SPDX-License-Identifier: MIT
#include "store/filter.h"

#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* One domain of each kind that the words tell apart. */
static struct domain sample(const char *kind)
{
    struct domain domain = {0};
    struct record_status *records = domain.records;
    bool proven = strcmp(kind, "new") != 0 && strcmp(kind, "waiting") != 0;

    for (int record = 0; record < RECORD_COUNT && proven; record++) {
        records[record].verdict = VERDICT_VERIFIED;
    }
    domain.policy = POLICY_REJECT;
    if (strcmp(kind, "waiting") == 0) {
        records[RECORD_TOKEN].verdict = VERDICT_WAITING;
    } else if (strcmp(kind, "used") == 0) {
        records[RECORD_SPF].power = records[RECORD_DKIM].power = POWER_ON;
    } else if (strcmp(kind, "stopped") == 0) {
        records[RECORD_SPF].power = records[RECORD_DKIM].power = POWER_OFF;
    } else if (strcmp(kind, "failed") == 0) {
        records[RECORD_DKIM].verdict = VERDICT_FAILED;
        domain.policy = POLICY_NONE;
    } else if (strcmp(kind, "lost") == 0) {
        records[RECORD_SPF] = (struct record_status){.verdict = VERDICT_LOST, .power = POWER_ON};
        domain.policy = POLICY_QUARANTINE;
    } else if (strcmp(kind, "guest") == 0) {
        records[RECORD_SPF].power = records[RECORD_DKIM].power = POWER_ON;
        domain.role = ROLE_GUEST;
    }
    return domain;
}

static const char *const kinds[] = {"new", "waiting", "used", "stopped", "failed", "lost", "guest"};

struct case_row {
    const char *filter, *wanted; /* the kinds, each with blanks around it */
};

// clang-format off
static const struct case_row rows[] = {
    { "",                  " new waiting used stopped failed lost guest " },
    { "   ",               " new waiting used stopped failed lost guest " },
    { "attention",         " failed lost " },
    { "waiting",           " waiting " },
    { "in-use",            " used guest " },
    { "lost",              " lost " },
    { "stop",              " stopped " },
    { "fail",              " failed " },
    { "new",               " new " },
    { "ok",                " used stopped guest " },
    { "OK",                " used stopped guest " },
    { "-ok",               " new waiting failed lost " },
    { "state:failed",      " failed " },
    { "state:unverified",  " new waiting " },
    { "token:unverified",  " new " },
    { "spf:in-use",        " used guest " },
    { "dkim:stopped",      " stopped " },
    { "dmarc:verified",    " used stopped failed lost guest " },
    { "dmarc:none",        " failed " },
    { "dmarc:quarantine",  " lost " },
    { "-dmarc:reject",     " failed lost " },
    { "role:guest",        " guest " },
    { "role:owner ok",     " used stopped " },
    { "role:owner -in-use\tok", " stopped " },
    { "lost fail",         " " },
};
// clang-format on

static void words_about_states(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct filter filter;

        assert_int_equal(filter_parse(rows[i].filter, &filter, NULL), STATUS_OK);
        for (size_t k = 0; k < COUNT(kinds); k++) {
            struct domain domain = sample(kinds[k]);
            char word[32];

            snprintf(word, sizeof word, " %s ", kinds[k]);
            if (filter_wants(&filter, &domain) != (strstr(rows[i].wanted, word) != NULL)) {
                fail_msg("\"%s\" and %s", rows[i].filter, kinds[k]);
            }
        }
    }
}

static const struct filter_term *only_term(const char *text, struct filter *filter)
{
    assert_int_equal(filter_parse(text, filter, NULL), STATUS_OK);
    assert_int_equal(filter->count, 1);
    return &filter->terms[0];
}

static void words_about_names(void **state)
{
    struct filter filter;

    (void)state;
    assert_int_equal(only_term("Shop", &filter)->kind, FILTER_PART);
    assert_string_equal(filter.terms[0].text, "shop");
    assert_int_equal(only_term("*.Example", &filter)->kind, FILTER_PATTERN);
    assert_string_equal(filter.terms[0].text, "*.example");
    assert_true(only_term("-shop", &filter)->negated);
    assert_string_equal(filter.terms[0].text, "shop");
    assert_false(only_term("-", &filter)->negated);
    assert_string_equal(only_term("日本語.example", &filter)->text, "xn--wgv71a119e.example");
    assert_true(filter_has(&filter, FILTER_PART));
    assert_false(filter_has(&filter, FILTER_LABEL));
}

static void words_about_labels(void **state)
{
    struct filter filter;

    (void)state;
    assert_int_equal(only_term("fail:host-doubled", &filter)->kind, FILTER_LABEL);
    assert_string_equal(filter.terms[0].text, "fail:host-doubled");
    assert_string_equal(only_term("-ns:Gabia", &filter)->text, "ns:gabia");
    assert_true(filter.terms[0].negated);
}

static void unknown_words_are_refused(void **state)
{
    static const char *const texts[] = {
        "state:", "state:perfect", "fail:no-such-code", "ns:",      "owner:me",    ":",
        "role:",  "fail:",         "dmarc:lenient",     "spf:none", "ok state:bad"};

    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct filter filter = {.count = 7};
        struct fault fault = {0};

        assert_int_equal(filter_parse(texts[i], &filter, &fault), STATUS_INVALID);
        assert_string_equal(fault.code, "usage");
        assert_int_equal(filter.count, 7);
    }
}

static void too_much_is_refused(void **state)
{
    struct filter filter;
    char text[FILTER_TEXT + 2];

    (void)state;
    assert_int_equal(filter_parse("1 2 3 4 5 6 7 8 9 a b c d e f g h", &filter, NULL),
                     STATUS_INVALID);
    memset(text, 'a', sizeof text);
    text[FILTER_TEXT] = '\0';
    assert_int_equal(filter_parse(text, &filter, NULL), STATUS_INVALID);
    text[FILTER_TEXT - 1] = '\0';
    assert_int_equal(filter_parse(text, &filter, NULL), STATUS_OK);
    assert_int_equal(filter_parse(NULL, &filter, NULL), STATUS_OK);
    assert_int_equal(filter.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_about_states),  cmocka_unit_test(words_about_names),
        cmocka_unit_test(words_about_labels),  cmocka_unit_test(unknown_words_are_refused),
        cmocka_unit_test(too_much_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
