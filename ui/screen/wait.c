// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "domain/lifecycle.h"
#include "ui/act.h"
#include "ui/app.h"
#include "ui/page.h"
#include "ui/record.h"
#include "ui/screen/screens.h"
#include "ui/screen/wait_caches.h"
#include "ui/screen/why_steps.h"
#include "ui/state.h"
#include "ui/when.h"
#include "ui/widget/meter.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_AT = 3, SAID_AT = 29, METER_WIDTH = 34, KEPT = 4, KEPT_TEXT = 160, SECOND = 1000 };

/* What one look saw, in a line. */
struct wait_line {
    int64_t at;
    char text[KEPT_TEXT];
};

/* Watches one record until it is right: looks at the source by a plan that slows down, and asks the
 * verifier only when the source has the record. */
struct wait_screen {
    struct screen base;
    struct loop_timer *timer;
    struct wait_line lines[KEPT]; /* the last ones, oldest first */
    size_t line_count;
    unsigned looks;
    size_t step; /* of the plan */
    int64_t started, looked_at, next_at;
    int64_t since;  /* every server has it; 0: not yet */
    bool forgetful; /* the next look is when the verifier forgets */
    bool bell, done;
};

/* Seconds between looks. */
static const unsigned plan[] = {10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 14400, 86400};

static const struct check_result *seen_of(const struct wait_screen *wait)
{
    return look_seen(&wait->base.app->look, wait->base.app->subject.domain->name);
}

static struct wait_caches caches_of(const struct wait_screen *wait)
{
    const struct app *app = wait->base.app;

    return (struct wait_caches){.seen = seen_of(wait),
                                .record = app->subject.record,
                                .age = (app_now(app) - app->look.at) / SECOND};
}

static size_t servers_with(const struct check_result *seen, enum record record)
{
    size_t with = 0;

    for (size_t i = 0; i < seen->server_count; i++) {
        with += seen->servers[i].has[record];
    }
    return with;
}

static void keep_line(struct wait_screen *wait, const char *text)
{
    if (wait->line_count == KEPT) {
        memmove(wait->lines, wait->lines + 1, (KEPT - 1) * sizeof *wait->lines);
        wait->line_count--;
    }
    wait->lines[wait->line_count].at = app_now(wait->base.app);
    text_copy(wait->lines[wait->line_count++].text, KEPT_TEXT, text);
}

/* What the verifier says; of a "no" it remembers also since when, for somebody has asked then. */
static void verifier_text(const struct wait_screen *wait, const struct check_result *seen,
                          const struct check_record *record, char out[KEPT_TEXT])
{
    uint32_t left = record->cached_seconds, whole = seen->negative_ttl;
    char time[CLOCK_TEXT];

    if (record->resolver == OUTCOME_FOUND || left == 0 || left >= whole) {
        text_copy(out, KEPT_TEXT, outcome_text(record->resolver));
        return;
    }
    when_time(wait->base.app->look.at - (int64_t)(whole - left) * SECOND, time);
    snprintf(out, KEPT_TEXT, _("somebody asked it at %s"), time);
}

static void note_look(struct wait_screen *wait, const struct check_result *seen, enum record record)
{
    char text[KEPT_TEXT], verifier[KEPT_TEXT];

    if (!seen) {
        snprintf(text, sizeof text, _("look %u   cannot be told now"), wait->looks);
    } else if (seen->records[record].status == CHECK_PASS) {
        snprintf(text, sizeof text, _("look %u   source: YES   verifier: YES"), wait->looks);
    } else if (servers_with(seen, record) == 0) {
        snprintf(text, sizeof text,
                 _("look %u   source: no    caches not asked (would keep the \"no\")"),
                 wait->looks);
    } else {
        verifier_text(wait, seen, &seen->records[record], verifier);
        snprintf(text, sizeof text, _("look %u   source: YES   verifier: %s"), wait->looks,
                 verifier);
    }
    keep_line(wait, text);
}

/* Since when every server has had it, as far as these looks saw. */
static void note_source(struct wait_screen *wait, const struct check_result *seen,
                        enum record record)
{
    if (seen) {
        bool all = seen->server_count > 0 && servers_with(seen, record) == seen->server_count;

        wait->since = !all ? 0 : wait->since > 0 ? wait->since : app_now(wait->base.app);
    }
}

/* Right at last: the engine looks once more and keeps it. */
static void finish(struct wait_screen *wait)
{
    struct app *app = wait->base.app;

    wait->done = true;
    verify_one(&app->verify, app->subject.domain->name, NULL, true);
    if (wait->bell) {
        front_send(app->front, "\a", 1);
    }
}

static void plan_next(struct wait_screen *wait, const struct check_result *seen, enum record record)
{
    unsigned seconds = plan[wait->step];

    wait->forgetful = seen && seen->records[record].cached_seconds > 0;
    if (seen && seen->records[record].cached_seconds > 0) {
        seconds = seen->records[record].cached_seconds + 2; /* when the verifier forgets decides */
    } else if (wait->step + 1 < COUNT(plan)) {
        wait->step++;
    }
    wait->looked_at = app_now(wait->base.app);
    wait->next_at = wait->looked_at + (int64_t)seconds * SECOND;
    loop_timer_start(wait->timer, (uint64_t)seconds * SECOND, 0);
}

static void look_ended(void *arg)
{
    struct wait_screen *wait = arg;
    enum record record = wait->base.app->subject.record;
    const struct check_result *seen = seen_of(wait);

    note_look(wait, seen, record);
    note_source(wait, seen, record);
    if (seen && seen->records[record].status == CHECK_PASS && !wait->done) {
        finish(wait);
    } else if (!wait->done) {
        plan_next(wait, seen, record);
    }
}

static void look_now(void *arg)
{
    struct wait_screen *wait = arg;

    wait->looks++;
    look_again(&wait->base.app->look, wait->base.app->subject.domain);
}

static void begin(struct wait_screen *wait)
{
    wait->line_count = wait->step = wait->looks = 0;
    wait->since = 0;
    wait->done = false;
    wait->started = app_now(wait->base.app);
    look_now(wait);
}

static int draw_source(const struct wait_screen *wait, struct pane pane, int y)
{
    const struct check_result *seen = seen_of(wait);
    enum record record = wait->base.app->subject.record;
    char time[CLOCK_TEXT];
    int x = TEXT_AT + 3, said;

    pane_put(pane, TEXT_AT, y, PAINT_LABEL, _("Your DNS (the source)"));
    if (!seen || seen->server_count == 0) {
        pane_put(pane, SAID_AT, y, PAINT_WAIT,
                 look_is_open(&wait->base.app->look) ? _("looking ..") : _("not known"));
        return y + 2;
    }
    said = pane_printf(pane, SAID_AT, y, PAINT_TEXT, _("%zu of %zu servers have it"),
                       servers_with(seen, record), seen->server_count);
    if (wait->since > 0) {
        when_near(wait->since, app_now(wait->base.app), time);
        pane_printf(pane, said + 3, y, PAINT_GOOD, _("✓ since %s"), time);
    }
    for (size_t i = 0; i < seen->server_count && x < pane.width - 8; i++) {
        bool has = seen->servers[i].has[record];

        x = pane_put(pane, x, y + 1, PAINT_TEXT, seen->servers[i].ns) + 1;
        x = pane_put(pane, x, y + 1, has ? PAINT_GOOD : PAINT_BAD, has ? "✓" : "✗") + 3;
    }
    return y + 3;
}

static int draw_progress(const struct wait_screen *wait, struct pane pane, int y)
{
    int64_t now = app_now(wait->base.app);
    char time[CLOCK_TEXT];
    int x;

    if (wait->done) {
        pane_put(pane, TEXT_AT, y, PAINT_GOOD, _("✓ It is right. Verified and kept."));
        return y + 2;
    }
    when_near(wait->next_at, now, time);
    x = meter_draw(pane, TEXT_AT, y, METER_WIDTH, now - wait->looked_at,
                   wait->next_at - wait->looked_at, "#", ".");
    x = pane_printf(pane, x + 2, y, PAINT_TEXT, _("next look %s"), wait->next_at > 0 ? time : "-");
    pane_put(pane, x + 1, y, PAINT_QUIET, wait->forgetful ? _("(verifier forgets)") : "");
    return y + 2;
}

/* As many as there is room for, the last ones. */
static void draw_lines(const struct wait_screen *wait, struct pane pane, int y)
{
    size_t room = pane.height > y + 1 ? (size_t)(pane.height - y - 1) : 0;
    size_t first = wait->line_count > room ? wait->line_count - room : 0;
    char time[CLOCK_TEXT];

    for (size_t i = first; i < wait->line_count; i++) {
        when_time(wait->lines[i].at, time);
        pane_printf(pane, TEXT_AT, y++, PAINT_TEXT, "%s  %s", time, wait->lines[i].text);
    }
    pane_put(pane, TEXT_AT, y, PAINT_QUIET,
             _("Plan: 10s 30s 1m 2m 5m 10m 30m 1h 2h 4h .. daily, 14 d; at 72 h: Attention"));
}

static void summary_write(const struct wait_screen *wait, char out[KEPT_TEXT])
{
    const struct check_result *seen = seen_of(wait);
    struct wait_caches caches = caches_of(wait);
    bool only_no;
    size_t old = wait_caches_old(&caches, &only_no);

    out[0] = '\0';
    if (!seen || wait->done) {
        return;
    }
    if (servers_with(seen, caches.record) == 0) {
        text_copy(out, KEPT_TEXT,
                  _("Your DNS does not have the record yet. p says what to type there."));
    } else if (old > 1) {
        snprintf(out, KEPT_TEXT,
                 only_no
                     ? _("Nothing to fix. Your DNS has the record; %zu caches still remember the "
                         "\"no\".")
                     : _("Nothing to fix. Your DNS has the record; %zu caches have an old answer."),
                 old);
    } else {
        text_copy(out, KEPT_TEXT,
                  _("Nothing to fix. Your DNS has the record; a cache still has the old answer."));
    }
}

/* "started 13:58  14:07:31" */
static void right_text(const struct wait_screen *wait, char *out, size_t size)
{
    const struct app *app = wait->base.app;
    char started[CLOCK_TEXT], now[CLOCK_TEXT];

    when_time(wait->started, started);
    started[strlen("00:00")] = '\0';
    when_time(app->seen_at, now);
    snprintf(out, size, _("started %s  %s"), started, now);
}

static void wait_draw(struct screen *screen, struct pane pane)
{
    const struct wait_screen *wait = (struct wait_screen *)screen;
    struct app *app = screen->app;
    struct page page = {.tail = _("Waiting for DNS")};
    char title[NAME_TEXT + 64], right[96], summary[KEPT_TEXT];
    struct wait_caches caches = caches_of(wait);
    struct requirement wanted;
    struct pane inside;
    int y = 2;

    right_text(wait, right, sizeof right);
    page.right = right;
    inside = page_draw(screen, pane, &page);

    title[0] = '\0';
    if (record_wanted(app, app->subject.record, &wanted)) {
        snprintf(title, sizeof title, "%s  %s  TXT", record_title(app->subject.record),
                 wanted.name);
        free(wanted.value);
    }
    pane_rule(inside, 0, title);
    y = draw_source(wait, inside, y);
    y = wait_caches_draw(&caches, inside, y);
    y = draw_progress(wait, inside, y);
    draw_lines(wait, inside, y);
    summary_write(wait, summary);
    app_message(app, "%s", summary);
}

static void wait_tell(struct screen *screen, struct telling *out)
{
    const struct wait_screen *wait = (struct wait_screen *)screen;
    const struct check_result *seen = seen_of(wait);
    struct wait_caches caches = caches_of(wait);
    char time[CLOCK_TEXT], summary[KEPT_TEXT];

    telling_add(out, _("Record"), record_title(screen->app->subject.record));
    if (seen) {
        telling_printf(out, _("Your DNS"), _("%zu of %zu servers have it"),
                       servers_with(seen, screen->app->subject.record), seen->server_count);
    }
    wait_caches_tell(&caches, out);
    for (size_t i = 0; i < wait->line_count; i++) {
        when_full(wait->lines[i].at, time);
        telling_add(out, time, wait->lines[i].text);
    }
    when_full(wait->next_at, time);
    telling_add(out, _("Next look"), wait->done ? "-" : time);
    summary_write(wait, summary);
    telling_add(out, "", wait->done ? _("✓ It is right. Verified and kept.") : summary);
}

void wait_bell(struct app *app)
{
    struct wait_screen *wait = (struct wait_screen *)app_top(app);

    wait->bell = !wait->bell;
    app_say(app, "%s", wait->bell ? _("The bell rings when it is right.") : _("No bell."));
}

void wait_next(struct app *app)
{
    struct wait_screen *wait = (struct wait_screen *)app_top(app);
    const struct model *model = &app->model;

    for (size_t i = 0; i < model->count; i++) {
        const struct domain *domain = model->rows[i];

        if (domain_is_waiting(domain) && !text_equal(domain->name, app->subject.domain->name)) {
            subject_open(&app->subject, domain);
            app->subject.record = record_needed(domain);
            begin(wait);
            return;
        }
    }
    app_say(app, "%s", _("No other domain waits."));
}

static void wait_free(struct screen *screen)
{
    struct wait_screen *wait = (struct wait_screen *)screen;

    screen->app->look.ended = NULL;
    screen->app->look.caches = false;
    loop_timer_free(wait->timer);
    free(wait);
}

struct screen *wait_screen_new(struct app *app)
{
    static const struct screen_class class = {
        .ops = {.draw = wait_draw, .tell = wait_tell, .free = wait_free},
        .place = PLACE_WAIT,
        .ticking = true,
    };
    struct wait_screen *wait = mem_new(sizeof *wait);

    wait->base = (struct screen){&class, app};
    wait->timer = loop_timer_new(app->desk.loop, look_now, wait);
    if (app->subject.record == RECORD_COUNT) {
        app->subject.record = record_needed(app->subject.domain);
    }
    app->look.ended = look_ended;
    app->look.caches = true;
    app->look.arg = wait;
    begin(wait);
    return &wait->base;
}
