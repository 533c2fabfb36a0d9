// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "loop/loop_inside.h"

#include <stdlib.h>

struct loop_signal {
    uv_signal_t uv;
    loop_signal_fn *fn;
    void *arg;
};

static void signal_came(uv_signal_t *handle, int number)
{
    struct loop_signal *signal = handle->data;

    signal->fn(signal->arg, number);
}

static void signal_closed(uv_handle_t *handle)
{
    free(handle->data);
}

struct loop_signal *loop_signal_new(struct loop *loop, int signal, loop_signal_fn *fn, void *arg)
{
    struct loop_signal *made = mem_new(sizeof *made);

    uv_signal_init(&loop->uv, &made->uv);
    made->uv.data = made;
    made->fn = fn;
    made->arg = arg;
    uv_signal_start(&made->uv, signal_came, signal);
    uv_unref((uv_handle_t *)&made->uv); /* a signal may never come */
    return made;
}

void loop_signal_free(struct loop_signal *signal)
{
    if (signal != NULL) {
        uv_close((uv_handle_t *)&signal->uv, signal_closed);
    }
}
