// SPDX-License-Identifier: MIT
#pragma once
/* What people get wrong at the DNS provider of the open domain, a line a field or habit: drawn,
 * told and read aloud alike. */
#include "ui/telling.h"

struct app;

void guide_traps(const struct app *app, struct telling *out);
