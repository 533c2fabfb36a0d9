// SPDX-License-Identifier: MIT
#include "ui/screen/detail_parts.h"

#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/action.h"
#include "ui/app.h"
#include "ui/record.h"
#include "ui/state.h"
#include "ui/when.h"
#include "ui/widget/dialog.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    LABEL_AT = 3,
    STATE_AT = 36,
    DATE_AT = 44,
    SHARED_AT = 43,
    BUTTONS_TEXT = 128,

    REASON_AT = 10
};

/* Where values begin: after the widest label. */
static int value_at(void)
{
    int cells = (int)text_cells(_("Record"));

    for (int record = 0; record < RECORD_COUNT; record++) {
        int other = (int)text_cells(record_title((enum record)record));

        cells = other > cells ? other : cells;
    }
    return LABEL_AT + cells + 1;
}

/* Columns after the value move right as the page grows, so that more of it is seen. */
static int moved(struct pane pane, int column)
{
    return pane.width > APP_WIDTH ? column + pane.width - APP_WIDTH : column;
}

static const char *word_of(const struct app *app, enum action_id id)
{
    return action_label(action_at(id), app->options->house_words);
}

/* "[s][c][u Stop]": what the keys do with this record now. */
static void buttons_text(const struct app *app, enum record record, char out[BUTTONS_TEXT])
{
    enum state state = record_state(app->subject.domain, record);
    bool used = state == STATE_IN_USE || state == STATE_LOST,
         switched = record == RECORD_SPF || record == RECORD_DKIM;
    const char *first = record == RECORD_DMARC ? "[b]" : "[s][c]";

    if (!app_may_change(app)) {
        snprintf(out, BUTTONS_TEXT, "%s", first);
    } else if (switched && used) {
        snprintf(out, BUTTONS_TEXT, "%s[u %s]", first,
                 app->options->house_words ? _("Disable") : _("Stop"));
    } else if (switched && (state == STATE_VERIFIED || state == STATE_STOPPED)) {
        snprintf(out, BUTTONS_TEXT, "%s[u %s]", first, word_of(app, ACTION_USE));
    } else {
        snprintf(out, BUTTONS_TEXT, "%s[v %s]", first, word_of(app, ACTION_VERIFY));
    }
}

static void put_state(const struct app *app, struct pane pane, int x, int y, enum record record)
{
    const struct domain *domain = app->subject.domain;

    if (verify_has(&app->verify, domain->name) && app->subject.record == record) {
        pane_put_in(pane, x, y, DATE_AT - STATE_AT - 1, PAINT_WAIT, _("asking"));
        return;
    }
    pane_put_in(pane, x, y, DATE_AT - STATE_AT - 1, state_paint(record_state(domain, record)),
                record_cell(domain, record));
}

void detail_token_draw(const struct app *app, struct pane pane)
{
    const struct domain *domain = app->subject.domain;
    int labels = (int)text_cells(_("Token")), dates = (int)text_cells(_("Verified"));
    int x = LABEL_AT + (labels > dates ? labels : dates) + 2;
    char time[CLOCK_TEXT], buttons[BUTTONS_TEXT];
    struct buffer value = {0};

    record_short(domain->token ? domain->token : _("(the owner has it)"), 36, &value);
    when_full(domain->records[RECORD_TOKEN].verified_at, time);
    pane_rule(pane, 0, _("Ownership token"));
    pane_put(pane, LABEL_AT, 1, PAINT_LABEL, _("Token"));
    pane_put(pane, x, 1, PAINT_TEXT, buffer_text(&value));
    snprintf(buttons, sizeof buttons, "[s %s] [c %s]", word_of(app, ACTION_SHOW),
             word_of(app, ACTION_COPY));
    pane_put_right(pane, 1, 1, PAINT_LABEL, buttons);
    pane_put(pane, LABEL_AT, 2, PAINT_LABEL, _("Verified"));
    put_state(app, pane, x, 2, RECORD_TOKEN);
    pane_put(pane, x + state_cells(false) + 1, 2, PAINT_TEXT, time);
    if (app_may_change(app) && !record_is_verified(domain, RECORD_TOKEN)) {
        snprintf(buttons, sizeof buttons, "[v %s]", word_of(app, ACTION_VERIFY));
        pane_put_right(pane, 1, 2, PAINT_LABEL, buttons);
    }
    buffer_clear(&value);
}

int detail_record_head(struct pane pane, int y)
{
    int right = (int)text_cells(_("Buttons"));

    pane_put(pane, LABEL_AT, y, PAINT_HEADER, _("Record"));
    pane_put(pane, value_at(), y, PAINT_HEADER, _("Value"));
    pane_put(pane, moved(pane, STATE_AT), y, PAINT_HEADER, _("State"));
    pane_put(pane, moved(pane, DATE_AT), y, PAINT_HEADER, _("Verified on"));
    pane_put_right(pane, right < 15 ? 15 - right : 1, y, PAINT_HEADER, _("Buttons"));
    return y + 1;
}

/* Before column `end`; where the minute has no room, the day alone. */
static void put_date(struct pane pane, int y, int end, char time[CLOCK_TEXT])
{
    if ((int)text_cells(time) > end - moved(pane, DATE_AT)) {
        time[strcspn(time, " ")] = '\0';
    }
    pane_put_in(pane, moved(pane, DATE_AT), y, end - moved(pane, DATE_AT), PAINT_TEXT, time);
}

void detail_record_draw(const struct app *app, struct pane pane, int y, enum record record)
{
    const struct domain *domain = app->subject.domain;
    struct requirement wanted = {.value = NULL};
    char time[CLOCK_TEXT], buttons[BUTTONS_TEXT];
    int end;
    bool known = record != RECORD_DMARC && record_wanted(app, record, &wanted);
    const char *unknown = record == RECORD_DMARC ? _("(you write it: b)") : _("(being made)");

    when_minute(domain->records[record].verified_at, time);
    pane_put(pane, LABEL_AT, y, PAINT_LABEL, record_title(record));
    pane_put_in(pane, value_at(), y, moved(pane, STATE_AT) - value_at() - 2, PAINT_TEXT,
                known ? wanted.value : unknown);
    put_state(app, pane, moved(pane, STATE_AT), y, record);
    buttons_text(app, record, buttons);
    end = pane_put_right(pane, 1, y, PAINT_LABEL, buttons);
    put_date(pane, y, end - 1, time);
    free(wanted.value);
}

/* The worst finding about the chosen record; NULL: none worth a line. */
static const struct finding *reason_of(const struct app *app)
{
    const struct domain *domain = app->subject.domain;
    enum area area = (enum area)(AREA_TOKEN + (int)app->subject.record);
    const struct finding *reason = finding_list_first(&domain->findings, area, SEVERITY_WARN);

    return reason ? reason : finding_list_first(&domain->findings, AREA_DNS, SEVERITY_WARN);
}

static void name_text_of(const struct app *app, struct buffer *out)
{
    const struct domain *domain = app->subject.domain;
    struct requirement wanted;
    char region[64];

    if (!record_wanted(app, app->subject.record, &wanted)) {
        return;
    }
    region_text(domain->environment, domain->region, region, sizeof region);
    buffer_add_text(out, wanted.name);
    if (app->subject.record == RECORD_DKIM) {
        buffer_printf(out, "  (%s)", region);
    }
    free(wanted.value);
}

/* However long the sentence is, the key that says more ends it. */
static void put_reason(struct pane pane, const char *reason)
{
    struct buffer text = {0}, hint = {0};

    buffer_printf(&hint, "[%s]", _("Enter: why"));
    buffer_printf(&text, "%s  %s", reason, buffer_text(&hint));
    if (dialog_rows(buffer_text(&text), pane.width) > pane.height) {
        pane_wrap(pane, 0, 0, PAINT_TEXT, reason);
        buffer_reset(&text);
        buffer_printf(&text, " .. %s", buffer_text(&hint));
        pane_put_right(pane, 0, pane.height - 1, PAINT_TEXT, buffer_text(&text));
    } else {
        pane_wrap(pane, 0, 0, PAINT_TEXT, buffer_text(&text));
    }
    buffer_clear(&text);
    buffer_clear(&hint);
}

void detail_reason_draw(const struct app *app, struct pane pane)
{
    const struct finding *reason;
    struct buffer text = {0};
    char label[96];
    int x;

    if (app->subject.record == RECORD_COUNT) {
        return;
    }
    name_text_of(app, &text);
    if (text.length > 0) { /* a guest is not told the token */
        snprintf(label, sizeof label, _("%s name: "), record_title(app->subject.record));
        x = pane_put(pane, REASON_AT, 0, PAINT_LABEL, label);
        pane_put(pane, x, 0, PAINT_TEXT, buffer_text(&text));
    }
    reason = reason_of(app);
    if (reason) {
        buffer_reset(&text);
        finding_message(reason, &text);
        x = pane_put(pane, REASON_AT, 1,
                     reason->severity >= SEVERITY_ERROR ? PAINT_BAD : PAINT_WAIT, _("Why: "));
        put_reason(pane_part(pane, x, 1, -1, pane.height - 1), buffer_text(&text));
    }
    buffer_clear(&text);
}

int detail_share_head(struct pane pane)
{
    pane_put(pane, LABEL_AT, 0, PAINT_HEADER, _("Project Key"));
    pane_put(pane, SHARED_AT, 0, PAINT_HEADER, _("Registered on"));
    return 1;
}

void detail_share_draw(const struct app *app, struct pane pane, int y, const struct share *share)
{
    char time[CLOCK_TEXT], button[BUTTONS_TEXT];

    when_full(share->registered_at, time);
    pane_put(pane, LABEL_AT, y, PAINT_TEXT, share->project_key);
    pane_put(pane, SHARED_AT, y, PAINT_TEXT, time);
    if (app_may_change(app)) {
        snprintf(button, sizeof button, "[d %s]", word_of(app, ACTION_SHARE_REMOVE));
        pane_put_right(pane, 1, y, PAINT_LABEL, button);
    }
}

void detail_entry_draw(const struct app *app, struct pane pane, int y)
{
    char button[BUTTONS_TEXT];
    int x = pane_put(pane, LABEL_AT, y, PAINT_LABEL, _("Add key")) + 1;

    share_entry_draw(app, pane, x, y, 50);
    snprintf(button, sizeof button, "[a %s]", word_of(app, ACTION_SHARE_ADD));
    pane_put_right(pane, 1, y, PAINT_LABEL, button);
}

void detail_message(const struct app *app, struct buffer *out)
{
    const struct domain *domain = app->subject.domain;
    const struct check_result *seen = look_seen(&app->look, domain->name);
    char checked[CLOCK_TEXT], next[CLOCK_TEXT];

    when_near(domain->checked_at, app_now(app), checked);
    when_near(domain->next_check_at, app_now(app), next);
    if (seen && seen->server_count > 0 && !record_provider(app)) {
        buffer_printf(out, _("DNS at %s.  "), seen->servers[0].ns);
    } else if (seen && seen->server_count > 0) {
        buffer_printf(out, _("DNS at %s (%s).  "), record_provider_name(app), seen->servers[0].ns);
    }
    if (domain->checked_at == 0) {
        buffer_add_text(out, _("Not checked yet."));
    } else if (domain->next_check_at == 0) {
        buffer_printf(out, _("Last checked %s."), checked);
    } else {
        buffer_printf(out, _("Last checked %s, next %s."), checked, next);
    }
}

void detail_record_tell(const struct app *app, enum record record, struct telling *out)
{
    const struct domain *domain = app->subject.domain;
    struct requirement wanted = {.value = NULL};
    bool known = record_wanted(app, record, &wanted);
    char time[CLOCK_TEXT];

    when_full(domain->records[record].verified_at, time);
    telling_printf(out, record_title(record), "%s, %s, %s",
                   state_phrase(record_state(domain, record)), time, known ? wanted.value : "-");
    free(wanted.value);
}

void detail_reason_tell(const struct app *app, struct telling *out)
{
    const struct finding *reason = reason_of(app);
    struct buffer text = {0};

    if (reason) {
        finding_message(reason, &text);
        telling_add(out, _("Why"), buffer_text(&text));
    }
    buffer_clear(&text);
}
