// SPDX-License-Identifier: MIT
#include "base/text.h"
#include "cli/complete_shells.h"
#include "cli/global.h"

#include <string.h>

void complete_choices(const char *choices, struct buffer *out)
{
    for (; *choices; choices++) {
        buffer_add_byte(out, (unsigned char)(*choices == '|' ? ' ' : *choices));
    }
}

/* Global options with a list of values say it in their value's name. */
static bool has_choices(const char *value)
{
    return value && strchr(value, '|');
}

static bool is_choice(const struct argument *argument)
{
    return argument->kind == ARGUMENT_CHOICE || argument->kind == ARGUMENT_CHOICES;
}

/* Whether an earlier command began with the same n bytes. */
static bool was_named(size_t before, const char *words, size_t n)
{
    for (size_t i = 0; i < before; i++) {
        const char *earlier = command_nth(i)->words;

        if (strncmp(earlier, words, n) == 0 && strchr(" ", earlier[n])) {
            return true;
        }
    }
    return false;
}

/* First words for "", second words of a group, the choices of a command's own positionals. */
static void next_groups(struct buffer *out)
{
    const struct command *command;

    buffer_add_text(out, "    '') echo");
    for (size_t i = 0; (command = command_nth(i)) != NULL; i++) {
        size_t n = strcspn(command->words, " ");

        if (!was_named(i, command->words, n)) {
            buffer_printf(out, " %.*s", (int)n, command->words);
        }
    }
    buffer_add_text(out, " ;;\n");
}

static void next_group(struct buffer *out, const char *group, size_t n)
{
    const struct command *command;

    buffer_printf(out, "    '%.*s') echo", (int)n, group);
    for (size_t i = 0; (command = command_nth(i)) != NULL; i++) {
        if (strncmp(command->words, group, n + 1) == 0) {
            buffer_printf(out, "%s", command->words + n);
        }
    }
    buffer_add_text(out, " ;;\n");
}

static void next_positionals(struct buffer *out, const struct command *command)
{
    const struct argument *argument;

    for (size_t i = 0; (argument = command_argument_nth(command, i)) != NULL; i++) {
        if (argument->use & ARGUMENT_POSITIONAL && is_choice(argument)) {
            buffer_printf(out, "    '%s') echo ", command->words);
            complete_choices(argument->choices, out);
            buffer_add_text(out, " ;;\n");
        }
    }
}

static void next_put(struct buffer *out)
{
    const struct command *command;

    buffer_add_text(out, "_vouch_next() {\n    case \"$1\" in\n");
    next_groups(out);
    for (size_t i = 0; (command = command_nth(i)) != NULL; i++) {
        size_t n = strcspn(command->words, " ");

        if (command->words[n] && !was_named(i, command->words, n)) {
            next_group(out, command->words, n);
        }
        next_positionals(out, command);
    }
    buffer_add_text(out, "    esac\n}\n");
}

static void options_put(struct buffer *out)
{
    const struct command *command;
    const struct argument *argument;

    buffer_add_text(out, "_vouch_options() {\n    case \"$1\" in\n");
    for (size_t i = 0; (command = command_nth(i)) != NULL; i++) {
        buffer_printf(out, "    '%s') echo ''", command->words);
        for (size_t at = 0; (argument = command_argument_nth(command, at)) != NULL; at++) {
            if (argument_is_option(argument)) {
                buffer_printf(out, " --%s", argument->name);
            }
        }
        buffer_add_text(out, " ;;\n");
    }
    buffer_add_text(out, "    esac\n    echo");
    for (size_t i = 0; i < GLOBAL_COUNT; i++) {
        buffer_printf(out, " --%s", global_at((enum global)i)->name);
    }
    buffer_add_text(out, "\n}\n");
}

/* words NULL: a global option, after any command. */
static void value_put(struct buffer *out, const char *words, const char *option,
                      const char *choices, bool is_file)
{
    buffer_printf(out, words ? "    '%s --%s') echo '" : "    *'%s --%s') echo '",
                  words ? words : "", option);
    if (choices) {
        complete_choices(choices, out);
    }
    buffer_add_text(out, is_file ? "/' ;;\n" : "' ;;\n");
}

static void values_put(struct buffer *out)
{
    const struct command *command;
    const struct argument *argument;

    buffer_add_text(out, "_vouch_values() {\n    case \"$1 $2\" in\n");
    for (size_t i = 0; (command = command_nth(i)) != NULL; i++) {
        for (size_t at = 0; (argument = command_argument_nth(command, at)) != NULL; at++) {
            if (argument_is_option(argument) && argument->kind != ARGUMENT_FLAG) {
                value_put(out, command->words, argument->name,
                          is_choice(argument) ? argument->choices : NULL,
                          argument->kind == ARGUMENT_FILE);
            }
        }
    }
    for (size_t i = 0; i < GLOBAL_COUNT; i++) {
        const struct global_option *option = global_at((enum global)i);

        if (option->value) {
            value_put(out, NULL, option->name, has_choices(option->value) ? option->value : NULL,
                      text_equal(option->value, "FILE") || text_equal(option->value, "DIR"));
        }
    }
    buffer_add_text(out, "    *) return 1 ;;\n    esac\n}\n");
}

void complete_tables(struct buffer *out)
{
    next_put(out);
    options_put(out);
    values_put(out);
}
