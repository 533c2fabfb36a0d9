// SPDX-License-Identifier: MIT
#pragma once
/*
 * Looks at domains again by itself when they are due, a few at a time, in the name of "auto". Each
 * is held by this run from the moment it is taken until what was seen is written, in one
 * transaction. Inside this floor only.
 */
#include "local/inside.h"

struct planner;

enum { PLANNER_AT_ONCE = 16, PLANNER_HELD_MS = 5 * 60 * 1000 };

struct planner *planner_new(struct local *local);
void planner_free(struct planner *planner); /* NULL allowed */
