// SPDX-License-Identifier: MIT
#include "ui/screen/side.h"

#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/app.h"
#include "ui/next_step.h"
#include "ui/record.h"
#include "ui/screen/list_row.h"
#include "ui/screen/side_log.h"
#include "ui/screen/why_steps.h"
#include "ui/state.h"
#include "ui/when.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    STATE_AT = 9,
    DATE_AT = 18,
    FINDINGS_SHOWN = 4,
    SHARES_SHOWN = 6,
    MARK_AT = 18,
    SEEN_AT = 26,
    KEY_CELLS = 20,
    LABEL_CELLS = 14,
    HOST_AT = 11,
    VALUE_AT = 36
};

static int draw_records(const struct domain *domain, struct pane pane, int y)
{
    char time[CLOCK_TEXT];

    for (int record = 0; record < RECORD_COUNT; record++, y++) {
        enum state state = record_state(domain, (enum record)record);

        when_full(domain->records[record].verified_at, time);
        pane_put(pane, 0, y, PAINT_LABEL, record_title((enum record)record));
        pane_put(pane, STATE_AT, y, state_paint(state), record_cell(domain, (enum record)record));
        pane_put(pane, DATE_AT, y, PAINT_TEXT, time);
    }
    return y;
}

/* Who hosts the DNS, once it was looked at. */
static int draw_servers(const struct app *app, struct pane pane, int y)
{
    const struct check_result *seen = look_seen(&app->look, model_current(&app->model)->name);
    struct buffer text = {0};

    if (!seen || seen->server_count == 0) {
        return y;
    }
    buffer_add_text(&text, record_provider(app) ? record_provider_name(app) : "");
    for (size_t i = 0; i < seen->server_count; i++) {
        buffer_printf(&text, "%s%s", text.length > 0 ? "  " : "", seen->servers[i].ns);
    }
    pane_put(pane, 0, y, PAINT_LABEL, "DNS");
    pane_put(pane, STATE_AT + 2, y, PAINT_TEXT, buffer_text(&text));
    buffer_clear(&text);
    return y + 1;
}

/* What the last look saw of the record that needs somebody; nothing before there was one. */
static int draw_why(const struct app *app, const struct domain *domain, struct pane pane, int y)
{
    const struct check_result *seen = look_seen(&app->look, domain->name);
    enum record record = record_needed(domain);
    struct why_step steps[WHY_STEPS];

    if (!seen || seen->records[record].status != CHECK_FAIL) {
        return y;
    }
    why_steps(seen, record, steps);
    pane_printf(pane, 0, y++, PAINT_SECTION, _("# Why %s failed"), record_title(record));
    for (int i = 0; i < WHY_STEPS; i++, y++) {
        pane_printf(pane, 2, y, PAINT_TEXT, "%d %s", i + 1, _(steps[i].title));
        pane_put(pane, MARK_AT, y, PAINT_TEXT, why_mark_text(steps[i].mark));
        pane_put(pane, SEEN_AT, y, PAINT_TEXT, steps[i].text);
    }
    return y + 1;
}

static int draw_facts(const struct app *app, const struct domain *domain, struct pane pane, int y)
{
    char region[64], next[NEXT_STEP_TEXT];

    region_text(domain->environment, domain->region, region, sizeof region);
    list_next_text(app, domain, next, sizeof next);
    pane_put(pane, 0, y, PAINT_LABEL, _("Selector"));
    pane_printf(pane, STATE_AT + 2, y, PAINT_TEXT, "%s  (%s)", domain->selector, region);
    pane_put(pane, 0, ++y, PAINT_LABEL, _("Next"));
    pane_put(pane, STATE_AT + 2, y, PAINT_KEY, next);
    return draw_servers(app, pane, y + 1) + 1;
}

static int draw_findings(const struct domain *domain, struct pane pane, int y)
{
    struct buffer text = {0};
    size_t shown = 0;

    pane_put(pane, 0, y++, PAINT_SECTION, _("# What was found"));
    for (size_t i = 0; i < domain->findings.count && shown < FINDINGS_SHOWN; i++) {
        const struct finding *finding = &domain->findings.items[i];

        if (finding->severity > SEVERITY_INFO) {
            buffer_reset(&text);
            finding_message(finding, &text);
            y = pane_wrap(pane, 2, y, finding->severity >= SEVERITY_ERROR ? PAINT_BAD : PAINT_WAIT,
                          buffer_text(&text));
            shown++;
        }
    }
    if (shown == 0) {
        pane_put(pane, 2, y++, PAINT_TEXT,
                 domain->checked_at ? _("nothing wrong") : _("not checked yet"));
    }
    buffer_clear(&text);
    return y + 1;
}

/* What is still to be published. */
static int draw_to_publish(const struct app *app, const struct domain *domain, struct pane pane,
                           int y)
{
    const struct check_result *seen = look_seen(&app->look, domain->name);
    const struct provider *provider = seen ? record_provider(app) : NULL;
    struct requirement_list list;

    requirement_list_make(domain, seen && seen->zone.length > 0 ? &seen->zone : NULL, &list);
    if (provider) {
        pane_printf(pane, 0, y++, PAINT_SECTION, _("# Type exactly this at %s"),
                    provider_name(provider));
    } else {
        pane_put(pane, 0, y++, PAINT_SECTION, _("# Type exactly this"));
    }
    pane_put(pane, 2, y, PAINT_HEADER, _("Record"));
    pane_put(pane, HOST_AT, y, PAINT_HEADER, _("Host"));
    pane_put(pane, VALUE_AT, y++, PAINT_HEADER, _("Value  (TXT)"));
    for (size_t i = 0; i < list.count; i++) {
        const struct requirement *one = &list.items[i];

        if (!one->satisfied && one->value) {
            pane_put(pane, 2, y, PAINT_TEXT, record_title(one->record));
            pane_put_in(pane, HOST_AT, y, VALUE_AT - HOST_AT - 1, PAINT_TEXT, one->host);
            pane_put(pane, VALUE_AT, y++, PAINT_TEXT, one->value);
        }
    }
    requirement_list_clear(&list);
    if (provider && provider->save) {
        pane_put(pane, 2, y++, PAINT_TEXT, _(provider->save));
    }
    return y + 1;
}

static int draw_shares(const struct domain *domain, struct pane pane, int y)
{
    char time[CLOCK_TEXT];
    int x;

    pane_printf(pane, 0, y++, PAINT_SECTION, _("# Sharing  %zu"), domain->share_count);
    for (size_t i = 0; i < domain->share_count && i < SHARES_SHOWN; i++) {
        when_minute(domain->shares[i].registered_at, time);
        x = pane_put_in(pane, 2, y, KEY_CELLS, PAINT_TEXT, domain->shares[i].project_key) + 2;
        pane_put_in(pane, x, y, LABEL_CELLS, PAINT_TEXT, domain->shares[i].label);
        pane_put(pane, x + LABEL_CELLS + 1, y++, PAINT_TEXT, time);
    }
    return y + 1;
}

void side_draw(struct app *app, const struct side_log *log, struct pane pane)
{
    const struct domain *domain = model_current(&app->model);
    int y;

    if (!domain) {
        return;
    }
    pane_put(pane, 0, 0, PAINT_SECTION, domain->name);
    y = draw_records(domain, pane, 1);
    y = draw_facts(app, domain, pane, y + 1);
    y = draw_findings(domain, pane, y);
    y = draw_why(app, domain, pane, y);
    if (domain->role == ROLE_OWNER) {
        y = draw_to_publish(app, domain, pane, y);
        y = draw_shares(domain, pane, y);
        side_log_draw(log, pane, y);
    }
}
