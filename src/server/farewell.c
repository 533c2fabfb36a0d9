// SPDX-License-Identifier: MIT
#include "server/farewell.h"

#include "base/clock.h"
#include "base/memory.h"
#include "engine/limits.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { SWEEP_MS = 500, GULP = 64 << 10, GULPS = 16 };

struct leaver {
    struct farewell *farewell;
    struct loop_watch *watch; /* NULL: nobody is here */
    int fd;
    int64_t since;
};

struct farewell {
    struct loop *loop;
    struct loop_timer *timer;
    size_t count;
    struct leaver all[LIMIT_LEAVERS];
};

static void leave(struct leaver *one)
{
    loop_watch_free(one->watch);
    one->watch = NULL;
    close(one->fd);
    if (--one->farewell->count == 0) {
        loop_timer_stop(one->farewell->timer);
    }
}

/* So much in one turn that it keeps up, and others are not kept waiting. */
static void more_came(void *arg, bool readable, bool writable, int error)
{
    struct leaver *one = arg;
    ssize_t n = 1;
    char bytes[GULP];

    (void)readable;
    (void)writable;
    for (int i = 0; i < GULPS && n > 0 && !error; i++) {
        n = recv(one->fd, bytes, sizeof bytes, MSG_DONTWAIT);
    }
    if (error || n == 0) {
        leave(one);
    }
}

static void sweep(void *arg)
{
    struct farewell *farewell = arg;
    int64_t now = clock_monotonic();

    for (size_t i = 0; i < LIMIT_LEAVERS; i++) {
        if (farewell->all[i].watch && now - farewell->all[i].since > LIMIT_FAREWELL_MS) {
            leave(&farewell->all[i]);
        }
    }
}

struct farewell *farewell_new(struct loop *loop)
{
    struct farewell *farewell = mem_new(sizeof *farewell);

    farewell->loop = loop;
    farewell->timer = loop_timer_new(loop, sweep, farewell);
    return farewell;
}

/* An empty place, or that of the longest there. */
static struct leaver *place_for_one(struct farewell *farewell)
{
    struct leaver *best = &farewell->all[0];

    for (size_t i = 0; i < LIMIT_LEAVERS && best->watch; i++) {
        if (!farewell->all[i].watch || farewell->all[i].since < best->since) {
            best = &farewell->all[i];
        }
    }
    if (best->watch) {
        leave(best);
    }
    return best;
}

void farewell_add(struct farewell *farewell, int fd)
{
    struct leaver *one = place_for_one(farewell);
    int copy = fcntl(fd, F_DUPFD_CLOEXEC, 0);

    if (copy < 0) {
        return;
    }
    shutdown(copy, SHUT_WR);
    *one = (struct leaver){farewell, NULL, copy, clock_monotonic()};
    one->watch = loop_watch_new(farewell->loop, copy, more_came, one);
    if (!one->watch) {
        close(copy);
        return;
    }
    loop_watch_want(one->watch, true, false);
    if (farewell->count++ == 0) {
        loop_timer_start(farewell->timer, SWEEP_MS, SWEEP_MS);
    }
}

void farewell_free(struct farewell *farewell)
{
    if (!farewell) {
        return;
    }
    for (size_t i = 0; i < LIMIT_LEAVERS; i++) {
        if (farewell->all[i].watch) {
            leave(&farewell->all[i]);
        }
    }
    loop_timer_free(farewell->timer);
    free(farewell);
}
