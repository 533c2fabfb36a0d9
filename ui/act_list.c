// SPDX-License-Identifier: MIT
#include "base/text.h"
#include "base/words.h"
#include "ui/act.h"
#include "ui/app.h"
#include "ui/screen/screens.h"

#include <stdio.h>

void act_next_tab(struct app *app)
{
    model_set_tab(&app->model, (enum tab)((app->model.tab + 1) % TAB_COUNT));
}

/* The tab, or back to all of them. */
static void toggle_tab(struct app *app, enum tab tab)
{
    model_set_tab(&app->model, app->model.tab == tab ? TAB_ALL : tab);
}

void act_attention(struct app *app)
{
    toggle_tab(app, TAB_ATTENTION);
}

void act_waiting(struct app *app)
{
    toggle_tab(app, TAB_WAITING);
}

void act_sort(struct app *app)
{
    static const struct {
        struct list_order order;
        const char *said;
    } orders[] = {
        {{LIST_BY_STATE, false}, N_("Sorted: what needs you first.")},
        {{LIST_BY_NAME, false}, N_("Sorted by name.")},
        {{LIST_BY_REGISTERED, true}, N_("Sorted: newest first.")},
        {{LIST_BY_CHECKED, false}, N_("Sorted: checked longest ago first.")},
    };
    size_t next = 0;

    for (size_t i = 0; i < COUNT(orders); i++) {
        if (orders[i].order.sort == app->model.order.sort) {
            next = (i + 1) % COUNT(orders);
        }
    }
    model_set_order(&app->model, orders[next].order);
    app_say(app, "%s", _(orders[next].said));
}

static void filter_list(struct app *app, const char *words)
{
    model_set_filter(&app->model, words);
}

static void filter_log(struct app *app, const char *words)
{
    log_filter(app, words);
}

void act_filter(struct app *app)
{
    bool log = app_top(app)->class->place == PLACE_LOG;
    const struct prompt prompt = {
        .label = _("Filter"),
        .text = log ? "" : app->model.filter,
        .done = log ? filter_log : filter_list,
        .typed = log ? filter_log : filter_list,
    };

    app_push(app, prompt_screen_new(app, &prompt));
}

/* One step back to the whole list: the filter, the tab, the marks. */
void act_clear(struct app *app)
{
    if (*app->model.filter) {
        model_set_filter(&app->model, "");
    } else if (app->model.tab != TAB_ALL) {
        model_set_tab(&app->model, TAB_ALL);
    } else {
        marks_clear(&app->marks);
    }
}

void act_mark(struct app *app)
{
    if (!marks_toggle(&app->marks, model_current(&app->model)->name)) {
        app_alarm(app, _("No more than %d domains can be marked."), MARKS_MOST);
        return;
    }
    model_move(&app->model, 1);
}

void act_mark_none(struct app *app)
{
    marks_clear(&app->marks);
}

static void mark_found(void *arg, struct reply *reply)
{
    struct app *app = arg;
    size_t before = app->marks.count;

    if (app_failed(app, reply)) {
        return;
    }
    for (size_t i = 0; i < reply->as.domains.count; i++) {
        if (!marks_add(&app->marks, reply->as.domains.items[i]->name)) {
            app_alarm(app, _("No more than %d domains can be marked."), MARKS_MOST);
            return;
        }
    }
    app_say(app, _("%zu more are marked."), app->marks.count - before);
}

static void mark_words(struct app *app, const char *words)
{
    struct request request;
    char most[16];

    snprintf(most, sizeof most, "%d", MARKS_MOST);
    desk_request(&app->desk, &request, VERB_DOMAINS_LIST);
    request_set(&request, "filter", *words ? words : NULL);
    request_set(&request, "limit", most);
    ask_start(&app->marking, &app->desk, &request, mark_found, app);
}

void act_mark_pattern(struct app *app)
{
    const struct prompt prompt = {
        .label = _("Mark all that match"), .text = "", .done = mark_words};

    app_push(app, prompt_screen_new(app, &prompt));
}
