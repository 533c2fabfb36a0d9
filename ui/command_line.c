// SPDX-License-Identifier: MIT
#include "ui/command_line.h"

#include "base/text.h"
#include "base/words.h"
#include "ui/act.h"
#include "ui/action.h"
#include "ui/app.h"
#include "ui/screen/screens.h"

#include <string.h>

static void set_filter(struct app *app, const char *value)
{
    model_set_filter(&app->model, value);
}

static void set_order(struct app *app, const char *value)
{
    struct list_order order;

    if (list_order_parse(value, &order)) {
        model_set_order(&app->model, order);
    } else {
        app_alarm(app, "%s",
                  _("Orders are name, state, registered, checked; - in front turns one round."));
    }
}

static void set_theme(struct app *app, const char *value)
{
    struct fault fault = {.status = STATUS_OK};

    if (theme_open(value, &app->theme, &fault) != STATUS_OK) {
        app_alarm(app, "%s", fault.message);
        return;
    }
    front_repaint(app->front);
}

static void set_language(struct app *app, const char *value)
{
    words_use(value);
    front_repaint(app->front);
}

static void leave(struct app *app, const char *value)
{
    (void)value;
    app_quit(app, 0);
}

// clang-format off
static const struct {
    const char *word;
    void (*run)(struct app *app, const char *value);
} words[] = {
    { "filter", set_filter }, { "sort", set_order }, { "theme", set_theme }, { "lang", set_language },
    { "quit", leave }, { "q", leave },
};
// clang-format on

static bool run_word(struct app *app, const char *text)
{
    size_t n = strcspn(text, " ");

    for (size_t i = 0; i < COUNT(words); i++) {
        if (strlen(words[i].word) == n && strncmp(words[i].word, text, n) == 0) {
            words[i].run(app, text + n + strspn(text + n, " "));
            return true;
        }
    }
    return false;
}

void command_line_run(struct app *app, const char *text)
{
    const struct action *action;

    if (*text == '\0' || run_word(app, text)) {
        return;
    }
    action = action_by_name(text);
    if (!action || !action->run) {
        app_alarm(app, _("There is no command %s. Tab completes, ? lists them."), text);
    } else if (!(action->where & 1u << app_top(app)->class->place) ||
               !action_is_possible(action, app)) {
        app_alarm(app, _("%s is not possible here."), text);
    } else {
        action->run(app);
    }
}

/* Whether name begins with text; then text becomes it. */
static bool completes(struct buffer *text, const char *name)
{
    if (!text_starts(name, buffer_text(text))) {
        return false;
    }
    buffer_reset(text);
    buffer_add_text(text, name);
    return true;
}

void command_line_complete(struct app *app, struct buffer *text)
{
    (void)app;
    for (size_t i = 0; i < COUNT(words); i++) {
        if (completes(text, words[i].word)) {
            return;
        }
    }
    for (int id = ACTION_NONE + 1; id < ACTION_COUNT; id++) {
        const struct action *action = action_at((enum action_id)id);

        if (action->run &&
            (completes(text, strrchr(action->name, '.') + 1) || completes(text, action->name))) {
            return;
        }
    }
}

void act_command(struct app *app)
{
    const struct prompt prompt = {
        .label = ":", .text = "", .done = command_line_run, .complete = command_line_complete};

    app_push(app, prompt_screen_new(app, &prompt));
}
