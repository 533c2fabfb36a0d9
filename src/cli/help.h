// SPDX-License-Identifier: MIT
#pragma once
/* Help from the command tables, in the user's language: for everything, for a group of commands,
 * for one command. */
#include "base/buffer.h"
#include "cli/own.h"

/* Everything: usage, commands, global options, exit codes. */
void help_overview(struct buffer *out);
/* The commands whose words begin with the topic. */
void help_group(const char *topic, struct buffer *out);
void help_command(const struct command *command, struct buffer *out);

/* One line: "vouch domains use DOMAIN spf|dkim". */
void help_synopsis(const struct command *command, struct buffer *out);
/* How an argument is written: "--env public|financial|government", "DOMAIN...". */
void help_argument(const struct argument *argument, struct buffer *out);
