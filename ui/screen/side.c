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
#include "ui/state.h"
#include "ui/when.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    STATE_AT = 9,
    DATE_AT = 18,
    FINDINGS_SHOWN = 4,
    SHARES_SHOWN = 6,
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

static int draw_facts(const struct app *app, const struct domain *domain, struct pane pane, int y)
{
    char region[64], next[NEXT_STEP_TEXT];

    region_text(domain->environment, domain->region, region, sizeof region);
    list_next_text(app, domain, next, sizeof next);
    pane_put(pane, 0, y, PAINT_LABEL, _("Selector"));
    pane_printf(pane, STATE_AT + 2, y, PAINT_TEXT, "%s  (%s)", domain->selector, region);
    pane_put(pane, 0, y + 1, PAINT_LABEL, _("Next"));
    pane_put(pane, STATE_AT + 2, y + 1, PAINT_KEY, next);
    return y + 3;
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
    struct requirement_list list;

    (void)app;
    requirement_list_make(domain, NULL, &list);
    pane_put(pane, 0, y++, PAINT_SECTION, _("# Type exactly this"));
    for (size_t i = 0; i < list.count; i++) {
        const struct requirement *one = &list.items[i];

        if (!one->satisfied && one->value) {
            pane_put(pane, 2, y, PAINT_TEXT, record_title(one->record));
            pane_put_in(pane, HOST_AT, y, VALUE_AT - HOST_AT - 1, PAINT_TEXT, one->host);
            pane_put(pane, VALUE_AT, y++, PAINT_TEXT, one->value);
        }
    }
    requirement_list_clear(&list);
    return y + 1;
}

static int draw_shares(const struct domain *domain, struct pane pane, int y)
{
    char time[CLOCK_TEXT];

    pane_printf(pane, 0, y++, PAINT_SECTION, _("# Sharing  %zu"), domain->share_count);
    for (size_t i = 0; i < domain->share_count && i < SHARES_SHOWN; i++) {
        when_minute(domain->shares[i].registered_at, time);
        pane_printf(pane, 2, y++, PAINT_TEXT, "%s  %s", domain->shares[i].project_key, time);
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
    if (domain->role == ROLE_OWNER) {
        y = draw_to_publish(app, domain, pane, y);
        y = draw_shares(domain, pane, y);
        side_log_draw(log, pane, y);
    }
}
