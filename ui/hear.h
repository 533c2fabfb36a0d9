// SPDX-License-Identifier: MIT
#pragma once
/* What the engine tells the console without being asked, and how verifications went. */
#include "engine/engine.h"

void hear_event(void *arg, const struct event *event);
void hear_verified(void *arg, const char *name, struct reply *reply);
