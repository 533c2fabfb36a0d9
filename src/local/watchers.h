// SPDX-License-Identifier: MIT
#pragma once
/* Who is told of changes, and the numbers that events carry. Inside this floor only. */
#include "engine/engine.h"

struct watchers;

/* The first number follows from the time, so that one of another run is known as such. */
struct watchers *watchers_new(int64_t now);
void watchers_free(struct watchers *watchers);
void watchers_add(struct watchers *watchers, event_fn *seen, void *arg);
void watchers_remove(struct watchers *watchers, event_fn *seen, void *arg);
/* Gives the event its number and tells everybody. A watcher may remove itself meanwhile. */
void watchers_tell(struct watchers *watchers, struct event *event);
