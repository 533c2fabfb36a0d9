// SPDX-License-Identifier: MIT
#pragma once
/* Completion scripts for shells, written from the command tables. */
#include "base/buffer.h"

#include <stdbool.h>

/* shell: "bash", "zsh" or "fish"; false: no such shell. */
bool complete_write(const char *shell, struct buffer *out);
