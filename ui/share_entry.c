// SPDX-License-Identifier: MIT
#include "ui/share_entry.h"

#include "base/text.h"
#include "base/words.h"
#include "ui/act.h"
#include "ui/app.h"
#include "ui/errand.h"
#include "ui/key.h"
#include "ui/screen/screens.h"

#include <stdio.h>
#include <string.h>

enum { KEY_CELLS = 36 };

void share_entry_clear(struct share_entry *entry)
{
    ask_cancel(&entry->ask);
    field_clear(&entry->field);
    entry->typing = false;
}

static void own_key_came(void *arg, struct reply *reply)
{
    struct share_entry *entry = arg;

    if (reply->status == STATUS_OK) {
        text_copy(entry->own_key, sizeof entry->own_key, reply->as.project.key);
    }
}

void share_entry_begin(struct app *app)
{
    struct share_entry *entry = &app->share_entry;
    struct request request;

    entry->typing = true;
    if (*entry->own_key == '\0' && !ask_is_open(&entry->ask)) {
        desk_request(&app->desk, &request, VERB_PROJECT_KEY);
        ask_start(&entry->ask, &app->desk, &request, own_key_came, entry);
    }
}

void share_add(struct app *app)
{
    share_entry_begin(app);
}

/* 8-4-4-4-12 hexadecimal digits. */
static bool is_key(const char *text)
{
    static const char pattern[] = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

    if (strlen(text) != KEY_CELLS) {
        return false;
    }
    for (size_t i = 0; i < KEY_CELLS; i++) {
        bool dash = pattern[i] == '-';

        if (dash != (text[i] == '-') || (!dash && !strchr("0123456789abcdefABCDEF", text[i]))) {
            return false;
        }
    }
    return true;
}

enum share_doubt share_entry_judge(const struct app *app)
{
    const struct domain *domain = app->subject.domain;
    const char *text = field_text(&app->share_entry.field);

    if (*text == '\0') {
        return SHARE_EMPTY;
    }
    if (!is_key(text)) {
        return SHARE_BAD_FORM;
    }
    if (text_equal_nocase(text, app->share_entry.own_key)) {
        return SHARE_OWN;
    }
    for (size_t i = 0; domain && i < domain->share_count; i++) {
        if (text_equal_nocase(domain->shares[i].project_key, text)) {
            return SHARE_THERE;
        }
    }
    return SHARE_FINE;
}

static void shared(struct app *app, struct reply *reply)
{
    (void)reply;
    field_set(&app->share_entry.field, "");
}

static void submit(struct app *app)
{
    struct request request;
    char key[64];

    text_copy(key, sizeof key, field_text(&app->share_entry.field));
    text_lower(key);
    app->share_entry.typing = false;
    if (*key == '\0') {
        return;
    }
    desk_request(&app->desk, &request, VERB_SHARES_ADD);
    request_set(&request, "domain", app->subject.domain->name);
    request_set(&request, "project-key", key);
    errand_run(app, &request, _("Shared. The domain is in their list now."), shared);
}

bool share_entry_key(struct app *app, uint32_t key)
{
    struct share_entry *entry = &app->share_entry;

    if (!entry->typing) {
        return false;
    }
    if (key == KEY_ESCAPE || key == KEY_TAB || key == KEY_UP) {
        entry->typing = false;
    } else if (key == KEY_ENTER) {
        submit(app);
    } else if (key == KEY_PASTE) {
        field_insert(&entry->field, buffer_text(app->paste), app->paste->length);
    } else {
        field_key(&entry->field, key, NULL);
    }
    return true;
}

void share_entry_draw(const struct app *app, struct pane pane, int x, int y, int width)
{
    field_draw(&app->share_entry.field, pane, x, y, width, app->share_entry.typing);
}

const struct share *share_chosen(const struct app *app)
{
    const struct domain *domain = app->subject.domain;

    return domain && app->depth > 1 && app->subject.share < domain->share_count
               ? &domain->shares[app->subject.share]
               : NULL;
}

static void label_typed(struct app *app, const char *text)
{
    struct request request;

    if (!app->subject.domain) {
        return;
    }
    desk_request(&app->desk, &request, VERB_SHARES_LABEL);
    request_set(&request, "domain", app->subject.domain->name);
    request_set(&request, "project-key", app->share_entry.labelled);
    request_set(&request, "label", text);
    errand_run(app, &request, *text ? _("The label is kept.") : _("The label is gone."), NULL);
}

void share_label(struct app *app)
{
    const struct share *share = share_chosen(app);
    const struct prompt prompt = {.label = _("Label"), .text = share->label, .done = label_typed};

    text_copy(app->share_entry.labelled, sizeof app->share_entry.labelled, share->project_key);
    app_push(app, prompt_screen_new(app, &prompt));
}

static void remove_share(struct app *app, const char *key)
{
    struct request request;

    if (!app->subject.domain) {
        return;
    }
    desk_request(&app->desk, &request, VERB_SHARES_REMOVE);
    request_set(&request, "domain", app->subject.domain->name);
    request_set(&request, "project-key", key);
    errand_run(app, &request, _("No longer shared with that project."), NULL);
}

void share_remove(struct app *app)
{
    const struct share *share = share_chosen(app);
    char text[512];
    const struct confirm confirm = {.title = _("Stop sharing?"),
                                    .text = text,
                                    .keep = _("Keep sharing"),
                                    .go = _("Remove"),
                                    .run = remove_share,
                                    .argument = share->project_key};

    snprintf(
        text, sizeof text,
        _("The project with this key can no longer send mail as @%s:\n\n  %s\n\nYou can add it "
          "again any time."),
        app->subject.domain->name, share->project_key);
    app_push(app, confirm_screen_new(app, &confirm));
}
