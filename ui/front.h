// SPDX-License-Identifier: MIT
#pragma once
/* What stands between the console and a person: a terminal, a script, or lines of text. */
#include <stdbool.h>
#include <stddef.h>

struct front;

struct front_ops {
    void (*wake)(struct front *front); /* something changed: draw when it suits */
    void (*send)(struct front *front, const char *bytes,
                 size_t n);               /* to the terminal, past the cells */
    void (*repaint)(struct front *front); /* whatever is on the glass, draw all of it again */
    void (*suspend)(struct front *front); /* give the terminal back until we are continued */
};

struct front {
    const struct front_ops *ops;
};

static inline void front_wake(struct front *front)
{
    front->ops->wake(front);
}

static inline void front_send(struct front *front, const char *bytes, size_t n)
{
    front->ops->send(front, bytes, n);
}

static inline void front_repaint(struct front *front)
{
    front->ops->repaint(front);
}

static inline void front_suspend(struct front *front)
{
    front->ops->suspend(front);
}
