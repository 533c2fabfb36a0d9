// SPDX-License-Identifier: MIT
#include "ui/settle.h"

#include "ui/app.h"

/* A turn that waits may have answered everything before it began to wait: it is woken soon. */
enum { LOOK_MS = 5 };

static bool is_at_rest(const struct app *app)
{
    return app->done ||
           (app->desk.open == 0 && app->desk.pauses == 0 && !app->model.refresh_waits &&
            !app->clipboard.job && !verify_is_running(&app->verify));
}

static void look_up(void *arg)
{
    (void)arg;
}

void settle(struct app *app, int most_ms)
{
    int64_t until = clock_monotonic() + most_ms;
    struct loop_timer *timer = loop_timer_new(app->options->loop, look_up, NULL);

    app_draw(app); /* drawing asks for the rows that are in view */
    loop_timer_start(timer, LOOK_MS, LOOK_MS);
    while (!is_at_rest(app) && clock_monotonic() < until) {
        loop_turn(app->options->loop, true);
        app_draw(app);
    }
    loop_timer_free(timer);
}
