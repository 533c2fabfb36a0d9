// SPDX-License-Identifier: MIT
#include "net/zoned.h"

#include "base/memory.h"

#include <stdlib.h>
#include <sys/queue.h>

LIST_HEAD(zoned_list, zoned_asked);

struct zoned {
    struct resolver base;
    struct loop *loop;
    const struct zone *zone;
    uint64_t tickets;
    struct zoned_list open;
};

/* One question until the next turn. zoned NULL: cancelled, or the resolver is closed. */
struct zoned_asked {
    LIST_ENTRY(zoned_asked) link;
    struct zoned *zoned;
    uint64_t ticket;
    struct question question;
    resolver_answer_fn *done;
    void *arg;
};

static void zoned_drop(struct zoned_asked *asked)
{
    LIST_REMOVE(asked, link);
    asked->zoned = NULL;
}

static void zoned_answer(void *arg)
{
    struct zoned_asked *asked = arg;
    struct zoned *zoned = asked->zoned;

    if (zoned) {
        zoned_drop(asked);
        asked->done(asked->arg, zone_answer(zoned->zone, &asked->question));
    }
    free(asked);
}

static uint64_t zoned_ask(struct resolver *resolver, const struct question *question,
                          resolver_answer_fn *done, void *arg)
{
    struct zoned *zoned = (struct zoned *)resolver;
    struct zoned_asked *asked = mem_new(sizeof *asked);

    asked->zoned = zoned;
    asked->ticket = ++zoned->tickets;
    asked->question = *question;
    asked->done = done;
    asked->arg = arg;
    LIST_INSERT_HEAD(&zoned->open, asked, link);
    loop_later(zoned->loop, zoned_answer, asked);
    return asked->ticket;
}

static void zoned_cancel(struct resolver *resolver, uint64_t ticket)
{
    struct zoned *zoned = (struct zoned *)resolver;
    struct zoned_asked *asked;

    LIST_FOREACH(asked, &zoned->open, link)
    {
        if (asked->ticket == ticket) {
            zoned_drop(asked);
            return;
        }
    }
}

static void zoned_close(struct resolver *resolver)
{
    struct zoned *zoned = (struct zoned *)resolver;
    struct zoned_asked *asked;

    while ((asked = LIST_FIRST(&zoned->open))) {
        zoned_drop(asked);
    }
    free(zoned);
}

static const struct resolver_ops zoned_ops = {zoned_ask, zoned_cancel, zoned_close};

struct resolver *zoned_resolver_new(struct loop *loop, const struct zone *zone)
{
    struct zoned *zoned = mem_new(sizeof *zoned);

    zoned->base.ops = &zoned_ops;
    zoned->loop = loop;
    zoned->zone = zone;
    LIST_INIT(&zoned->open);
    return &zoned->base;
}
