// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "loop/loop_inside.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>

struct loop_watch {
    uv_poll_t uv;
    int fd;
    int wanted; /* UV_READABLE, UV_WRITABLE */
    loop_watch_fn *fn;
    void *arg;
};

static void watch_seen(uv_poll_t *handle, int status, int events);

static void watch_again(struct loop_watch *watch)
{
    if (watch->wanted == 0) {
        uv_poll_stop(&watch->uv);
    } else {
        uv_poll_start(&watch->uv, watch->wanted, watch_seen);
    }
}

/*
 * libuv says EBADF for every error and stops looking. A socket tells, and forgets, its own error:
 * an ICMP answer to a datagram, which must not silence the descriptor. What is no socket (a pipe
 * without a reader) stays as it is.
 */
static void watch_failed(struct loop_watch *watch)
{
    int error = 0;
    socklen_t size = sizeof error;
    bool socket = getsockopt(watch->fd, SOL_SOCKET, SO_ERROR, &error, &size) == 0;
    int events = watch->wanted;

    if (socket) {
        watch_again(watch);
    } else {
        error = EPIPE;
    }
    watch->fn(watch->arg, (events & UV_READABLE) != 0, (events & UV_WRITABLE) != 0, error);
}

static void watch_seen(uv_poll_t *handle, int status, int events)
{
    struct loop_watch *watch = handle->data;

    if (status < 0) {
        watch_failed(watch);
        return;
    }
    watch->fn(watch->arg, (events & UV_READABLE) != 0, (events & UV_WRITABLE) != 0, 0);
}

static void watch_closed(uv_handle_t *handle)
{
    free(handle->data);
}

struct loop_watch *loop_watch_new(struct loop *loop, int fd, loop_watch_fn *fn, void *arg)
{
    struct loop_watch *watch = mem_new(sizeof *watch);
    int error = uv_poll_init(&loop->uv, &watch->uv, fd);

    if (error != 0) {
        free(watch);
        errno = -error;
        return NULL;
    }
    watch->uv.data = watch;
    watch->fd = fd;
    watch->fn = fn;
    watch->arg = arg;
    return watch;
}

void loop_watch_want(struct loop_watch *watch, bool readable, bool writable)
{
    int wanted = (readable ? UV_READABLE : 0) | (writable ? UV_WRITABLE : 0);

    if (wanted != watch->wanted) {
        watch->wanted = wanted;
        watch_again(watch);
    }
}

void loop_watch_free(struct loop_watch *watch)
{
    if (watch != NULL) {
        uv_close((uv_handle_t *)&watch->uv, watch_closed);
    }
}
