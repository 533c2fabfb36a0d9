// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "domain/lifecycle.h"
#include "ui/act.h"
#include "ui/app.h"
#include "ui/key.h"
#include "ui/page.h"
#include "ui/record.h"
#include "ui/screen/detail_parts.h"
#include "ui/screen/screens.h"
#include "ui/state.h"
#include "ui/widget/scroll.h"

#include <stdio.h>
#include <stdlib.h>

enum { RECORDS_AT = 4, REASON_ROWS = 3, REASON_MOST = 8, LEAST_SHARES = 2 };

/* Rows that can be chosen: the four records, the guests, the field for another one. */
struct detail_screen {
    struct screen base;
    size_t at;
};

static size_t share_count(const struct app *app)
{
    return app->subject.domain->share_count;
}

static size_t row_count(const struct app *app)
{
    return RECORD_COUNT + share_count(app) + (app_may_change(app) ? 1 : 0);
}

/* What the row under the cursor means to the keys. */
static void choose_row(struct detail_screen *detail, size_t at)
{
    struct app *app = detail->base.app;
    size_t last = row_count(app) - 1;

    detail->at = at < last ? at : last;
    app->subject.record = detail->at < RECORD_COUNT ? (enum record)detail->at : RECORD_COUNT;
    app->subject.share = detail->at >= RECORD_COUNT ? detail->at - RECORD_COUNT : SIZE_MAX;
}

void detail_next_section(struct app *app)
{
    struct detail_screen *detail = (struct detail_screen *)app_top(app);

    if (detail->at == RECORD_TOKEN) {
        choose_row(detail, RECORD_SPF);
    } else if (detail->at < RECORD_COUNT && row_count(app) > RECORD_COUNT) {
        choose_row(detail, RECORD_COUNT);
    } else {
        choose_row(detail, RECORD_TOKEN);
    }
}

static void draw_cursor(struct pane pane, int y, bool current)
{
    if (current) {
        pane_put(pane, 1, y, PAINT_CURRENT, "▸");
        pane_cursor(pane, 1, y, false);
    }
}

static void draw_shares(const struct detail_screen *detail, struct pane pane)
{
    const struct app *app = detail->base.app;
    size_t count = share_count(app), chosen = detail->at - RECORD_COUNT,
           room = (size_t)pane.height - 2;
    size_t top =
        detail->at >= RECORD_COUNT && chosen < count && chosen >= room ? chosen - room + 1 : 0;
    int y = detail_share_head(pane);

    for (size_t i = top; i < count && i < top + room; i++) {
        draw_cursor(pane, y, detail->at == RECORD_COUNT + i);
        detail_share_draw(app, pane, y++, &app->subject.domain->shares[i]);
    }
    if (app_may_change(app)) {
        bool current = detail->at == RECORD_COUNT + count;

        draw_cursor(pane, pane.height - 1, current);
        detail_entry_draw(app, pane, pane.height - 1);
    }
}

static void draw_records(const struct detail_screen *detail, struct pane pane)
{
    const struct app *app = detail->base.app;
    int y;

    pane_rule(pane, 0, _("SPF / DKIM / DMARC"));
    y = detail_record_head(pane, 1);
    for (int record = RECORD_SPF; record < RECORD_COUNT; record++) {
        draw_cursor(pane, y, detail->at == (size_t)record);
        detail_record_draw(app, pane, y++, (enum record)record);
    }
}

static void draw_page(const struct detail_screen *detail, struct pane pane)
{
    const struct app *app = detail->base.app;
    size_t wanted = share_count(app) < LEAST_SHARES ? LEAST_SHARES : share_count(app);
    int below = RECORDS_AT + 5, shares, room, reason;
    char title[96];

    draw_cursor(pane, 1, detail->at == RECORD_TOKEN);
    detail_token_draw(app, pane);
    draw_records(detail, pane_part(pane, 0, RECORDS_AT, pane.width, 5));
    room = pane.height - below - REASON_ROWS - 2;
    shares = (int)wanted + 2 < room ? (int)wanted + 2 : room;
    reason = pane.height - below - shares - 2;
    reason = reason < REASON_MOST ? reason : REASON_MOST;
    detail_reason_draw(app, pane_part(pane, 0, below, pane.width, reason));
    snprintf(title, sizeof title, _("Domain sharing  (%zu)"), share_count(app));
    pane_rule(pane, below + reason + 1, title);
    draw_shares(detail, pane_part(pane, 0, below + reason + 2, pane.width, shares));
}

static void detail_draw(struct screen *screen, struct pane pane)
{
    struct detail_screen *detail = (struct detail_screen *)screen;
    struct app *app = screen->app;
    struct page page = {.tail = NULL};
    struct pane inside = page_draw(screen, pane, &page);
    struct buffer message = {0};

    draw_page(detail, inside);
    detail_message(app, &message);
    app_message(app, "%s", buffer_text(&message));
    if (app->subject.gone) {
        app_message(app, "%s", _("This domain is gone: deleted, or no longer shared with you."));
    }
    buffer_clear(&message);
}

static void tell_shares(const struct detail_screen *detail, struct telling *out)
{
    const struct app *app = detail->base.app;
    const struct domain *domain = app->subject.domain;
    char time[CLOCK_TEXT];

    for (size_t i = 0; i < domain->share_count; i++) {
        clock_local(domain->shares[i].registered_at, time);
        telling_printf(out, _("Shared with"), "%s  %s", domain->shares[i].project_key, time);
        if (detail->at == RECORD_COUNT + i) {
            telling_current(out);
        }
    }
    if (app_may_change(app)) {
        telling_add(out, _("Add key"), field_text(&app->share_entry.field));
        if (detail->at == RECORD_COUNT + domain->share_count) {
            telling_current(out);
        }
    }
}

static void detail_tell(struct screen *screen, struct telling *out)
{
    const struct detail_screen *detail = (struct detail_screen *)screen;
    struct buffer message = {0};

    for (int record = 0; record < RECORD_COUNT; record++) {
        detail_record_tell(screen->app, (enum record)record, out);
        if (detail->at == (size_t)record) {
            telling_current(out);
            detail_reason_tell(screen->app, out);
        }
    }
    tell_shares(detail, out);
    detail_message(screen->app, &message);
    telling_add(out, "", buffer_text(&message));
    buffer_clear(&message);
}

static bool detail_key(struct screen *screen, uint32_t key)
{
    struct detail_screen *detail = (struct detail_screen *)screen;
    struct app *app = screen->app;
    struct scroll scroll = {.at = detail->at};

    if (share_entry_key(app, key)) {
        return true;
    }
    if (key == KEY_ENTER && detail->at == RECORD_COUNT + share_count(app)) {
        share_entry_begin(app);
        return true;
    }
    if (!scroll_key(&scroll, key, row_count(app), row_count(app))) {
        return false;
    }
    choose_row(detail, scroll.at);
    return true;
}

static void detail_free(struct screen *screen)
{
    free(screen);
}

struct screen *detail_screen_new(struct app *app)
{
    static const struct screen_class class = {
        .ops = {.draw = detail_draw, .tell = detail_tell, .key = detail_key, .free = detail_free},
        .place = PLACE_DETAIL,
    };
    struct detail_screen *detail = mem_new(sizeof *detail);

    detail->base = (struct screen){&class, app};
    choose_row(detail, record_needed(app->subject.domain));
    look_at(&app->look, app->subject.domain); /* who hosts the DNS, and in which zone */
    return &detail->base;
}
