// SPDX-License-Identifier: MIT
#include "domain/code.h"

#include "base/status.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static void words_lead_back(void **state)
{
    (void)state;
    for (int i = 0; i < CODE_COUNT; i++) {
        enum code found = CODE_COUNT;

        assert_true(code_from_word(code_word((enum code)i), &found));
        assert_int_equal(found, i);
    }
}

static void unknown_words_are_refused(void **state)
{
    enum code found = CODE_COUNT;

    (void)state;
    assert_false(code_from_word("no-such-code", &found));
    assert_false(code_from_word("", &found));
    assert_int_equal(found, CODE_COUNT);
}

static void areas_begin_the_words(void **state)
{
    (void)state;
    for (int i = 0; i < CODE_COUNT; i++) {
        const char *prefix =
            code_area((enum code)i) == AREA_MAIL ? "ar" : area_word(code_area((enum code)i));

        assert_true(text_starts(code_word((enum code)i), prefix));
    }
    assert_string_equal(area_word(AREA_MAIL), "mail");
}

static void severities_have_words(void **state)
{
    (void)state;
    assert_string_equal(severity_word(SEVERITY_OK), "ok");
    assert_string_equal(severity_word(code_severity(CODE_DNS_TIMEOUT)), "temp");
    assert_string_equal(severity_word(code_severity(CODE_HOST_DOUBLED)), "error");
}

/* Every brace opens a word: {name}, {ns-a}; translators and findings rely on it. */
static void braces_are_words(const char *sentence)
{
    const char *at = sentence;

    while ((at = strpbrk(at, "{}"))) {
        size_t n = strspn(at + 1, "abcdefghijklmnopqrstuvwxyz-");

        if (*at != '{' || n == 0 || at[1 + n] != '}') {
            fail_msg("not a word: %s", sentence);
        }
        at += n + 2;
    }
}

static void sentences_are_whole(void **state)
{
    (void)state;
    for (int i = 0; i < CODE_COUNT; i++) {
        const char *all[] = {code_message((enum code)i), code_advice((enum code)i),
                             code_explanation((enum code)i)};

        for (size_t j = 0; j < COUNT(all); j++) {
            if (!all[j] || !*all[j]) {
                fail_msg("%s says nothing", code_word((enum code)i));
            }
            braces_are_words(all[j]);
        }
        assert_null(strchr(all[2], '{'));
    }
}

static void messages_differ(void **state)
{
    (void)state;
    for (int i = 0; i < CODE_COUNT; i++) {
        for (int j = i + 1; j < CODE_COUNT; j++) {
            if (strcmp(code_message((enum code)i), code_message((enum code)j)) == 0) {
                fail_msg("%s and %s say the same", code_word((enum code)i),
                         code_word((enum code)j));
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_lead_back),       cmocka_unit_test(unknown_words_are_refused),
        cmocka_unit_test(areas_begin_the_words), cmocka_unit_test(severities_have_words),
        cmocka_unit_test(sentences_are_whole),   cmocka_unit_test(messages_differ),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
