// SPDX-License-Identifier: MIT
#pragma once
/*
 * Questions out, answers in. Two implementations: the live one (net/live.h: udns contexts, TCP
 * beside them) and one that answers from zones (net/zoned.h: tests, demo). Answers come on the
 * loop: once, later, never inside the call, never after cancel.
 */
#include "dns/book.h"

#include <stdint.h>

struct resolver;
/* answers are the callee's to free. */
typedef void resolver_answer_fn(void *arg, struct answers *answers);

struct resolver_ops {
    uint64_t (*ask)(struct resolver *resolver, const struct question *question,
                    resolver_answer_fn *done, void *arg);
    void (*cancel)(struct resolver *resolver, uint64_t ticket);
    void (*close)(struct resolver *resolver);
};

struct resolver {
    const struct resolver_ops *ops;
};

static inline uint64_t resolver_ask(struct resolver *resolver, const struct question *question,
                                    resolver_answer_fn *done, void *arg)
{
    return resolver->ops->ask(resolver, question, done, arg);
}

static inline void resolver_cancel(struct resolver *resolver, uint64_t ticket)
{
    resolver->ops->cancel(resolver, ticket);
}

static inline void resolver_close(struct resolver *resolver) /* frees it; NULL allowed */
{
    if (resolver) {
        resolver->ops->close(resolver);
    }
}
