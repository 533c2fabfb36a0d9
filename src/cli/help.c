// SPDX-License-Identifier: MIT
#include "cli/help.h"

#include "base/text.h"
#include "base/words.h"
#include "cli/exit.h"
#include "cli/global.h"

#include <string.h>

enum { LABEL_CELLS = 28 };

/* A label and what it means, beside each other or, when the label is long, below. */
static void row_put(struct buffer *out, const char *label, const char *meaning)
{
    size_t cells = text_cells(label);

    buffer_printf(out, "  %s", label);
    if (cells > LABEL_CELLS) {
        buffer_add_byte(out, '\n');
        cells = 0;
        buffer_add_text(out, "  ");
    }
    buffer_printf(out, "%*s  %s\n", (int)(LABEL_CELLS - cells), "", meaning);
}

void help_argument(const struct argument *argument, struct buffer *out)
{
    if (argument_is_option(argument)) {
        buffer_printf(out, "--%s", argument->name);
        if (argument->kind != ARGUMENT_FLAG) {
            buffer_printf(out, " %s", argument->choices);
        }
        if (argument->kind == ARGUMENT_CHOICES) {
            buffer_add_text(out, ",...");
        }
        return;
    }
    buffer_add_text(out, argument->choices);
    if (argument->use & ARGUMENT_MANY) {
        buffer_add_text(out, "...");
    }
}

/* The option that may stand in for the positional; NULL: none. */
static const struct argument *instead_of(const struct command *command)
{
    const struct argument *argument;

    for (size_t i = 0; (argument = command_argument_nth(command, i)) != NULL; i++) {
        if (argument->use & ARGUMENT_INSTEAD) {
            return argument;
        }
    }
    return NULL;
}

static void argument_put(const struct command *command, const struct argument *argument,
                         struct buffer *out)
{
    const struct argument *instead = instead_of(command);
    bool optional = !(argument->use & ARGUMENT_REQUIRED);

    if (argument->use & (ARGUMENT_INNER | ARGUMENT_INSTEAD)) {
        return;
    }
    buffer_add_text(out, optional ? " [" : " ");
    help_argument(argument, out);
    if (instead && argument->use & ARGUMENT_POSITIONAL) {
        buffer_add_text(out, "|");
        help_argument(instead, out);
    }
    buffer_add_text(out, optional ? "]" : "");
}

void help_synopsis(const struct command *command, struct buffer *out)
{
    const struct argument *argument;

    buffer_printf(out, "vouch %s", command->words);
    for (size_t i = 0; (argument = command_argument_nth(command, i)) != NULL; i++) {
        argument_put(command, argument, out);
    }
}

void help_command(const struct command *command, struct buffer *out)
{
    const struct argument *argument;

    buffer_printf(out, "%s ", _("Usage:"));
    help_synopsis(command, out);
    buffer_printf(out, "\n\n%s\n", _(command->help));
    for (size_t i = 0; (argument = command_argument_nth(command, i)) != NULL; i++) {
        struct buffer label = {0};

        if (argument->use & ARGUMENT_INNER) {
            continue;
        }
        if (i == 0) {
            buffer_add_byte(out, '\n');
        }
        help_argument(argument, &label);
        row_put(out, buffer_text(&label), _(argument->help));
        buffer_clear(&label);
    }
    buffer_printf(out, "\n%s\n", _("Global options: `vouch --help`"));
}

void help_group(const char *topic, struct buffer *out)
{
    const struct command *command;
    size_t length = strlen(topic);

    for (size_t i = 0; (command = command_nth(i)) != NULL; i++) {
        bool within = text_starts(command->words, topic) &&
                      (length == 0 || strchr(" ", command->words[length]));

        if (within) {
            row_put(out, command->words, _(command->help));
        }
    }
}

static void globals_put(struct buffer *out)
{
    for (size_t i = 0; i < GLOBAL_COUNT; i++) {
        const struct global_option *option = global_at((enum global)i);
        struct buffer label = {0};

        buffer_printf(&label, "--%s%s%s", option->name, option->value ? " " : "",
                      option->value ? option->value : "");
        row_put(out, buffer_text(&label), _(option->help));
        buffer_clear(&label);
    }
}

void help_overview(struct buffer *out)
{
    buffer_printf(out, "%s vouch                          %s\n", _("Usage:"), _("the console"));
    buffer_printf(out, "%s vouch [OPTIONS] COMMAND ...    %s\n\n", _("Usage:"),
                  _("one command, then exit"));
    buffer_printf(out, "%s\n", _("Commands; `vouch COMMAND --help` tells more:"));
    help_group("", out);
    buffer_printf(out, "\n%s\n", _("Options, also after the command:"));
    globals_put(out);
    buffer_printf(out, "\n%s\n", _("Exit codes:"));
    for (int code = EXIT_RIGHT; code <= EXIT_OURS; code++) {
        const char label[] = {(char)('0' + code), '\0'};

        row_put(out, label, _(exit_meaning((enum exit_code)code)));
    }
}
