// SPDX-License-Identifier: MIT
#pragma once
/*
 * What changed, for those who ask by long polls: the last LIMIT_EVENTS events under numbers of our
 * own, which begin at milliseconds since 1970 times a thousand, so that a restart makes a gap. Who
 * asks after a number that is not remembered, or was never given, is told to ask for everything
 * anew (EVENT_RESYNC). A follower hears of its own project only. Inside this floor only.
 */
#include "base/clock.h"
#include "engine/engine.h"
#include "loop/loop.h"
#include "wire/answer.h"

struct events;
struct follower;

/* Called once, later. The batch is borrowed; it may be empty. The follower is gone by then. */
typedef void events_fn(void *arg, const struct event_batch *batch);

struct events *events_new(struct loop *loop, struct engine *engine, const struct clock *clock);
void events_free(struct events *events); /* nobody is called; NULL allowed */
/* after: EVENTS_FROM_NOW (server/route.h), or the number of the last event that is known. */
struct follower *events_follow(struct events *events, const char *project, int64_t after,
                               int64_t wait_s, events_fn *done, void *arg);
void events_leave(struct follower *follower); /* is not called; NULL allowed */
/* Whoever waits is answered soon, and so is everybody who comes later. */
void events_end(struct events *events);
