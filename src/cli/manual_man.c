// SPDX-License-Identifier: MIT
#include "base/words.h"
#include "cli/exit.h"
#include "cli/global.h"
#include "cli/help.h"
#include "cli/manual.h"

#include <string.h>

/* Of the page's own words, not of the build, so that the same source makes the same page. */
#define MANUAL_DATE "2026-10-05"

/* Text as roff wants it: backslashes and dashes escaped, no control line by accident. */
static void roff_put(struct buffer *out, const char *text)
{
    if (*text == '.' || *text == '\'') {
        buffer_add_text(out, "\\&");
    }
    for (; *text; text++) {
        if (*text == '-') {
            buffer_add_byte(out, '\\');
        }
        buffer_add_text(out, *text == '\\' ? "\\e" : "");
        if (*text != '\\') {
            buffer_add_byte(out, (unsigned char)*text);
        }
    }
}

static void section_put(struct buffer *out, const char *title)
{
    buffer_add_text(out, ".SH ");
    roff_put(out, title);
    buffer_add_byte(out, '\n');
}

static void tagged_put(struct buffer *out, const char *tag, const char *text)
{
    buffer_add_text(out, ".TP\n.B ");
    roff_put(out, tag);
    buffer_add_byte(out, '\n');
    roff_put(out, text);
    buffer_add_byte(out, '\n');
}

static void command_put(struct buffer *out, const struct command *command)
{
    const struct argument *argument;
    struct buffer synopsis = {0};

    help_synopsis(command, &synopsis);
    buffer_add_text(out, ".SS ");
    roff_put(out, buffer_text(&synopsis));
    buffer_add_byte(out, '\n');
    roff_put(out, _(command->help));
    buffer_add_text(out, ".\n");
    buffer_clear(&synopsis);
    for (size_t i = 0; (argument = command_argument_nth(command, i)) != NULL; i++) {
        struct buffer label = {0};

        if (!(argument->use & ARGUMENT_INNER)) {
            help_argument(argument, &label);
            tagged_put(out, buffer_text(&label), _(argument->help));
        }
        buffer_clear(&label);
    }
}

static void globals_put(struct buffer *out)
{
    for (size_t i = 0; i < GLOBAL_COUNT; i++) {
        const struct global_option *option = global_at((enum global)i);
        struct buffer label = {0};

        buffer_printf(&label, "--%s%s%s", option->name, option->value ? " " : "",
                      option->value ? option->value : "");
        tagged_put(out, buffer_text(&label), _(option->help));
        if (option->variable) {
            buffer_add_text(out, ".br\n");
            roff_put(out, _("Environment: "));
            roff_put(out, option->variable);
            buffer_add_byte(out, '\n');
        }
        buffer_clear(&label);
    }
}

static void exits_put(struct buffer *out)
{
    for (int code = EXIT_RIGHT; code <= EXIT_OURS; code++) {
        const char label[] = {(char)('0' + code), '\0'};

        tagged_put(out, label, _(exit_meaning((enum exit_code)code)));
    }
}

static void opening_put(struct buffer *out)
{
    buffer_printf(out, ".TH VOUCH 1 \"%s\" \"vouch %s\"\n", MANUAL_DATE, VOUCH_VERSION);
    section_put(out, _("NAME"));
    roff_put(out, _("vouch - prove that a mail-sending domain is yours"));
    buffer_add_byte(out, '\n');
    section_put(out, _("SYNOPSIS"));
    buffer_add_text(out, ".B vouch\n.br\n.B vouch\n");
    roff_put(out, _("[OPTIONS] COMMAND ..."));
    buffer_add_byte(out, '\n');
    section_put(out, _("DESCRIPTION"));
    roff_put(out, _("Without a command vouch is a console on the terminal. With a command it does "
                    "one thing and exits. It registers domains that send mail, says what to "
                    "publish in DNS, looks whether it is there and, where it is not, says exactly "
                    "what is wrong and how to mend it."));
    buffer_add_byte(out, '\n');
}

void manual_man(struct buffer *out)
{
    const struct command *command;

    opening_put(out);
    section_put(out, _("COMMANDS"));
    for (size_t i = 0; (command = command_nth(i)) != NULL; i++) {
        command_put(out, command);
    }
    section_put(out, _("OPTIONS"));
    globals_put(out);
    section_put(out, _("EXIT STATUS"));
    exits_put(out);
    section_put(out, _("FILES"));
    tagged_put(out, "$XDG_CONFIG_HOME/vouch/vouch.conf",
               _("Settings, one key = value a line; the keys are the options above that need no "
                 "dashes: project, data, dns, lang, theme and so on."));
    tagged_put(out, "$XDG_DATA_HOME/vouch", _("The store: domains, keys, the log."));
    section_put(out, _("ENVIRONMENT"));
    tagged_put(out, "NO_COLOR", _("When it is set, no colours are used."));
    tagged_put(out, "VOUCH_CLOCK", _("Fixes the time, such as 2026-10-05T14:07:31Z."));
}
