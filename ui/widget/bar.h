// SPDX-License-Identifier: MIT
#pragma once
/* A row of buttons, "[v Verify] [c Copy] | [d Delete]", and a row of hints, "v verify  c copy":
 * rows of the action table that are possible now, as many as there is room for. */
#include "ui/layout.h"
#include "ui/place.h"

struct app;

void bar_buttons(const struct app *app, struct pane row, enum place place);
void bar_hints(const struct app *app, struct pane row, enum place place);
