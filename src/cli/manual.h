// SPDX-License-Identifier: MIT
#pragma once
/* The reference, written from the command tables: `vouch help --markdown` makes docs/COMMANDS.md,
 * `vouch help --man` the manual page vouch(1). */
#include "base/buffer.h"

void manual_markdown(struct buffer *out);
void manual_man(struct buffer *out);
