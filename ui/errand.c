// SPDX-License-Identifier: MIT
#include "ui/errand.h"

#include "base/memory.h"
#include "base/text.h"
#include "ui/app.h"

#include <stdlib.h>

struct errand {
    struct errand *next;
    struct app *app;
    struct ask ask;
    char *said;
    errand_fn *then;
};

static void errand_free(struct errand *errand)
{
    ask_cancel(&errand->ask);
    free(errand->said);
    free(errand);
}

static void unlink_errand(struct errand *errand)
{
    struct errand **place = &errand->app->errands;

    while (*place != errand) {
        place = &(*place)->next;
    }
    *place = errand->next;
}

/* The open domain is as the answer says. */
static void take_domain(struct app *app, struct reply *reply)
{
    const struct domain *open = app->subject.domain;

    if (reply->kind == REPLY_DOMAIN && open && text_equal(open->name, reply->as.domain->name)) {
        subject_take(&app->subject, domain_dup(reply->as.domain));
    }
}

static void answered(void *arg, struct reply *reply)
{
    struct errand *errand = arg;
    struct app *app = errand->app;

    unlink_errand(errand);
    if (!app_failed(app, reply)) {
        app_say(app, "%s", errand->said);
        take_domain(app, reply);
        model_refresh_soon(&app->model);
        if (errand->then) {
            errand->then(app, reply);
        }
    }
    errand_free(errand);
}

void errand_run(struct app *app, struct request *request, const char *said, errand_fn *then)
{
    struct errand *errand = mem_new(sizeof *errand);

    *errand =
        (struct errand){.next = app->errands, .app = app, .said = mem_text(said), .then = then};
    app->errands = errand;
    ask_start(&errand->ask, &app->desk, request, answered, errand);
}

void errand_cancel_all(struct app *app)
{
    while (app->errands) {
        struct errand *errand = app->errands;

        app->errands = errand->next;
        errand_free(errand);
    }
}
