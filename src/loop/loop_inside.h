// SPDX-License-Identifier: MIT
#pragma once
/* The loop as its own floor sees it. Nobody else includes this. */
#include "loop/loop.h"

#include <uv.h>

/* A call for the next turn. */
struct later {
    loop_fn *fn;
    void *arg;
};

struct later_list {
    struct later *calls;
    size_t count, capacity;
};

struct loop {
    uv_loop_t uv;
    uv_idle_t later;                           /* awake while something is queued */
    uv_prepare_t prepare;                      /* sees the end of every turn */
    struct later_list queued, spare;           /* the last ones' memory, for the next */
    struct loop_deadlines *deadlines;          /* by length */
    uint64_t turn_began, idle_before, longest; /* nanoseconds */
};

/* deadline.c */
void loop_deadlines_close(struct loop *loop);
