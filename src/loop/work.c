// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "base/words.h"
#include "loop/loop_inside.h"

#include <stdlib.h>

struct loop_work {
    uv_work_t uv;
    loop_fn *work, *done;
    void *arg;
    const char *language; /* of who started it */
};

static void work_runs(uv_work_t *request)
{
    struct loop_work *work = request->data;

    words_use(work->language);
    work->work(work->arg);
}

static void work_ran(uv_work_t *request, int status)
{
    struct loop_work *work = request->data;
    loop_fn *done = work->done;
    void *arg = work->arg;

    (void)status; /* never cancelled */
    free(work);
    done(arg);
}

struct loop_work *loop_work_start(struct loop *loop, loop_fn *work, loop_fn *done, void *arg)
{
    struct loop_work *started = mem_new(sizeof *started);

    started->uv.data = started;
    started->work = work;
    started->done = done;
    started->arg = arg;
    started->language = words_language();
    uv_queue_work(&loop->uv, &started->uv, work_runs, work_ran);
    return started;
}
