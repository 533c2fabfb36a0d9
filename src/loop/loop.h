// SPDX-License-Identifier: MIT
#pragma once
/*
 * One turn after another: descriptors, timers, signals and the worker pool, over libuv. Everything
 * but work functions runs on the loop's thread and must not wait. Objects are embedded in their
 * owner's struct or made by _new; an object that was stopped never calls back again.
 */
#include "base/fault.h"

#include <stdbool.h>
#include <stdint.h>
#include <sys/queue.h>

struct loop;
struct loop_deadlines;
struct loop_timer;
struct loop_watch;
struct loop_signal;
struct loop_work;

typedef void loop_fn(void *arg);
typedef void loop_watch_fn(void *arg, bool readable, bool writable,
                           int error); /* error: errno of the descriptor, 0 */
typedef void loop_signal_fn(void *arg, int signal);

enum status loop_new(struct loop **out, struct fault *fault) MUST_USE;
/* First runs what is closing, queued by loop_later() or at work to its end. What was made on the
 * loop is freed before it. NULL allowed. */
void loop_free(struct loop *loop);
void loop_run(struct loop *loop); /* until loop_stop(), or nothing is left to wait for */
void loop_stop(struct loop *loop);
/* One turn; waits for something to happen when `wait`. False when nothing is left. */
bool loop_turn(struct loop *loop, bool wait);
/* Calls fn(arg) in the next turn. This is how answers come "later, never inside the call". */
void loop_later(struct loop *loop, loop_fn *fn, void *arg);
/* The uv_loop_t, for the floors that hand it to a library. */
void *loop_native(struct loop *loop);

/* Timers: milliseconds, monotonic. repeat 0: once. */
struct loop_timer *loop_timer_new(struct loop *loop, loop_fn *fn, void *arg);
void loop_timer_start(struct loop_timer *timer, uint64_t after_ms, uint64_t repeat_ms);
void loop_timer_stop(struct loop_timer *timer);
void loop_timer_free(struct loop_timer *timer); /* NULL allowed */

/* Deadlines: the end of a wait that mostly ends otherwise, embedded in whoever waits. Those that
 * are equally long share one timer, so that setting one costs next to nothing; they are for a few
 * lengths. */
struct loop_deadline {
    TAILQ_ENTRY(loop_deadline) link;
    struct loop_deadlines *among; /* NULL: not set */
    uint64_t at_ms, turn;
    loop_fn *fn;
    void *arg;
};
/* Once, in a later turn; after_ms count from when this turn began. Not for one that is set. */
void loop_deadline_set(struct loop *loop, struct loop_deadline *deadline, uint64_t after_ms,
                       loop_fn *fn, void *arg);
void loop_deadline_clear(struct loop_deadline *deadline); /* does nothing when it is not set */

/* Descriptors: borrowed, non-blocking. NULL, with errno, for what cannot be watched (a plain file).
 * A socket's error is taken from it (SO_ERROR) and told once; any other error ends the watch. */
struct loop_watch *loop_watch_new(struct loop *loop, int fd, loop_watch_fn *fn, void *arg);
void loop_watch_want(struct loop_watch *watch, bool readable, bool writable);
void loop_watch_free(struct loop_watch *watch); /* before the descriptor is closed; NULL allowed */

/* Signals do not keep the loop running. */
struct loop_signal *loop_signal_new(struct loop *loop, int signal, loop_signal_fn *fn, void *arg);
void loop_signal_free(struct loop_signal *signal);

/* The worker pool: work(arg) on another thread, then done(arg) on the loop. */
struct loop_work *loop_work_start(struct loop *loop, loop_fn *work, loop_fn *done, void *arg);

/* The longest turn since the last call, in milliseconds (time between waking and going back to
 * sleep). */
double loop_longest_turn(struct loop *loop);
