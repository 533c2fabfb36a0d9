// SPDX-License-Identifier: MIT
#include "cli/help.h"

#include "base/file.h"
#include "base/words.h"
#include "cli/complete.h"
#include "cli/global.h"
#include "cli/manual.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Every command of the tables stands in the text. */
static void all_commands_are_in(struct buffer *text)
{
    const struct command *command;

    for (size_t i = 0; (command = command_nth(i)) != NULL; i++) {
        assert_non_null(strstr(buffer_text(text), command->words));
    }
    buffer_clear(text);
}

static void all_globals_are_in(const struct buffer *text)
{
    for (size_t i = 0; i < GLOBAL_COUNT; i++) {
        assert_non_null(strstr(buffer_text(text), global_at((enum global)i)->name));
    }
}

static void nothing_is_left_out(void **state)
{
    struct buffer text = {0};

    (void)state;
    help_overview(&text);
    all_globals_are_in(&text);
    all_commands_are_in(&text);
    manual_markdown(&text);
    all_globals_are_in(&text);
    all_commands_are_in(&text);
}

static void synopsis_is(enum verb verb, const char *wanted)
{
    struct buffer text = {0};

    help_synopsis(command_at(verb), &text);
    assert_string_equal(buffer_text(&text), wanted);
    buffer_clear(&text);
}

static void a_synopsis_tells_what_is_required(void **state)
{
    (void)state;
    synopsis_is(VERB_DOMAINS_USE, "vouch domains use DOMAIN spf|dkim");
    synopsis_is(VERB_DOMAINS_IMPORT, "vouch domains import FILE [--dry-run]");
    synopsis_is(VERB_DOMAINS_VERIFY, "vouch domains verify DOMAIN...|--all [--only token|spf|dkim|"
                                     "dmarc,...] [--caches] [--deep] [--in-flight N]");
    synopsis_is(VERB_SPF_EVAL, "vouch spf eval --ip ADDRESS [--mail-from SENDER] [--helo NAME]");
    synopsis_is(VERB_DOMAINS_LOG, "vouch domains log [DOMAIN] [--limit N] [--after CURSOR]");
}

static void a_group_has_its_commands_only(void **state)
{
    struct buffer text = {0};

    (void)state;
    help_group("spf", &text);
    assert_non_null(strstr(buffer_text(&text), "spf merge"));
    assert_null(strstr(buffer_text(&text), "dkim"));
    buffer_clear(&text);
    help_group("sp", &text);
    assert_int_equal(text.length, 0);
    buffer_clear(&text);
}

/* No line of the page may begin a request by accident, and every dash is a real one. */
static void the_manual_is_roff(void **state)
{
    static const char requests[] = ".TH .SH .SS .TP .B .br ";
    struct buffer text = {0};

    (void)state;
    manual_man(&text);
    for (const char *line = text.bytes; *line; line += strcspn(line, "\n") + 1) {
        char request[8] = "";

        if (*line == '.') {
            memcpy(request, line, strcspn(line, " \n") + 1);
            request[strcspn(line, " \n")] = ' ';
            assert_non_null(strstr(requests, request));
        }
    }
    assert_null(strstr(text.bytes, " -"));
    buffer_clear(&text);
}

static void shells_are_known_by_name(void **state)
{
    static const char *const shells[] = {"bash", "zsh", "fish"};
    struct buffer text = {0};

    (void)state;
    for (size_t i = 0; i < COUNT(shells); i++) {
        assert_true(complete_write(shells[i], &text));
        assert_non_null(strstr(buffer_text(&text), "nslookup"));
        assert_null(strstr(buffer_text(&text), "in_flight"));
        buffer_clear(&text);
    }
    assert_false(complete_write("tcsh", &text));
}

static int in_english(void **state)
{
    (void)state;
    words_open("en");
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_left_out),
        cmocka_unit_test(a_synopsis_tells_what_is_required),
        cmocka_unit_test(a_group_has_its_commands_only),
        cmocka_unit_test(the_manual_is_roff),
        cmocka_unit_test(shells_are_known_by_name),
    };

    return cmocka_run_group_tests_name("cli/help", tests, in_english, NULL);
}
