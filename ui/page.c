// SPDX-License-Identifier: MIT
#include "ui/page.h"

#include "base/text.h"
#include "base/words.h"
#include "ui/app.h"
#include "ui/state.h"
#include "ui/when.h"
#include "ui/widget/bar.h"

enum { TOP_ROWS = 3, BOTTOM_ROWS = 3, SMALL_TOP = 1, SMALL_BOTTOM = 2, TIME_CELLS = 8 };

void page_path(const struct app *app, const char *tail, struct buffer *out)
{
    const struct domain *domain = app->subject.domain;

    buffer_add_text(out, _("Domain Management"));
    if (domain && app->depth > 1) {
        buffer_printf(out, " > %s", domain->name);
    }
    if (tail) {
        buffer_printf(out, " > %s", tail);
    }
}

static void add_activity(const struct app *app, struct buffer *out)
{
    if (app->marks.count > 0) {
        buffer_printf(out, _("%zu marked"), app->marks.count);
        buffer_add_text(out, "  ");
    }
    if (verify_is_running(&app->verify)) {
        buffer_printf(out, _("verify %zu of %zu"), app->verify.done, app->verify.total);
        buffer_add_text(out, "  ");
    }
}

static void right_text(const struct app *app, struct buffer *out)
{
    const struct domain *domain = app->depth > 1 ? app->subject.domain : NULL;
    char region[64], time[CLOCK_TEXT];

    region_text(domain ? domain->environment : app->options->environment,
                domain ? domain->region : app->options->region, region, sizeof region);
    add_activity(app, out);
    buffer_printf(out, "%s  %s", app->desk.project, region);
    if (app->desk.read_only) {
        buffer_printf(out, "  %s", _("read-only"));
    }
    when_time(app->seen_at, time); /* of the last news: it stands still while nothing happens */
    buffer_printf(out, "  %s", time);
}

static void draw_title(const struct app *app, struct pane row, const struct page *page)
{
    struct buffer path = {0}, right = {0};
    char time[CLOCK_TEXT];
    int end, room;

    pane_fill(row, PAINT_TITLE);
    page_path(app, page->tail, &path);
    if (page->right) {
        buffer_add_text(&right, page->right);
    } else {
        right_text(app, &right);
    }
    end = pane_put_in(row, 1, 0, row.width - 2, PAINT_TITLE, buffer_text(&path));
    room = row.width - end - 3;
    if ((int)text_cells(buffer_text(&right)) <= room) {
        pane_put_right(row, 1, 0, PAINT_TITLE, buffer_text(&right));
    } else if (!page->right && room >= TIME_CELLS) {
        when_time(app->seen_at, time);
        pane_put_right(row, 1, 0, PAINT_TITLE, time);
    }
    buffer_clear(&path);
    buffer_clear(&right);
}

struct pane page_draw(struct screen *screen, struct pane pane, const struct page *page)
{
    struct app *app = screen->app;

    draw_title(app, pane_part(pane, 0, 0, pane.width, 1), page);
    if (app_is_small(app)) {
        return pane_part(pane, 0, SMALL_TOP, pane.width, pane.height - SMALL_TOP - SMALL_BOTTOM);
    }
    pane_put_in(pane, 1, 1, pane.width - 2, PAINT_MENU, app->options->profile->title);
    bar_buttons(app, pane_part(pane, 0, 2, pane.width, 1), screen->class->place);
    return pane_part(pane, 0, TOP_ROWS, pane.width, pane.height - TOP_ROWS - BOTTOM_ROWS);
}

void page_draw_rule(struct app *app, struct pane pane)
{
    if (!app_is_small(app)) {
        pane_rule(pane, pane.height - BOTTOM_ROWS, NULL);
        if (app->depth == 1 && app_is_split(app)) { /* the line between list and detail ends here */
            pane_put_in(pane, APP_SPLIT_AT, pane.height - BOTTOM_ROWS, 1, PAINT_RULE, "┴");
        }
    }
}

static void draw_offline(const struct app *app, struct pane message)
{
    int64_t wait = app->offline_until - app_now(app);
    struct buffer text = {0};

    if (wait > 0) {
        buffer_printf(&text, _("offline, retrying in %d s"), (int)((wait + 999) / 1000));
    } else {
        buffer_add_text(&text, _("offline, retrying now"));
    }
    if (app->offline_why.length > 0) {
        buffer_printf(&text, ": %s", buffer_text(&app->offline_why));
    }
    pane_put(message, 0, 0, PAINT_ALARM, buffer_text(&text));
    buffer_clear(&text);
}

void page_draw_bottom(struct app *app, struct pane pane)
{
    struct pane message = pane_part(pane, 1, pane.height - 2, pane.width - 2, 1);
    struct pane keys = pane_part(pane, 0, pane.height - 1, pane.width, 1);

    if (app->note.length > 0) {
        pane_put(message, 0, 0, app->note_alarms ? PAINT_ALARM : PAINT_MESSAGE,
                 buffer_text(&app->note));
    } else if (app->offline_until) {
        draw_offline(app, message);
    } else {
        pane_put(message, 0, 0, PAINT_MESSAGE, buffer_text(&app->message));
    }
    bar_hints(app, keys, app_top(app)->class->place);
}
