// SPDX-License-Identifier: MIT
#pragma once
/* The loop as its own floor sees it. Nobody else includes this. */
#include "loop/loop.h"

#include <uv.h>

struct later;

struct loop {
    uv_loop_t uv;
    uv_idle_t later;      /* awake while something is queued */
    uv_prepare_t prepare; /* sees the end of every turn */
    struct later *first_later, **last_later;
    uint64_t turn_began, idle_before, longest; /* nanoseconds */
};
