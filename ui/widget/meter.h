// SPDX-License-Identifier: MIT
#pragma once
/* How far something has come: "[#####.....]". */
#include "ui/layout.h"

/* Over `width` cells with its brackets; returns the column after it. tip: the mark of now ("#" or
 * ">"). */
int meter_draw(struct pane pane, int x, int y, int width, int64_t part, int64_t whole,
               const char *tip, const char *rest);
