// SPDX-License-Identifier: MIT
#include "ui/app.h"

#include "base/text.h"
#include "base/words.h"
#include "ui/action.h"
#include "ui/errand.h"
#include "ui/hear.h"
#include "ui/key.h"
#include "ui/screen/screens.h"
#include "ui/widget/scroll.h"

#include <pwd.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { TICK_MS = 1000 };

void app_dirty(struct app *app)
{
    app->dirty = true;
    if (app->depth > 0) {
        front_wake(app->front);
    }
}

static void news(void *arg)
{
    struct app *app = arg;

    app->seen_at = app_now(app);
    app_dirty(app);
}

static void ticked(void *arg)
{
    struct app *app = arg;

    if (app_top(app)->class->ticking || app->offline_until) {
        app_dirty(app);
    }
}

static enum status choose_clipboard(struct app *app, struct fault *fault)
{
    const char *mode = app->options->clipboard ? app->options->clipboard : "auto";
    struct clip_surroundings around = clip_look_around();

    clipboard_init(&app->clipboard, app->options->loop, app->front);
    if (!clip_plan(mode, &around, app->clipboard.ways)) {
        return fault_set(fault, STATUS_INVALID, "usage",
                         _("clipboard: %s is not one of auto, osc52, tmux, command, print, off"),
                         mode);
    }
    return STATUS_OK;
}

static enum status choose_theme(struct app *app, struct fault *fault)
{
    const char *wanted = app->options->theme ? app->options->theme : "default";

    return theme_open(wanted, &app->theme, fault);
}

/* Who, for the activity log: the account's name, else its number. */
static void name_actor(struct app *app)
{
    const struct passwd *account = getpwuid(getuid());

    if (app->options->actor) {
        text_copy(app->actor, sizeof app->actor, app->options->actor);
    } else if (account && account->pw_name && *account->pw_name) {
        text_safe_copy(app->actor, sizeof app->actor, account->pw_name, strlen(account->pw_name));
    } else {
        snprintf(app->actor, sizeof app->actor, "uid %u", (unsigned)getuid());
    }
}

static void open_desk(struct app *app)
{
    const struct ui_options *options = app->options;

    app->desk = (struct desk){.engine = options->engine,
                              .loop = options->loop,
                              .project = options->project ? options->project : "default",
                              .actor = app->actor,
                              .read_only = options->read_only,
                              .changed = news,
                              .arg = app};
}

enum status app_init(struct app *app, const struct ui_options *options, struct front *front,
                     struct fault *fault)
{
    enum status status;

    *app = (struct app){.options = options, .front = front};
    status = choose_theme(app, fault);
    if (status == STATUS_OK) {
        status = choose_clipboard(app, fault);
    }
    if (status != STATUS_OK) {
        return status;
    }
    name_actor(app);
    open_desk(app);
    surface_init(&app->surface, APP_WIDTH, APP_HEIGHT);
    app->surface.ascii = options->ascii || !words_are_utf8();
    model_init(&app->model, &app->desk);
    subject_init(&app->subject, &app->desk);
    look_init(&app->look, &app->desk, options->profile, options->clock);
    verify_init(&app->verify, &app->desk, hear_verified, app);
    app->tick = loop_timer_new(options->loop, ticked, app);
    loop_timer_start(app->tick, TICK_MS, TICK_MS);
    engine_watch(options->engine, hear_event, app);
    app_push(app, list_screen_new(app));
    model_load(&app->model);
    return STATUS_OK;
}

void app_clear(struct app *app)
{
    engine_unwatch(app->options->engine, hear_event, app);
    while (app->depth > 0) {
        app_pop(app);
    }
    errand_cancel_all(app);
    ask_cancel(&app->marking);
    loop_timer_free(app->tick);
    verify_clear(&app->verify);
    look_clear(&app->look);
    share_entry_clear(&app->share_entry);
    subject_close(&app->subject);
    model_clear(&app->model);
    marks_clear(&app->marks);
    clipboard_clear(&app->clipboard);
    surface_clear(&app->surface);
    buffer_clear(&app->note);
    buffer_clear(&app->message);
    buffer_clear(&app->copied);
    buffer_clear(&app->offline_why);
}

int64_t app_now(const struct app *app)
{
    return clock_now(app->options->clock);
}

struct screen *app_top(const struct app *app)
{
    return app->stack[app->depth - 1];
}

void app_push(struct app *app, struct screen *screen)
{
    if (app->depth == APP_DEPTH) {
        screen->class->ops.free(screen);
        return;
    }
    app->stack[app->depth++] = screen;
    app->told_top = 0;
    app_dirty(app);
}

void app_pop(struct app *app)
{
    struct screen *screen = app_top(app);

    app->depth--;
    screen->class->ops.free(screen);
    if (app->depth == 1) {
        share_entry_clear(&app->share_entry);
        subject_close(
            &app->subject); /* back on the list: the row under the cursor is meant again */
    }
    app->dirty = true;
}

void app_quit(struct app *app, int exit_code)
{
    app->done = true;
    app->exit_code = exit_code;
    loop_stop(app->options->loop);
}

void app_resize(struct app *app, int width, int height)
{
    surface_resize(&app->surface, width, height);
    app_dirty(app);
}

static void PRINTF_LIKE(3, 0) say(struct app *app, bool alarms, const char *format, va_list args)
{
    buffer_reset(&app->note);
    buffer_vprintf(&app->note, format, args);
    app->note_alarms = alarms;
    app_dirty(app);
}

void app_say(struct app *app, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    say(app, false, format, args);
    va_end(args);
}

void app_alarm(struct app *app, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    say(app, true, format, args);
    va_end(args);
}

void app_message(struct app *app, const char *format, ...)
{
    va_list args;

    buffer_reset(&app->message);
    va_start(args, format);
    buffer_vprintf(&app->message, format, args);
    va_end(args);
}

bool app_failed(struct app *app, const struct reply *reply)
{
    if (reply->status == STATUS_OK) {
        return false;
    }
    app_alarm(app, "%s", reply->fault.message);
    return true;
}

bool app_is_small(const struct app *app)
{
    return app->surface.width < APP_WIDTH || app->surface.height < APP_HEIGHT;
}

bool app_is_split(const struct app *app)
{
    return app->surface.width >= APP_SPLIT_WIDTH && app->surface.height >= APP_SPLIT_HEIGHT;
}

struct domain *app_domain(const struct app *app)
{
    return app->depth > 1 && app->subject.domain ? app->subject.domain : model_current(&app->model);
}

bool app_may_change(const struct app *app)
{
    const struct domain *domain = app_domain(app);

    return domain && domain->role == ROLE_OWNER && !app->desk.read_only;
}

/* Ctrl-C twice, with no other key between, leaves from everywhere. */
static bool leave_key(struct app *app, uint32_t key)
{
    bool again = app->asked_to_quit;

    app->asked_to_quit = key == KEY_CTRL('c');
    if (!app->asked_to_quit) {
        return false;
    }
    if (again) {
        app_quit(app, 0);
    } else {
        app_say(app, "%s", _("Press Ctrl-C again to leave."));
    }
    return true;
}

/* What has no rows to choose from is scrolled as a whole. */
static void scroll_told(struct app *app, uint32_t key)
{
    int64_t step = scroll_step(key, (size_t)app->surface.height);

    if (step == INT64_MIN || (step < 0 && -step > app->told_top)) {
        app->told_top = 0;
    } else if (step != INT64_MAX) {
        app->told_top += (int)step;
    }
}

void app_key(struct app *app, uint32_t key)
{
    struct screen *top = app_top(app);
    const struct action *action;

    buffer_reset(&app->note);
    app_dirty(app);
    if (leave_key(app, key) || (top->class->ops.key && top->class->ops.key(top, key))) {
        return;
    }
    action = action_for_key(app, top->class->place, key);
    if (action) {
        action->run(app);
    } else if (app_is_small(app)) {
        scroll_told(app, key);
    }
}

void app_paste(struct app *app, const struct buffer *text)
{
    struct screen *top = app_top(app);

    app->paste = text;
    if (top->class->ops.key) {
        top->class->ops.key(top, KEY_PASTE);
    }
    app->paste = NULL;
    app_dirty(app);
}
