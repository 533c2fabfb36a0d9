// SPDX-License-Identifier: MIT
#pragma once
/* The front for a terminal: keys in, frames out, at most 30 a second, and what signals want. */
#include "ui/ui.h"

/* The exit code; 128 and the signal when one ended it. */
int console_run(const struct ui_options *options);
