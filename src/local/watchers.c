// SPDX-License-Identifier: MIT
#include "local/watchers.h"

#include "base/array.h"

#include <stdlib.h>

enum { NUMBERS_A_MS = 1000 };

struct watcher {
    event_fn *seen; /* NULL: removed */
    void *arg;
};

struct watchers {
    struct watcher *items;
    size_t count, capacity;
    int64_t sequence;
    unsigned telling;
};

struct watchers *watchers_new(int64_t now)
{
    struct watchers *watchers = mem_new(sizeof *watchers);

    watchers->sequence = now * NUMBERS_A_MS;
    return watchers;
}

void watchers_free(struct watchers *watchers)
{
    if (watchers) {
        free(watchers->items);
        free(watchers);
    }
}

void watchers_add(struct watchers *watchers, event_fn *seen, void *arg)
{
    struct watcher *watcher = ARRAY_ADD(watchers->items, watchers->count, watchers->capacity);

    *watcher = (struct watcher){seen, arg};
}

/* Closes the gaps, but not while somebody walks over them. */
static void watchers_pack(struct watchers *watchers)
{
    size_t kept = 0;

    if (watchers->telling > 0) {
        return;
    }
    for (size_t i = 0; i < watchers->count; i++) {
        if (watchers->items[i].seen) {
            watchers->items[kept++] = watchers->items[i];
        }
    }
    watchers->count = kept;
}

void watchers_remove(struct watchers *watchers, event_fn *seen, void *arg)
{
    for (size_t i = 0; i < watchers->count; i++) {
        if (watchers->items[i].seen == seen && watchers->items[i].arg == arg) {
            watchers->items[i].seen = NULL;
        }
    }
    watchers_pack(watchers);
}

void watchers_tell(struct watchers *watchers, struct event *event)
{
    event->sequence = ++watchers->sequence;
    watchers->telling++;
    for (size_t i = 0; i < watchers->count; i++) {
        struct watcher watcher = watchers->items[i];

        if (watcher.seen) {
            watcher.seen(watcher.arg, event);
        }
    }
    watchers->telling--;
    watchers_pack(watchers);
}
