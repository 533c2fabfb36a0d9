// SPDX-License-Identifier: MIT
#include "ui/settle.h"

#include "ui/app.h"

static bool is_at_rest(const struct app *app)
{
    return app->done || (app->desk.open == 0 && !app->model.refresh_waits && !app->clipboard.job &&
                         !verify_is_running(&app->verify));
}

void settle(struct app *app, int most_ms)
{
    int64_t until = clock_monotonic() + most_ms;

    app_draw(app); /* drawing asks for the rows that are in view */
    while (!is_at_rest(app) && clock_monotonic() < until) {
        loop_turn(app->options->loop, true);
        app_draw(app);
    }
}
