// SPDX-License-Identifier: MIT
#pragma once
/*
 * The console as lines of text (--plain): for screen readers, braille and script(1). Lines are only
 * ever added; what changed is said, the rest is not repeated. A line typed is a key ("v", "PgDn",
 * empty: Enter), a command ("verify", "filter lost"), or goes into the field that has the keys;
 * "\Esc" is a key also there.
 */
#include "ui/ui.h"

int line_mode_run(const struct ui_options *options);
