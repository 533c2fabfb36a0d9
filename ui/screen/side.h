// SPDX-License-Identifier: MIT
#pragma once
/* The right half of the wide list: the domain under the cursor in short, with what was found and
 * what to type. */
#include "ui/layout.h"

struct app;
struct side_log;

void side_draw(struct app *app, const struct side_log *log, struct pane pane);
