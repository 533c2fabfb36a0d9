// SPDX-License-Identifier: MIT
#pragma once
/*
 * How one message goes out: to a program that is started, or to a server by HTTP. One at a time;
 * nothing waits for it. Inside this floor only.
 */
#include "base/clock.h"
#include "local/local.h"

struct porter;

enum porter_end {
    PORTER_DONE,
    PORTER_AGAIN, /* it may be tried again */
    PORTER_NEVER  /* it is not wanted there */
};

enum { PORTER_WHY = 256 };

struct porter_result {
    enum porter_end end;
    int64_t wait_ms;      /* that the other side wants before the next try; 0: it does not say */
    char why[PORTER_WHY]; /* what went wrong, safe; "" when nothing did */
};

/* On the loop, once, never inside porter_carry(). */
typedef void porter_fn(void *arg, const struct porter_result *result);

struct porter_ops {
    void (*carry)(struct porter *porter, const char *body);
    void (*free)(struct porter *porter);
};

struct porter {
    const struct porter_ops *ops;
    porter_fn *done;
    void *arg;
};

/* NULL: the command has no words. */
struct porter *porter_command_new(struct loop *loop, const char *command);
/* Reads the secret. loop NULL: only looks whether all is right; then *out stays NULL. */
enum status porter_webhook_new(struct loop *loop, const struct clock *clock,
                               const struct local_hooks *hooks, struct porter **out,
                               struct fault *fault) MUST_USE;
/* body: JSON that lives until done is called. */
void porter_carry(struct porter *porter, const char *body, porter_fn *done, void *arg);
/* What is under way is not told any more. NULL allowed. */
void porter_free(struct porter *porter);
