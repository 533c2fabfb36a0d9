// SPDX-License-Identifier: MIT
#include "base/text.h"
#include "base/words.h"
#include "cli/complete_shells.h"
#include "cli/global.h"

#include <string.h>

/* Whether the command so far is exactly these words. */
static const char helper[] =
    "function __vouch_at\n"
    "    set -l found (string match -rv '^-' -- (commandline -opc)[2..-1])\n"
    "    test (string join ' ' -- $found[1..(count $argv)]) = (string join ' ' -- $argv)\n"
    "end\n"
    "function __vouch_none\n"
    "    test (count (string match -rv '^-' -- (commandline -opc)[2..-1])) -eq 0\n"
    "end\n"
    "function __vouch_just\n"
    "    test (string join ' ' -- (string match -rv '^-' -- (commandline -opc)[2..-1])) = "
    "\"$argv\"\n"
    "end\n"
    "complete -c vouch -f\n";

/* A text in single quotes, where fish knows only \\ and \'. */
static void quoted_put(struct buffer *out, const char *text)
{
    buffer_add_byte(out, '\'');
    for (; *text; text++) {
        if (*text == '\'' || *text == '\\') {
            buffer_add_byte(out, '\\');
        }
        buffer_add_byte(out, (unsigned char)*text);
    }
    buffer_add_byte(out, '\'');
}

static void word_put(struct buffer *out, const struct command *command)
{
    size_t n = strcspn(command->words, " ");

    if (command->words[n]) {
        buffer_printf(out, "complete -c vouch -n __vouch_none -a %.*s\n", (int)n, command->words);
        buffer_printf(out, "complete -c vouch -n '__vouch_just %.*s' -a %s -d ", (int)n,
                      command->words, command->words + n + 1);
    } else {
        buffer_printf(out, "complete -c vouch -n __vouch_none -a %s -d ", command->words);
    }
    quoted_put(out, _(command->help));
    buffer_add_byte(out, '\n');
}

static void option_put(struct buffer *out, const char *name, bool takes_value, bool is_file,
                       const char *choices, const char *help)
{
    struct buffer words = {0};

    buffer_printf(out, " -l %s%s", name, takes_value ? is_file ? " -r -F" : " -x" : "");
    if (choices) {
        complete_choices(choices, &words);
        buffer_add_text(out, " -a ");
        quoted_put(out, buffer_text(&words));
        buffer_clear(&words);
    }
    buffer_add_text(out, " -d ");
    quoted_put(out, help);
    buffer_add_byte(out, '\n');
}

static void arguments_put(struct buffer *out, const struct command *command)
{
    const struct argument *argument;

    for (size_t i = 0; (argument = command_argument_nth(command, i)) != NULL; i++) {
        bool choice = argument->kind == ARGUMENT_CHOICE || argument->kind == ARGUMENT_CHOICES;
        struct buffer words = {0};

        if (argument_is_option(argument)) {
            buffer_printf(out, "complete -c vouch -n '__vouch_at %s'", command->words);
            option_put(out, argument->name, argument->kind != ARGUMENT_FLAG,
                       argument->kind == ARGUMENT_FILE, choice ? argument->choices : NULL,
                       _(argument->help));
        } else if (choice) {
            complete_choices(argument->choices, &words);
            buffer_printf(out, "complete -c vouch -n '__vouch_at %s' -a '%s'\n", command->words,
                          buffer_text(&words));
        }
        buffer_clear(&words);
    }
}

static void globals_put(struct buffer *out)
{
    for (size_t i = 0; i < GLOBAL_COUNT; i++) {
        const struct global_option *option = global_at((enum global)i);
        bool choice = option->value && strchr(option->value, '|');
        bool file = text_equal(option->value, "FILE") || text_equal(option->value, "DIR");

        buffer_add_text(out, "complete -c vouch");
        option_put(out, option->name, option->value != NULL, file, choice ? option->value : NULL,
                   _(option->help));
    }
}

void complete_fish(struct buffer *out)
{
    const struct command *command;

    buffer_add_text(out, "# fish completion for vouch; written by `vouch completion fish`\n");
    buffer_add_text(out, helper);
    for (size_t i = 0; (command = command_nth(i)) != NULL; i++) {
        word_put(out, command);
        arguments_put(out, command);
    }
    globals_put(out);
}
