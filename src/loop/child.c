// SPDX-License-Identifier: MIT
#include "loop/child.h"

#include "base/memory.h"
#include "loop/loop_inside.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

struct loop_child {
    uv_process_t process;
    uv_pipe_t input;
    uv_timer_t limit;
    uv_write_t write;
    char *text;
    unsigned open; /* handles */
    bool is_started;
    loop_child_fn *done; /* NULL: forgotten */
    void *arg;
};

static void handle_closed(uv_handle_t *handle)
{
    struct loop_child *child = handle->data;

    if (--child->open == 0) {
        free(child->text);
        free(child);
    }
}

static void handle_close(uv_handle_t *handle)
{
    if (!uv_is_closing(handle)) {
        uv_close(handle, handle_closed);
    }
}

static void all_close(struct loop_child *child)
{
    handle_close((uv_handle_t *)&child->input);
    handle_close((uv_handle_t *)&child->limit);
    handle_close((uv_handle_t *)&child->process);
}

static void tell(struct loop_child *child, int code)
{
    loop_child_fn *done = child->done;

    child->done = NULL;
    all_close(child);
    if (done) {
        done(child->arg, code);
    }
}

static void has_ended(uv_process_t *process, int64_t code, int sent)
{
    tell(process->data, sent ? -1 : (int)code);
}

static void took_too_long(uv_timer_t *timer)
{
    struct loop_child *child = timer->data;

    if (child->is_started) {
        uv_process_kill(&child->process, SIGKILL);
    } else {
        tell(child, -1);
    }
}

/* A program that does not read all of it is none of our business. */
static void was_written(uv_write_t *write, int status)
{
    struct loop_child *child = write->data;

    (void)status;
    handle_close((uv_handle_t *)&child->input);
}

static void input_write(struct loop_child *child)
{
    uv_buf_t text = uv_buf_init(child->text, (unsigned)strlen(child->text));

    child->write.data = child;
    if (uv_write(&child->write, (uv_stream_t *)&child->input, &text, 1, was_written) != 0) {
        handle_close((uv_handle_t *)&child->input);
    }
}

struct loop_child *loop_child_start(struct loop *loop, char *const *argv, const char *input,
                                    uint64_t limit_ms, loop_child_fn *done, void *arg)
{
    struct loop_child *child = mem_new(sizeof *child);
    uv_stdio_container_t streams[3] = {
        {.flags = UV_CREATE_PIPE | UV_READABLE_PIPE}, {.flags = UV_IGNORE}, {.flags = UV_IGNORE}};
    uv_process_options_t options = {.exit_cb = has_ended, .stdio = streams, .stdio_count = 3};
    char *words[LOOP_CHILD_WORDS + 1] = {0};

    for (size_t i = 0; i < LOOP_CHILD_WORDS && argv[i]; i++) {
        words[i] = argv[i];
    }
    *child = (struct loop_child){.text = mem_text(input), .open = 3, .done = done, .arg = arg};
    uv_pipe_init(&loop->uv, &child->input, 0);
    uv_timer_init(&loop->uv, &child->limit);
    child->input.data = child->limit.data = child->process.data = child;
    streams[0].data.stream = (uv_stream_t *)&child->input;
    options.file = words[0];
    options.args = words;
    child->is_started = uv_spawn(&loop->uv, &child->process, &options) == 0;
    uv_timer_start(&child->limit, took_too_long, child->is_started ? limit_ms : 0, 0);
    if (child->is_started) {
        input_write(child);
    }
    return child;
}

void loop_child_forget(struct loop_child *child)
{
    if (child) {
        child->done = NULL;
        all_close(child);
    }
}
