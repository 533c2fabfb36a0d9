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
