// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/act.h"
#include "ui/app.h"
#include "ui/copy.h"
#include "ui/screen/screens.h"
#include "ui/widget/dialog.h"
#include "ui/widget/form.h"

#include <stdio.h>
#include <stdlib.h>

enum { KEY_WIDTH = 60, KEY_TEXT_WIDTH = 56, KEY_AROUND = 7 };

struct project_key_screen {
    struct screen base;
    struct ask ask, guests;
    struct buffer shared;   /* domains that came by it; empty: none, or not known yet */
    struct project project; /* key "" while it is being asked for */
    struct form form;
    int copy, close;
};

static const char *const explanation =
    N_("Give this to the OWNER of the domain you want to use. When they add it, the domain appears "
       "in your list by itself. You need no token and no DNS work.\nNot a password: it only lets "
       "others share with you.");

static void key_came(void *arg, struct reply *reply)
{
    struct project_key_screen *screen = arg;

    if (!app_failed(screen->base.app, reply)) {
        screen->project = reply->as.project;
    }
}

static void shared_came(void *arg, struct reply *reply)
{
    struct project_key_screen *screen = arg;

    buffer_reset(&screen->shared);
    for (size_t i = 0; reply->status == STATUS_OK && i < reply->as.domains.count; i++) {
        buffer_printf(&screen->shared, "%s%s", i > 0 ? "   " : "",
                      reply->as.domains.items[i]->name);
    }
}

static void ask_shared(struct project_key_screen *screen)
{
    struct desk *desk = &screen->base.app->desk;
    struct request request;

    desk_request(desk, &request, VERB_DOMAINS_LIST);
    request_set(&request, "filter", "role:guest");
    request_set(&request, "limit", "4");
    ask_start(&screen->guests, desk, &request, shared_came, screen);
}

static const char *shown_key(const struct project_key_screen *screen)
{
    return *screen->project.key ? screen->project.key : _("loading ..");
}

static void project_key_draw(struct screen *base, struct pane pane)
{
    const struct project_key_screen *screen = (struct project_key_screen *)base;
    int rows = dialog_rows(_(explanation), KEY_TEXT_WIDTH), x;
    char title[128];
    struct pane inside;

    snprintf(title, sizeof title, _("Project Key of %s"), base->app->desk.project);
    inside = dialog_draw(pane, KEY_WIDTH, rows + KEY_AROUND, title, NULL);
    pane_put(inside, 2, 1, PAINT_KEY, shown_key(screen));
    pane_put_right(inside, 0, 1, PAINT_LABEL, _("[c Copy]"));
    pane_wrap(inside, 0, 3, PAINT_TEXT, _(explanation));
    x = form_draw_button(&screen->form, screen->copy, inside, inside.width / 4, inside.height - 1,
                         _("Copy"));
    form_draw_button(&screen->form, screen->close, inside, x + 8, inside.height - 1, _("Close"));
    if (screen->shared.length > 0) {
        app_message(base->app, _("Shared with you: ✓ %s"), buffer_text(&screen->shared));
    }
}

static void project_key_tell(struct screen *base, struct telling *out)
{
    const struct project_key_screen *screen = (struct project_key_screen *)base;

    telling_add(out, _("Project Key"), shown_key(screen));
    telling_current(out);
    telling_add(out, "", _(explanation));
}

void project_key_copy(struct app *app)
{
    const struct project_key_screen *screen = (struct project_key_screen *)app_top(app);

    copy_text(app, _("Project Key"), screen->project.key);
}

void project_key_plain(struct app *app)
{
    const struct project_key_screen *screen = (struct project_key_screen *)app_top(app);

    app_push(app, plain_screen_new(app, "project-key", screen->project.key));
}

void project_key_save(struct app *app)
{
    const struct project_key_screen *screen = (struct project_key_screen *)app_top(app);

    copy_save(app, "project-key", screen->project.key);
}

static bool project_key_key(struct screen *base, uint32_t key)
{
    struct project_key_screen *screen = (struct project_key_screen *)base;
    int pressed;

    if (!form_key(&screen->form, key, &pressed)) {
        return false;
    }
    if (pressed == screen->close) {
        app_pop(base->app);
    } else if (pressed == screen->copy) {
        project_key_copy(base->app);
    }
    return true;
}

static void project_key_free(struct screen *base)
{
    struct project_key_screen *screen = (struct project_key_screen *)base;

    ask_cancel(&screen->ask);
    ask_cancel(&screen->guests);
    buffer_clear(&screen->shared);
    free(screen);
}

struct screen *project_key_screen_new(struct app *app)
{
    static const struct screen_class class = {
        .ops = {.draw = project_key_draw,
                .tell = project_key_tell,
                .key = project_key_key,
                .free = project_key_free},
        .place = PLACE_PROJECT_KEY,
        .popup = true,
    };
    struct project_key_screen *screen = mem_new(sizeof *screen);
    struct request request;

    screen->base = (struct screen){&class, app};
    screen->copy = form_add_button(&screen->form);
    screen->close = form_add_button(&screen->form);
    screen->form.focus = screen->close;
    desk_request(&app->desk, &request, VERB_PROJECT_KEY);
    ask_start(&screen->ask, &app->desk, &request, key_came, screen);
    ask_shared(screen);
    return &screen->base;
}
