// SPDX-License-Identifier: MIT
#include "ui/hear.h"

#include "base/text.h"
#include "base/words.h"
#include "ui/app.h"
#include "ui/state.h"

static const char bell[] = "\a";

void hear_event(void *arg, const struct event *event)
{
    struct app *app = arg;

    if (event->kind != EVENT_RESYNC && !text_equal(event->project, app->desk.project)) {
        return;
    }
    if (event->kind == EVENT_OFFLINE) { /* what is shown stays, old as it gets */
        app->offline_until = event->at;
        buffer_reset(&app->offline_why);
        buffer_add_text(&app->offline_why, event->why ? event->why : "");
        app_dirty(app);
        return;
    }
    app->offline_until = 0;
    model_refresh_soon(&app->model);
    subject_heard(&app->subject, event);
    for (size_t i = 0; i < app->depth; i++) {
        struct screen *screen = app->stack[i];

        if (screen->class->ops.heard) {
            screen->class->ops.heard(screen, event);
        }
    }
    app->seen_at = app_now(app);
    app_dirty(app);
}

/* "token ✓  SPF ✗  DKIM ◌": what each record's look said. */
static void outcome_text(const struct check_result *result, struct buffer *out)
{
    static const char *const signs[] = {[CHECK_PASS] = "✓", [CHECK_FAIL] = "✗", [CHECK_TEMP] = "◌"};

    for (int record = 0; record < RECORD_COUNT; record++) {
        if (result->only == 0 || (result->only & 1u << record)) {
            buffer_printf(out, "  %s %s", signs[result->records[record].status],
                          record_title((enum record)record));
        }
    }
}

static void say_one(struct app *app, const char *name, const struct check_result *result)
{
    struct buffer text = {0};

    outcome_text(result, &text);
    app_say(app, "%s%s", name, buffer_text(&text));
    buffer_clear(&text);
}

/* The end of a run of several. */
static void say_all(struct app *app)
{
    const struct verify *verify = &app->verify;

    app_say(app, _("Verified %zu: %zu right, %zu need a person, %zu cannot be told now."),
            verify->done, verify->passed, verify->failed, verify->unsure);
    front_send(app->front, bell, sizeof bell - 1);
}

void hear_verified(void *arg, const char *name, struct reply *reply)
{
    struct app *app = arg;
    const struct verify *verify = &app->verify;
    bool over = !verify_is_running(verify);

    if (name && reply->status == STATUS_OK) {
        const struct domain *domain = app->subject.domain;

        if (domain && text_equal(domain->name, name)) {
            look_note(&app->look, name, reply->as.check);
        }
        model_refresh_soon(&app->model);
    }
    if (over && verify->total > 1) {
        say_all(app);
    } else if (over && name && !app_failed(app, reply)) {
        say_one(app, name, reply->as.check);
    }
    app_dirty(app);
}
