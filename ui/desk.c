// SPDX-License-Identifier: MIT
#include "ui/desk.h"

#include "base/text.h"

void desk_request(const struct desk *desk, struct request *request, enum verb verb)
{
    request_init(request, verb);
    text_copy(request->project, sizeof request->project, desk->project ? desk->project : "");
    text_copy(request->actor, sizeof request->actor, desk->actor ? desk->actor : "");
    request->read_only = desk->read_only;
}

static void answered(void *arg, struct reply *reply)
{
    struct ask *ask = arg;
    struct desk *desk = ask->desk;

    ask->ticket = 0;
    desk->open--;
    ask->done(ask->arg, reply); /* may start or free the ask */
    if (desk->changed) {
        desk->changed(desk->arg);
    }
}

void ask_start(struct ask *ask, struct desk *desk, struct request *request, ask_fn *done, void *arg)
{
    ask_cancel(ask);
    *ask = (struct ask){.desk = desk, .done = done, .arg = arg};
    desk->open++;
    ask->ticket = engine_submit(desk->engine, request, answered, ask);
    request_clear(request);
}

void ask_domain(struct ask *ask, struct desk *desk, enum verb verb, const char *domain,
                ask_fn *done, void *arg)
{
    struct request request;

    desk_request(desk, &request, verb);
    request_set(&request, "domain", domain);
    ask_start(ask, desk, &request, done, arg);
}

void ask_cancel(struct ask *ask)
{
    if (ask->ticket != 0) {
        engine_cancel(ask->desk->engine, ask->ticket);
        ask->ticket = 0;
        ask->desk->open--;
    }
}

bool ask_is_open(const struct ask *ask)
{
    return ask->ticket != 0;
}

static void pause_over(void *arg)
{
    struct pause *pause = arg;

    pause_end(pause);
    pause->over(pause->arg);
}

void pause_init(struct pause *pause, struct desk *desk, loop_fn *over, void *arg)
{
    *pause = (struct pause){.desk = desk, .over = over, .arg = arg};
    pause->timer = loop_timer_new(desk->loop, pause_over, pause);
}

void pause_clear(struct pause *pause)
{
    pause_end(pause);
    loop_timer_free(pause->timer);
}

void pause_begin(struct pause *pause, uint64_t ms)
{
    pause_end(pause);
    pause->running = true;
    pause->desk->pauses++;
    loop_timer_start(pause->timer, ms, 0);
}

void pause_end(struct pause *pause)
{
    pause->desk->pauses -= pause->running;
    pause->running = false;
    loop_timer_stop(pause->timer);
}
