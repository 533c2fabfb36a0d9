// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/act.h"
#include "ui/app.h"
#include "ui/page.h"
#include "ui/screen/log_line.h"
#include "ui/screen/screens.h"
#include "ui/when.h"
#include "ui/widget/scroll.h"

#include <stdlib.h>
#include <string.h>

enum { TIME_AT = 3, WHO_AT = 19, DOMAIN_AT = 29, WHAT_AT = 54, LOG_PAGE = 100 };

struct log_screen {
    struct screen base;
    char domain[256]; /* "" : every domain's */
    char filter[128];
    struct log_row *rows;
    size_t count;
    size_t *seen; /* the rows that the filter lets through */
    size_t seen_count;
    char next[40]; /* "" : there are no older ones */
    struct scroll scroll;
    size_t height;
    struct ask ask;
};

static void rows_free(struct log_screen *log)
{
    for (size_t i = 0; i < log->count; i++) {
        free(log->rows[i].detail);
    }
    free(log->rows);
    free(log->seen);
    log->rows = NULL;
    log->seen = NULL;
    log->count = log->seen_count = 0;
}

static void choose_seen(struct log_screen *log)
{
    log->seen = mem_resize(log->seen, log->count + 1, sizeof *log->seen);
    log->seen_count = 0;
    for (size_t i = 0; i < log->count; i++) {
        if (log_matches(&log->rows[i], log->filter)) {
            log->seen[log->seen_count++] = i;
        }
    }
}

static void page_came(void *arg, struct reply *reply)
{
    struct log_screen *log = arg;
    struct reply_log *page = &reply->as.log;

    if (app_failed(log->base.app, reply)) {
        return;
    }
    log->rows = mem_resize(log->rows, log->count + page->count + 1, sizeof *log->rows);
    memcpy(log->rows + log->count, page->rows, page->count * sizeof *log->rows);
    log->count += page->count;
    page->count = 0; /* the details are ours now */
    text_copy(log->next, sizeof log->next, page->next);
    choose_seen(log);
}

static void ask_page(struct log_screen *log)
{
    struct request request;

    desk_request(&log->base.app->desk, &request, VERB_DOMAINS_LOG);
    request_set(&request, "domain", *log->domain ? log->domain : NULL);
    request_set(&request, "limit", "100");
    request_set(&request, "after", *log->next ? log->next : NULL);
    ask_start(&log->ask, &log->base.app->desk, &request, page_came, log);
}

static void load_anew(struct log_screen *log)
{
    rows_free(log);
    log->next[0] = '\0';
    log->scroll = (struct scroll){.at = 0};
    ask_page(log);
}

static const struct log_row *current_row(const struct log_screen *log)
{
    return log->scroll.at < log->seen_count ? &log->rows[log->seen[log->scroll.at]] : NULL;
}

static void draw_row(struct pane pane, int y, const struct log_row *row, bool current)
{
    char time[CLOCK_TEXT];
    struct buffer what = {0};
    int x;

    when_date(row->at, time);
    log_what(row, &what);
    if (current) {
        pane_put(pane, 1, y, PAINT_CURRENT, "▸");
        pane_cursor(pane, 1, y, false);
    }
    pane_put(pane, TIME_AT, y, current ? PAINT_CURRENT : PAINT_TEXT, time);
    pane_put_in(pane, WHO_AT, y, DOMAIN_AT - WHO_AT - 1, PAINT_TEXT, row->who);
    pane_put_in(pane, DOMAIN_AT, y, WHAT_AT - DOMAIN_AT - 1, PAINT_TEXT, row->domain);
    x = pane_printf(pane, WHAT_AT, y, PAINT_TEXT, "%s", log_sign(row)) + 1;
    pane_put_in(pane, x, y, pane.width - x - 1, PAINT_TEXT, buffer_text(&what));
    buffer_clear(&what);
}

static void log_draw(struct screen *screen, struct pane pane)
{
    struct log_screen *log = (struct log_screen *)screen;
    struct page page = {.tail = _("Activity log")};
    struct pane inside = page_draw(screen, pane, &page);

    pane_rule(inside, 0, *log->domain ? log->domain : _("all domains"));
    pane_put(inside, TIME_AT, 1, PAINT_HEADER, _("Time"));
    pane_put(inside, WHO_AT, 1, PAINT_HEADER, _("Who"));
    pane_put(inside, DOMAIN_AT, 1, PAINT_HEADER, _("Domain"));
    pane_put(inside, WHAT_AT, 1, PAINT_HEADER, _("What"));
    log->height = inside.height > 3 ? (size_t)inside.height - 3 : 1;
    scroll_fit(&log->scroll, log->seen_count, log->height);
    for (size_t i = 0; i < log->height && log->scroll.top + i < log->seen_count; i++) {
        size_t at = log->scroll.top + i;

        draw_row(inside, 2 + (int)i, &log->rows[log->seen[at]], at == log->scroll.at);
    }
    pane_printf(inside, TIME_AT, inside.height - 1, PAINT_QUIET,
                *log->next ? _("%zu of %zu rows    older: PgDn") : _("%zu of %zu rows"),
                log->seen_count, log->count);
    if (*log->filter) {
        app_message(screen->app, _("Filter: %s"), log->filter);
    }
}

static void log_tell(struct screen *screen, struct telling *out)
{
    const struct log_screen *log = (struct log_screen *)screen;

    for (size_t i = log->scroll.top; i < log->seen_count; i++) {
        const struct log_row *row = &log->rows[log->seen[i]];
        struct buffer what = {0};
        char time[CLOCK_TEXT];

        when_full(row->at, time);
        log_what(row, &what);
        telling_printf(out, time, "%s  %s  %s %s", row->who, row->domain, log_sign(row),
                       buffer_text(&what));
        if (i == log->scroll.at) {
            telling_current(out);
        }
        buffer_clear(&what);
    }
}

static bool log_key(struct screen *screen, uint32_t key)
{
    struct log_screen *log = (struct log_screen *)screen;

    if (!scroll_key(&log->scroll, key, log->seen_count, log->height)) {
        return false;
    }
    if (log->scroll.at + 1 >= log->seen_count && *log->next && !ask_is_open(&log->ask)) {
        ask_page(log);
    }
    return true;
}

static void log_heard(struct screen *screen, const struct event *event)
{
    struct log_screen *log = (struct log_screen *)screen;

    /* New rows come at the top: only someone who looks there wants them. */
    if (event->kind == EVENT_RESYNC || log->scroll.at == 0) {
        load_anew(log);
    }
}

void log_filter(struct app *app, const char *words)
{
    struct screen *top = app_top(app);
    struct log_screen *log =
        (struct log_screen *)(top->class->popup ? app->stack[app->depth - 2] : top);

    text_copy(log->filter, sizeof log->filter, words);
    log->scroll = (struct scroll){.at = 0};
    choose_seen(log);
}

void log_domain(struct app *app)
{
    struct log_screen *log = (struct log_screen *)app_top(app);
    const struct log_row *row = current_row(log);

    if (*log->domain) {
        log->domain[0] = '\0';
    } else if (row) {
        text_copy(log->domain, sizeof log->domain, row->domain);
    }
    load_anew(log);
}

/* Only what this row's actor did; again: everybody. */
void log_who(struct app *app)
{
    struct log_screen *log = (struct log_screen *)app_top(app);
    const struct log_row *row = current_row(log);

    if (*log->filter) {
        log_filter(app, "");
    } else if (row) {
        log_filter(app, row->who);
    }
}

void log_full(struct app *app)
{
    const struct log_row *row = current_row((struct log_screen *)app_top(app));
    struct buffer text = {0};
    char time[CLOCK_TEXT];

    if (!row) {
        return;
    }
    when_full(row->at, time);
    buffer_printf(&text, "%s  %s  %s  %s\n\n", time, row->who, row->domain, row->action);
    log_detail(row->detail ? row->detail : "", &text);
    app_push(app, plain_screen_new(app, "vouch-log", buffer_text(&text)));
    buffer_clear(&text);
}

static void log_free(struct screen *screen)
{
    struct log_screen *log = (struct log_screen *)screen;

    ask_cancel(&log->ask);
    rows_free(log);
    free(log);
}

struct screen *log_screen_new(struct app *app, const char *domain)
{
    static const struct screen_class class = {
        .ops = {.draw = log_draw,
                .tell = log_tell,
                .key = log_key,
                .heard = log_heard,
                .free = log_free},
        .place = PLACE_LOG,
    };
    struct log_screen *log = mem_new(sizeof *log);

    log->base = (struct screen){&class, app};
    log->height = 1;
    text_copy(log->domain, sizeof log->domain, domain ? domain : "");
    load_anew(log);
    return &log->base;
}
