// SPDX-License-Identifier: MIT
#pragma once
/* Commands that are no request to an engine, described like the others: what this mouth answers by
 * itself, and `serve`, which main.c runs. */
#include "engine/command.h"

enum own { OWN_NONE, OWN_SERVE, OWN_HELP, OWN_COMPLETION, OWN_COUNT };

const struct command *own_at(enum own own); /* never NULL but for OWN_NONE */

/* Every command of both tables, in the order of the help: engine verbs first. NULL after the last.
 */
const struct command *command_nth(size_t i);
/* The i-th argument of a command; NULL after the last. */
const struct argument *command_argument_nth(const struct command *command, size_t i);
/* Typed as --name: neither a positional nor an inner one. */
bool argument_is_option(const struct argument *argument);
