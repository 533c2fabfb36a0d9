// SPDX-License-Identifier: MIT
#include "ui/act.h"

#include "ui/app.h"
#include "ui/record.h"
#include "ui/screen/screens.h"

bool can_write(const struct app *app)
{
    return !app->desk.read_only;
}

bool can_act_on_row(const struct app *app)
{
    return app_domain(app) != NULL;
}

bool can_change_domain(const struct app *app)
{
    return app_may_change(app);
}

bool can_act_on_record(const struct app *app)
{
    return app_domain(app) && app->subject.record < RECORD_COUNT;
}

bool can_copy(const struct app *app)
{
    return app_domain(app) != NULL || app_top(app)->class->place == PLACE_PROJECT_KEY;
}

bool can_merge(const struct app *app)
{
    return can_act_on_record(app) && app->subject.record == RECORD_SPF && app_may_change(app);
}

bool is_on_share(const struct app *app)
{
    return app_may_change(app) && share_chosen(app) != NULL;
}

bool has_marks(const struct app *app)
{
    return app->marks.count > 0;
}

bool has_filter(const struct app *app)
{
    return *app->model.filter || app->model.tab != TAB_ALL || app->marks.count > 0;
}

void act_register(struct app *app)
{
    app_push(app, register_screen_new(app));
}

void act_project_key(struct app *app)
{
    app_push(app, project_key_screen_new(app));
}

void act_learn(struct app *app)
{
    app_push(app, learn_screen_new(app));
}

void act_help(struct app *app)
{
    app_push(app, help_screen_new(app, app_top(app)->class->place));
}

void act_refresh(struct app *app)
{
    const struct event anew = {.kind = EVENT_RESYNC};
    struct screen *top = app_top(app);

    model_refresh(&app->model);
    subject_refresh(&app->subject);
    if (top->class->ops.heard) {
        top->class->ops.heard(top, &anew);
    }
    front_repaint(app->front);
}

void act_redraw(struct app *app)
{
    front_repaint(app->front);
}

void act_suspend(struct app *app)
{
    front_suspend(app->front);
}

void act_back(struct app *app)
{
    if (app->depth > 1) {
        app_pop(app);
    }
}

void act_quit(struct app *app)
{
    app_quit(app, 0);
}
