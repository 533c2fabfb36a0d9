// SPDX-License-Identifier: MIT
#pragma once
/* The palette: what is typed after ':'. Any action by its name, and a few words that take a value.
 */
#include "base/buffer.h"

struct app;

void command_line_run(struct app *app, const char *text);
void command_line_complete(struct app *app, struct buffer *text);
