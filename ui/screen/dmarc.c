// SPDX-License-Identifier: MIT
#include "ui/screen/dmarc.h"

#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/act.h"
#include "ui/app.h"
#include "ui/copy.h"
#include "ui/key.h"
#include "ui/screen/screens.h"

#include <stdlib.h>
#include <string.h>

// clang-format off
static const char *const policies[] = { "none", "quarantine", "reject", NULL };
static const char *const sub_policies[] = { N_("(same as p)"), "none", "quarantine", "reject", NULL };
static const char *const alignments[] = { N_("r relaxed"), N_("s strict"), NULL };
// clang-format on

/* The domain that a report goes to: "mailto:a@b.example!10m" -> "b.example". */
static void host_of(const char *uri, char out[256])
{
    const char *at = strrchr(uri, '@');

    text_copy(out, 256, at ? at + 1 : "");
    out[strcspn(out, "!?,")] = '\0';
}

static void reports_came(void *arg, struct reply *reply)
{
    struct dmarc_screen *dmarc = arg;
    const struct reply_dmarc_reports *reports = &reply->as.dmarc_reports;

    if (reply->status != STATUS_OK) {
        return;
    }
    dmarc->reports_asked = reports->count > 0;
    dmarc->reports_agreed = reports->count > 0;
    dmarc->reports_host[0] = '\0';
    for (size_t i = 0; i < reports->count; i++) {
        bool agreed = text_equal(reports->items[i].consent, "authorized") ||
                      text_equal(reports->items[i].consent, "same-org");

        dmarc->reports_agreed = dmarc->reports_agreed && agreed;
        if (*dmarc->reports_host == '\0' && !text_equal(reports->items[i].consent, "same-org")) {
            host_of(reports->items[i].uri, dmarc->reports_host);
        }
    }
}

static void log_came(void *arg, struct reply *reply)
{
    struct dmarc_screen *dmarc = arg;

    if (reply->status == STATUS_OK) {
        dmarc->since = dmarc_since(reply->as.log.rows, reply->as.log.count,
                                   dmarc->base.app->subject.domain->policy == POLICY_NONE);
    }
}

/* What is published, as far as the last look saw it; the form begins with it. */
static void look_ended(void *arg)
{
    struct dmarc_screen *dmarc = arg;
    struct app *app = dmarc->base.app;
    const struct check_result *seen = look_seen(&app->look, app->subject.domain->name);
    const char *published = seen ? seen->records[RECORD_DMARC].seen : NULL;
    bool first = *dmarc->published == '\0';

    if (published && dmarc_is_record(published, strlen(published))) {
        text_copy(dmarc->published, sizeof dmarc->published, published);
        if (first) {
            dmarc_fill(dmarc, published);
        }
    }
}

static void ask_around(struct dmarc_screen *dmarc)
{
    struct app *app = dmarc->base.app;
    const char *name = app->subject.domain->name;

    ask_domain(&dmarc->reports, &app->desk, VERB_DMARC_REPORTS, name, reports_came, dmarc);
    ask_domain(&dmarc->log, &app->desk, VERB_DOMAINS_LOG, name, log_came, dmarc);
    look_again(&app->look, app->subject.domain);
}

void dmarc_next(struct app *app)
{
    struct dmarc_screen *dmarc = (struct dmarc_screen *)app_top(app);
    struct dmarc_rung standing;

    dmarc_standing(dmarc, &standing);
    if (standing.next == DMARC_POLICY_UNSET) {
        app_say(app, "%s", _("The top of the ladder is reached."));
    } else {
        dmarc_fill(dmarc, buffer_text(&standing.record));
        app_say(app, "%s",
                standing.ready ? _("The record of the next rung. c copies it.")
                               : _("The record of the next rung; not everything is ready for it."));
    }
    dmarc_rung_clear(&standing);
}

void dmarc_copy(struct app *app)
{
    struct fault fault = {.status = STATUS_OK};
    struct buffer text = {0};

    if (dmarc_result((struct dmarc_screen *)app_top(app), &text, &fault)) {
        copy_text(app, _("DMARC value"), buffer_text(&text));
    } else {
        app_alarm(app, "%s", fault.message);
    }
    buffer_clear(&text);
}

static bool dmarc_key(struct screen *screen, uint32_t key)
{
    struct dmarc_screen *dmarc = (struct dmarc_screen *)screen;
    int pressed;

    if (key == KEY_PASTE) {
        form_paste(&dmarc->form, screen->app->paste);
        return true;
    }
    if (key == KEY_ESCAPE && form_is_typing(&dmarc->form)) {
        dmarc->form.focus = dmarc->p; /* out of the field; once more leaves */
        return true;
    }
    if (!form_is_typing(&dmarc->form) && (key == 'j' || key == 'k')) {
        key = key == 'j' ? KEY_DOWN : KEY_UP;
    }
    return form_key(&dmarc->form, key, &pressed);
}

static void dmarc_free(struct screen *screen)
{
    struct dmarc_screen *dmarc = (struct dmarc_screen *)screen;

    screen->app->look.ended = NULL;
    ask_cancel(&dmarc->reports);
    ask_cancel(&dmarc->log);
    field_clear(&dmarc->address);
    free(dmarc);
}

struct screen *dmarc_screen_new(struct app *app)
{
    static const struct screen_class class = {
        .ops = {.draw = dmarc_draw, .tell = dmarc_tell, .key = dmarc_key, .free = dmarc_free},
        .place = PLACE_DMARC,
    };
    struct dmarc_screen *dmarc = mem_new(sizeof *dmarc);

    dmarc->base = (struct screen){&class, app};
    dmarc->p = form_add_choice(&dmarc->form, policies, 0);
    dmarc->sp = form_add_choice(&dmarc->form, sub_policies, 0);
    dmarc->aspf = form_add_choice(&dmarc->form, alignments, 0);
    dmarc->adkim = form_add_choice(&dmarc->form, alignments, 0);
    dmarc->rua = form_add_field(&dmarc->form, &dmarc->address);
    app->subject.record = RECORD_DMARC;
    app->look.ended = look_ended;
    app->look.arg = dmarc;
    ask_around(dmarc);
    return &dmarc->base;
}
