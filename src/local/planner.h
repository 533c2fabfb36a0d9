// SPDX-License-Identifier: MIT
#pragma once
/* Looks at domains again by itself when they are due, a few at a time, in the name of "auto".
 * Inside this floor only. */
#include "local/inside.h"

struct planner;

enum { PLANNER_AT_ONCE = 16 };

struct planner *planner_new(struct local *local);
void planner_free(struct planner *planner); /* NULL allowed */
