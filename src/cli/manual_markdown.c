// SPDX-License-Identifier: MIT
#include "base/words.h"
#include "cli/exit.h"
#include "cli/global.h"
#include "cli/help.h"
#include "cli/manual.h"

#include <string.h>

/* A table's cell: a bar would end it. */
static void cell_put(struct buffer *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '|') {
            buffer_add_byte(out, '\\');
        }
        buffer_add_byte(out, (unsigned char)*text);
    }
}

static void row_put(struct buffer *out, const char *label, const char *meaning)
{
    buffer_add_text(out, "| `");
    cell_put(out, label);
    buffer_add_text(out, "` | ");
    cell_put(out, meaning);
    buffer_add_text(out, " |\n");
}

static void arguments_put(struct buffer *out, const struct command *command)
{
    const struct argument *argument;

    for (size_t i = 0; (argument = command_argument_nth(command, i)) != NULL; i++) {
        struct buffer label = {0};

        if (argument->use & ARGUMENT_INNER) {
            continue;
        }
        if (i == 0) {
            buffer_add_text(out, "\n| | |\n|---|---|\n");
        }
        help_argument(argument, &label);
        row_put(out, buffer_text(&label), _(argument->help));
        buffer_clear(&label);
    }
}

static void command_put(struct buffer *out, const struct command *command)
{
    buffer_printf(out, "\n## %s\n\n%s.\n\n```\n", command->words, _(command->help));
    help_synopsis(command, out);
    buffer_add_text(out, "\n```\n");
    arguments_put(out, command);
    if (command->method) {
        buffer_printf(out, "\nHTTP: `%s %s`\n", command->method, command->route);
    }
}

static void globals_put(struct buffer *out)
{
    buffer_printf(out, "\n## %s\n\n| | | |\n|---|---|---|\n", _("Global options"));
    for (size_t i = 0; i < GLOBAL_COUNT; i++) {
        const struct global_option *option = global_at((enum global)i);

        buffer_printf(out, "| `--%s", option->name);
        if (option->value) {
            buffer_add_byte(out, ' ');
            cell_put(out, option->value);
        }
        buffer_add_text(out, "` | ");
        cell_put(out, _(option->help));
        buffer_add_text(out, option->variable ? " | `" : " | ");
        buffer_add_text(out, option->variable ? option->variable : "");
        buffer_add_text(out, option->variable ? "` |\n" : "|\n");
    }
}

static void exits_put(struct buffer *out)
{
    buffer_printf(out, "\n## %s\n\n| | |\n|---|---|\n", _("Exit codes"));
    for (int code = EXIT_RIGHT; code <= EXIT_OURS; code++) {
        const char label[] = {(char)('0' + code), '\0'};

        row_put(out, label, _(exit_meaning((enum exit_code)code)));
    }
}

void manual_markdown(struct buffer *out)
{
    const struct command *command;

    buffer_printf(out, "# %s\n\n%s\n", _("Commands"),
                  _("Written by `make docs` from the command table; do not edit."));
    globals_put(out);
    exits_put(out);
    for (size_t i = 0; (command = command_nth(i)) != NULL; i++) {
        command_put(out, command);
    }
}
