// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "loop/loop_inside.h"

#include <stdlib.h>

struct loop_timer {
    uv_timer_t uv;
    loop_fn *fn;
    void *arg;
};

static void timer_rang(uv_timer_t *handle)
{
    struct loop_timer *timer = handle->data;

    timer->fn(timer->arg); /* may free the timer: closing ends in a later phase */
}

static void timer_closed(uv_handle_t *handle)
{
    free(handle->data);
}

struct loop_timer *loop_timer_new(struct loop *loop, loop_fn *fn, void *arg)
{
    struct loop_timer *timer = mem_new(sizeof *timer);

    uv_timer_init(&loop->uv, &timer->uv);
    timer->uv.data = timer;
    timer->fn = fn;
    timer->arg = arg;
    return timer;
}

void loop_timer_start(struct loop_timer *timer, uint64_t after_ms, uint64_t repeat_ms)
{
    uv_update_time(timer->uv.loop); /* after_ms counts from now, not from when this turn began */
    uv_timer_start(&timer->uv, timer_rang, after_ms, repeat_ms);
}

void loop_timer_stop(struct loop_timer *timer)
{
    uv_timer_stop(&timer->uv);
}

void loop_timer_free(struct loop_timer *timer)
{
    if (timer != NULL) {
        uv_close((uv_handle_t *)&timer->uv, timer_closed);
    }
}
