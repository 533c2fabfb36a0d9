// SPDX-License-Identifier: MIT
#include "cli/own.h"

#include "base/status.h"
#include "base/words.h"

// clang-format off
static const struct command owns[] = {
    [OWN_NONE] = {.words = NULL},
    [OWN_SERVE] = {"serve", NULL, NULL, MAY_OPERATE, REPLY_NOTHING,
        N_("Offer this engine over HTTP, for many projects, until SIGTERM"), {
        {"listen", ARGUMENT_TEXT, ARGUMENT_OPTION, "ADDRESS[:PORT]",
            N_("where to listen; 127.0.0.1:8425 by default; others than loopback with TLS only")},
        {"socket", ARGUMENT_TEXT, ARGUMENT_OPTION, "PATH",
            N_("a Unix socket besides vouch.sock in the store's folder")},
        {"tls-cert", ARGUMENT_TEXT, ARGUMENT_OPTION, "FILE",
            N_("speak TLS with this certificate chain, in PEM")},
        {"tls-key", ARGUMENT_TEXT, ARGUMENT_OPTION, "FILE",
            N_("the certificate's private key, in PEM")}}},
    [OWN_HELP] = {"help", NULL, NULL, MAY_LOOK, REPLY_NOTHING,
        N_("Help for everything, a group or a command"), {
        {"command", ARGUMENT_TEXT, ARGUMENT_POSITIONAL | ARGUMENT_MANY, "COMMAND",
            N_("a group or a command")},
        {"markdown", ARGUMENT_FLAG, ARGUMENT_OPTION, NULL,
            N_("everything, as docs/COMMANDS.md has it")},
        {"man", ARGUMENT_FLAG, ARGUMENT_OPTION, NULL,
            N_("everything, as the manual page vouch(1)")},
        {"openapi", ARGUMENT_FLAG, ARGUMENT_OPTION, NULL,
            N_("the HTTP API, as docs/openapi.yaml describes it")}}},
    [OWN_COMPLETION] = {"completion", NULL, NULL, MAY_LOOK, REPLY_NOTHING,
        N_("Print a completion script for a shell"), {
        {"shell", ARGUMENT_CHOICE, ARGUMENT_POSITIONAL | ARGUMENT_REQUIRED, "bash|zsh|fish",
            N_("which shell")}}},
};
// clang-format on
_Static_assert(COUNT(owns) == OWN_COUNT, "every command of our own is described");

const struct command *own_at(enum own own)
{
    return &owns[own];
}

const struct command *command_nth(size_t i)
{
    if (i < VERB_COUNT - 1) {
        return command_at((enum verb)(i + 1));
    }
    i -= VERB_COUNT - 1;
    return i < OWN_COUNT - 1 ? &owns[i + 1] : NULL;
}

const struct argument *command_argument_nth(const struct command *command, size_t i)
{
    bool there = command && i < COMMAND_ARGUMENTS && command->arguments[i].name;

    return there ? &command->arguments[i] : NULL;
}

bool argument_is_option(const struct argument *argument)
{
    return !(argument->use & (ARGUMENT_POSITIONAL | ARGUMENT_INNER));
}
