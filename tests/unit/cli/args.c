// SPDX-License-Identifier: MIT
#include "cli/args.h"

#include "base/text.h"
#include "tests/support/rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { WORDS = 24 };

static void given_write(const struct args *args, struct buffer *out)
{
    buffer_add_text(out, args->command ? args->command->words : "");
    for (size_t i = 0; i < args->count; i++) {
        buffer_printf(out, "%s%s=%s", i ? " " : ": ", args->given[i].argument->name,
                      args->given[i].value);
    }
}

/* Only those that are named: each must have its value. */
static void globals_are(const struct args *args, char *wanted)
{
    for (char *pair = wanted; *pair;) {
        size_t length = strcspn(pair, " "), name = strcspn(pair, "=");
        char *next = pair + length + (pair[length] == ' ');

        pair[length] = '\0';
        assert_string_equal(globals_get(&args->globals, global_find(pair, name)), pair + name + 1);
        pair = next;
    }
}

static int words_split(char *text, char *argv[WORDS])
{
    static char program[] = "vouch", empty[] = "";
    int argc = 0;

    argv[argc++] = program;
    while (*text) {
        char *end = text + strcspn(text, " ");
        char *next = end + (*end == ' ');

        *end = '\0';
        argv[argc++] = text_equal(text, "''") ? empty : text;
        text = next;
    }
    return argc;
}

static void one_line(const struct row *row, void *arg)
{
    char *argv[WORDS];
    int argc = words_split(row->cells[0], argv);
    struct buffer given = {0};
    struct fault fault = {0};
    struct args args;
    enum status status = args_read(argc, argv, &args, &fault);

    (void)arg;
    assert_string_equal(fault.message, row->cells[1]);
    assert_int_equal(status, row->lengths[1] ? STATUS_INVALID : STATUS_OK);
    if (status == STATUS_OK) {
        given_write(&args, &given);
        assert_string_equal(buffer_text(&given), row->cells[2]);
    } else {
        assert_string_equal(fault.code, "usage");
    }
    globals_are(&args, row->cells[3]);
    buffer_clear(&given);
    args_clear(&args);
}

static void command_lines_are_read(void **state)
{
    (void)state;
    rows_each("tests/data/cli/args.tsv", one_line, NULL);
}

/* One name, one meaning: a command's option may not hide a global one. */
static void options_are_unique(void **state)
{
    const struct command *command;
    const struct argument *argument;

    (void)state;
    for (size_t i = 0; (command = command_nth(i)) != NULL; i++) {
        for (size_t at = 0; (argument = command_argument_nth(command, at)) != NULL; at++) {
            if (argument_is_option(argument)) {
                assert_int_equal(global_find(argument->name, strlen(argument->name)), GLOBAL_COUNT);
            }
        }
    }
}

static void values_are_found_by_name(void **state)
{
    char program[] = "vouch", check[] = "check", a[] = "a", b[] = "b", at[] = "--in-flight",
         seven[] = "7";
    char *const argv[] = {program, check, a, b, at, seven};
    struct args args;

    (void)state;
    assert_int_equal(args_read(6, argv, &args, NULL), STATUS_OK);
    assert_string_equal(args_get_nth(&args, "domain", 1), "b");
    assert_null(args_get_nth(&args, "domain", 2));
    assert_false(args_has(&args, "file"));
    assert_int_equal(args_number(&args, "in-flight", 1), 7);
    assert_int_equal(args_number(&args, "dkim-bits", 2048), 2048);
    args_clear(&args);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(command_lines_are_read),
        cmocka_unit_test(options_are_unique),
        cmocka_unit_test(values_are_found_by_name),
    };

    return cmocka_run_group_tests_name("cli/args", tests, NULL, NULL);
}
