// SPDX-License-Identifier: MIT
#include "loop/loop.h"

#include "base/array.h"
#include "loop/loop_inside.h"

#include <assert.h>
#include <stdlib.h>

/* Marks the end of a stretch of work: what was not spent waiting for the kernel was a turn's. */
static void turn_ends(struct loop *loop)
{
    uint64_t now = uv_hrtime();
    uint64_t idle = uv_metrics_idle_time(&loop->uv);
    uint64_t busy = (now - loop->turn_began) - (idle - loop->idle_before);

    if (busy > loop->longest) {
        loop->longest = busy;
    }
    loop->turn_began = now;
    loop->idle_before = idle;
}

static void turn_begins(struct loop *loop)
{
    loop->turn_began = uv_hrtime();
    loop->idle_before = uv_metrics_idle_time(&loop->uv);
}

static void before_waiting(uv_prepare_t *handle)
{
    turn_ends(handle->data);
}

/* Runs what was queued when the turn came; what is queued meanwhile waits for the next. */
static void run_later(uv_idle_t *handle)
{
    struct loop *loop = handle->data;
    struct later_list running = loop->queued;

    loop->queued = loop->spare;
    for (size_t i = 0; i < running.count; i++) {
        running.calls[i].fn(running.calls[i].arg);
    }
    running.count = 0;
    loop->spare = running;
    if (loop->queued.count == 0) {
        uv_idle_stop(handle);
    }
}

void loop_later(struct loop *loop, loop_fn *fn, void *arg)
{
    struct later_list *queued = &loop->queued;

    *ARRAY_ADD(queued->calls, queued->count, queued->capacity) = (struct later){fn, arg};
    uv_idle_start(&loop->later, run_later);
}

enum status loop_new(struct loop **out, struct fault *fault)
{
    struct loop *loop = mem_new(sizeof *loop);
    int error = uv_loop_init(&loop->uv);

    if (error != 0) {
        free(loop);
        return fault_set(fault, STATUS_IO, "no-loop", "event loop: %s", uv_strerror(error));
    }
    uv_loop_configure(&loop->uv, UV_METRICS_IDLE_TIME);
    uv_idle_init(&loop->uv, &loop->later);
    loop->later.data = loop;
    uv_prepare_init(&loop->uv, &loop->prepare);
    loop->prepare.data = loop;
    uv_prepare_start(&loop->prepare, before_waiting);
    uv_unref((uv_handle_t *)&loop->prepare);
    *out = loop;
    return STATUS_OK;
}

void loop_free(struct loop *loop)
{
    int error;

    if (loop == NULL) {
        return;
    }
    while (loop->queued.count > 0) {
        uv_run(&loop->uv, UV_RUN_NOWAIT);
    }
    uv_close((uv_handle_t *)&loop->later, NULL);
    uv_close((uv_handle_t *)&loop->prepare, NULL);
    loop_deadlines_close(loop);
    uv_run(&loop->uv, UV_RUN_DEFAULT);
    error = uv_loop_close(&loop->uv);
    assert(error == 0 && "everything made on a loop is freed before it");
    (void)error;
    free(loop->queued.calls);
    free(loop->spare.calls);
    free(loop);
}

void loop_run(struct loop *loop)
{
    turn_begins(loop);
    uv_run(&loop->uv, UV_RUN_DEFAULT);
    turn_ends(loop);
}

void loop_stop(struct loop *loop)
{
    uv_stop(&loop->uv);
}

bool loop_turn(struct loop *loop, bool wait)
{
    int left;

    turn_begins(loop);
    left = uv_run(&loop->uv, wait ? UV_RUN_ONCE : UV_RUN_NOWAIT);
    turn_ends(loop);
    return left != 0;
}

void *loop_native(struct loop *loop)
{
    return &loop->uv;
}

double loop_longest_turn(struct loop *loop)
{
    double ms = (double)loop->longest / 1e6;

    loop->longest = 0;
    return ms;
}
