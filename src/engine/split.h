// SPDX-License-Identifier: MIT
#pragma once
/*
 * One engine made of two: what needs no project (MAY_LOOK) is done by the one, everything else by
 * the other. So diagnoses are always made here, also where the domains are kept elsewhere.
 */
#include "engine/engine.h"

/* Both become the engine's own; it watches the second. */
struct engine *split_engine_new(struct engine *looks, struct engine *keeps);
