// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "domain/lifecycle.h"
#include "ui/act.h"
#include "ui/app.h"
#include "ui/copy.h"
#include "ui/errand.h"
#include "ui/record.h"
#include "ui/screen/screens.h"
#include "ui/state.h"

#include <stdio.h>
#include <stdlib.h>

/* From the list: the row under the cursor becomes the open domain, at the record that needs
 * somebody. */
static void open_subject(struct app *app)
{
    if (app->depth == 1) {
        subject_open(&app->subject, model_current(&app->model));
        app->subject.record = record_needed(app->subject.domain);
    }
}

static void open_screen(struct app *app, struct screen *(*make)(struct app *app))
{
    open_subject(app);
    app_push(app, make(app));
}

void act_open(struct app *app)
{
    open_screen(app, detail_screen_new);
}

void act_show(struct app *app)
{
    open_screen(app, show_screen_new);
}

void act_guide(struct app *app)
{
    open_screen(app, guide_screen_new);
}

void act_why(struct app *app)
{
    open_screen(app, why_screen_new);
}

void act_wait(struct app *app)
{
    open_screen(app, wait_screen_new);
}

void act_share(struct app *app)
{
    open_screen(app, sharing_screen_new);
}

void act_merge(struct app *app)
{
    open_screen(app, merge_screen_new);
}

void act_dmarc(struct app *app)
{
    open_screen(app, dmarc_screen_new);
}

void act_test_mail(struct app *app)
{
    open_screen(app, headers_screen_new);
}

void act_raw(struct app *app)
{
    open_screen(app, raw_screen_new);
}

void act_log(struct app *app)
{
    const struct domain *open = app->depth > 1 ? app->subject.domain : NULL;

    app_push(app, log_screen_new(app, open ? open->name : NULL));
}

/* The record that the keys work on; the whole domain while its ownership is not proven. */
static const char *record_to_verify(const struct app *app)
{
    enum record record = app->subject.record;

    if (app->depth == 1 || record == RECORD_COUNT || record == RECORD_TOKEN ||
        !record_is_verified(app_domain(app), RECORD_TOKEN)) {
        return NULL;
    }
    return record_word(record);
}

void act_verify(struct app *app)
{
    if (app->depth > 1 || app->marks.count == 0) {
        verify_one(&app->verify, app_domain(app)->name, record_to_verify(app),
                   app_top(app)->class->place == PLACE_WAIT);
    }
    for (size_t i = 0; app->depth == 1 && i < app->marks.count; i++) {
        verify_one(&app->verify, app->marks.names[i], NULL, false);
    }
    app_say(app, "%s", _("Asking DNS .."));
}

void act_verify_all(struct app *app)
{
    struct buffer words = {0};

    model_words(&app->model, &words);
    verify_list(&app->verify, buffer_text(&words));
    buffer_clear(&words);
    app_say(app, "%s", _("Verifying every domain of this view; a bell rings at the end."));
}

static void switch_record(struct app *app, enum verb verb, const char *domain, enum record record)
{
    struct request request;
    char said[320];

    if (verb == VERB_DOMAINS_USE) {
        snprintf(said, sizeof said, _("%s: %s is in use."), domain, record_title(record));
    } else {
        snprintf(said, sizeof said, _("%s: %s is stopped. The record in DNS may stay."), domain,
                 record_title(record));
    }
    desk_request(&app->desk, &request, verb);
    request_set(&request, "domain", domain);
    request_set(&request, "record", record_word(record));
    errand_run(app, &request, said, NULL);
}

static void stop_record(struct app *app, const char *record_name)
{
    enum record record;

    if (app->subject.domain && record_from_word(record_name, &record)) {
        switch_record(app, VERB_DOMAINS_STOP, app->subject.domain->name, record);
    }
}

static void stop_words(const struct domain *domain, struct buffer *text)
{
    buffer_printf(text, "%s\n", _("From now on mail from this domain is sent WITHOUT it."));
    if (domain->share_count > 0) {
        buffer_printf(text, _("  %zu guests  stop at the same moment, no choice"),
                      domain->share_count);
        buffer_add_byte(text, '\n');
    }
    if (domain->policy == POLICY_NONE) {
        buffer_printf(text, "  %s\n", _("DMARC p=none  no bounce, but reports turn red"));
    } else if (domain->policy != POLICY_UNKNOWN) {
        buffer_printf(text, _("  DMARC p=%s  receivers may refuse this mail"),
                      policy_word((int)domain->policy));
        buffer_add_byte(text, '\n');
    }
    buffer_printf(text, "\n%s",
                  _("The record in DNS stays. You can press Use again any time, no new "
                    "verification needed."));
}

static void ask_stop(struct app *app, enum record record)
{
    struct buffer text = {0}, title = {0};
    struct confirm confirm;

    stop_words(app->subject.domain, &text);
    buffer_printf(&title, _("Stop using %s for %s?"), record_title(record),
                  app->subject.domain->name);
    confirm = (struct confirm){.title = buffer_text(&title),
                               .text = buffer_text(&text),
                               .keep = _("Keep using"),
                               .go = _("Stop using"),
                               .run = stop_record,
                               .argument = record_word(record)};
    app_push(app, confirm_screen_new(app, &confirm));
    buffer_clear(&text);
    buffer_clear(&title);
}

/* Use of everything that is verified and was never switched on; how many that were. */
static int use_idle(struct app *app, const struct domain *domain)
{
    int used = 0;

    for (int record = RECORD_SPF; record <= RECORD_DKIM; record++) {
        if (record_state(domain, (enum record)record) == STATE_VERIFIED) {
            switch_record(app, VERB_DOMAINS_USE, domain->name, (enum record)record);
            used++;
        }
    }
    return used;
}

static void use_from_list(struct app *app)
{
    int used = 0;

    if (app->marks.count == 0) {
        used = use_idle(app, model_current(&app->model));
    }
    for (size_t i = 0; app->marks.count > 0 && i < app->model.count; i++) {
        if (marks_has(&app->marks, app->model.rows[i]->name)) {
            used += use_idle(app, app->model.rows[i]);
        }
    }
    if (used == 0) {
        app_say(app, "%s",
                _("Nothing is verified and unused here. To stop one: Enter, then u on its row."));
    }
}

void act_use(struct app *app)
{
    enum record record = app->subject.record;
    enum state state;

    if (app->depth == 1) {
        use_from_list(app);
        return;
    }
    if (record != RECORD_SPF && record != RECORD_DKIM) {
        app_say(app, "%s", _("SPF and DKIM can be used or stopped: choose one of those rows."));
        return;
    }
    state = record_state(app->subject.domain, record);
    if (state == STATE_IN_USE ||
        (state == STATE_LOST && app->subject.domain->records[record].power == POWER_ON)) {
        ask_stop(app, record);
    } else {
        switch_record(app, VERB_DOMAINS_USE, app->subject.domain->name, record);
    }
}

void act_delete(struct app *app)
{
    char *name = app_domain(app)->name;

    if (app->depth == 1 && app->marks.count > 0) {
        app_push(app, delete_screen_new(app, app->marks.names, app->marks.count));
    } else {
        app_push(app, delete_screen_new(app, &name, 1));
    }
}

/* What the keys would copy on a page about one record. */
static bool chosen_value(struct app *app, struct requirement *out)
{
    const struct domain *domain = app_domain(app);
    enum record record = app->subject.record;

    if (app->depth == 1 && domain) {
        record = record_needed(domain);
    }
    if (record_wanted(app, record, out)) {
        return true;
    }
    app_say(app, "%s", _("There is no value to copy here."));
    return false;
}

static void copy_value(struct app *app)
{
    struct requirement wanted;
    char what[128];

    if (chosen_value(app, &wanted)) {
        snprintf(what, sizeof what, _("%s value"), record_title(wanted.record));
        copy_text(app, what, wanted.value);
        free(wanted.value);
    }
}

void act_copy(struct app *app)
{
    static void (*const copiers[PLACE_COUNT])(struct app *) = {
        [PLACE_WHY] = why_copy,
        [PLACE_MERGE] = merge_copy,
        [PLACE_DMARC] = dmarc_copy,
        [PLACE_PROJECT_KEY] = project_key_copy,
    };
    enum place place = app_top(app)->class->place;

    if (copiers[place]) {
        copiers[place](app);
    } else {
        copy_value(app);
    }
}

void act_copy_host(struct app *app)
{
    struct requirement wanted;
    char host[NAME_TEXT];

    if (chosen_value(app, &wanted)) {
        record_host(app, &wanted, host);
        copy_text(app, _("Host name"), host);
        free(wanted.value);
    }
}

void act_plain_text(struct app *app)
{
    struct requirement wanted;

    if (app_top(app)->class->place == PLACE_PROJECT_KEY) {
        project_key_plain(app);
    } else if (chosen_value(app, &wanted)) {
        app_push(app, plain_screen_new(app, record_word(wanted.record), wanted.value));
        free(wanted.value);
    }
}
