// SPDX-License-Identifier: MIT
#pragma once
/* Inside cli/: one writer a shell, and what bash and zsh have in common. */
#include "base/buffer.h"
#include "cli/own.h"

void complete_bash(struct buffer *out);
void complete_zsh(struct buffer *out);
void complete_fish(struct buffer *out);

/*
 * Three functions of POSIX shell: _vouch_next "WORDS" prints the words that may follow,
 * _vouch_options "WORDS" the options of a command, _vouch_values "WORDS" --OPTION the values an
 * option may have ("/" for a file, nothing for free text) and fails for flags. "WORDS" is a command
 * so far, and "" before any.
 */
void complete_tables(struct buffer *out);
/* Choices "a|b" as "a b". */
void complete_choices(const char *choices, struct buffer *out);
