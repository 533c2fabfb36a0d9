// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "loop/loop_inside.h"

#include <assert.h>
#include <stdlib.h>

TAILQ_HEAD(deadline_list, loop_deadline);

/* Those of one length: they end in the order they were set. */
struct loop_deadlines {
    struct loop_deadlines *next;
    uv_timer_t timer; /* rings for the first of them */
    uint64_t after_ms;
    uint64_t turn; /* how often it rang */
    bool rings;
    struct deadline_list list;
};

static void deadlines_rang(uv_timer_t *timer);

/* Not before the next turn: libuv would ring a timer of no time at all again in this one. */
static void wait_for_first(struct loop_deadlines *among, uint64_t now_ms)
{
    const struct loop_deadline *first = TAILQ_FIRST(&among->list);

    if (first) {
        uint64_t left_ms = first->at_ms > now_ms ? first->at_ms - now_ms : 1;

        uv_timer_start(&among->timer, deadlines_rang, left_ms, 0);
    }
}

static void deadlines_rang(uv_timer_t *timer)
{
    struct loop_deadlines *among = timer->data;
    uint64_t now_ms = uv_now(timer->loop);
    struct loop_deadline *first;

    among->turn++;
    among->rings = true;
    while ((first = TAILQ_FIRST(&among->list)) && first->at_ms <= now_ms &&
           first->turn != among->turn) { /* one that was set just now has this turn */
        loop_deadline_clear(first);
        first->fn(first->arg);
    }
    among->rings = false;
    wait_for_first(among, now_ms);
}

static struct loop_deadlines *deadlines_new(struct loop *loop, uint64_t after_ms)
{
    struct loop_deadlines *among = mem_new(sizeof *among);

    uv_timer_init(&loop->uv, &among->timer);
    among->timer.data = among;
    among->after_ms = after_ms;
    TAILQ_INIT(&among->list);
    among->next = loop->deadlines;
    loop->deadlines = among;
    return among;
}

static struct loop_deadlines *deadlines_of(struct loop *loop, uint64_t after_ms)
{
    struct loop_deadlines *among = loop->deadlines;

    while (among && among->after_ms != after_ms) {
        among = among->next;
    }
    return among ? among : deadlines_new(loop, after_ms);
}

void loop_deadline_set(struct loop *loop, struct loop_deadline *deadline, uint64_t after_ms,
                       loop_fn *fn, void *arg)
{
    struct loop_deadlines *among = deadlines_of(loop, after_ms);

    assert(!deadline->among);
    if (TAILQ_EMPTY(&among->list) && !among->rings) {
        uv_timer_start(&among->timer, deadlines_rang, after_ms, 0);
    }
    deadline->among = among;
    deadline->at_ms = uv_now(&loop->uv) + after_ms;
    deadline->turn = among->turn;
    deadline->fn = fn;
    deadline->arg = arg;
    TAILQ_INSERT_TAIL(&among->list, deadline, link);
}

void loop_deadline_clear(struct loop_deadline *deadline)
{
    struct loop_deadlines *among = deadline->among;

    if (!among) {
        return;
    }
    TAILQ_REMOVE(&among->list, deadline, link);
    deadline->among = NULL;
    if (TAILQ_EMPTY(&among->list)) {
        uv_timer_stop(&among->timer); /* which would keep the loop running */
    }
}

static void deadlines_closed(uv_handle_t *handle)
{
    free(handle->data);
}

void loop_deadlines_close(struct loop *loop)
{
    struct loop_deadlines *among, *next;

    for (among = loop->deadlines; among; among = next) {
        next = among->next;
        assert(TAILQ_EMPTY(&among->list) && "whoever waits is gone before the loop is");
        uv_close((uv_handle_t *)&among->timer, deadlines_closed);
    }
    loop->deadlines = NULL;
}
