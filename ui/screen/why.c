// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/act.h"
#include "ui/app.h"
#include "ui/copy.h"
#include "ui/page.h"
#include "ui/record.h"
#include "ui/screen/screens.h"
#include "ui/screen/why_steps.h"
#include "ui/state.h"
#include "ui/when.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_AT = 3, MARK_AT = 20, SEEN_AT = 29, SIDE_TEXT = 64, VALUE_LEAST = 14 };

/* Why a record is not right, source first, with what to change. */
struct why_screen {
    struct screen base;
};

static const struct check_result *seen_of(const struct app *app)
{
    return look_seen(&app->look, app->subject.domain->name);
}

/* The worst finding about the record, from the look or as it was stored. */
static const struct finding *finding_of(const struct app *app)
{
    const struct check_result *seen = seen_of(app);
    const struct finding_list *list = seen ? &seen->findings : &app->subject.domain->findings;
    enum area area = (enum area)(AREA_TOKEN + (int)app->subject.record);
    const struct finding *finding = finding_list_first(list, area, SEVERITY_WARN);

    return finding ? finding : finding_list_first(list, AREA_DNS, SEVERITY_WARN);
}

static enum paint mark_paint(enum why_mark mark)
{
    return mark == WHY_BAD                           ? PAINT_BAD
           : mark == WHY_FOUND || mark == WHY_UNSURE ? PAINT_WAIT
                                                     : PAINT_TEXT;
}

static void looked_for_text(const struct app *app, size_t cells, struct buffer *out)
{
    struct requirement wanted;

    if (record_wanted(app, app->subject.record, &wanted)) {
        size_t head = text_cells(wanted.name) + text_cells("  TXT  \"\"");

        buffer_printf(out, "%s  TXT  \"", wanted.name);
        record_short(wanted.value, head + VALUE_LEAST < cells ? cells - head : VALUE_LEAST, out);
        buffer_add_byte(out, '"');
        free(wanted.value);
    }
}

static int draw_steps(struct app *app, struct pane pane, int y)
{
    const struct check_result *seen = seen_of(app);
    struct why_step steps[WHY_STEPS];

    pane_rule(pane, y++, _("What we saw, from the source outwards"));
    if (!seen) {
        pane_put(pane, TEXT_AT, y, PAINT_WAIT,
                 look_is_open(&app->look) ? _("looking at DNS ..") : app->look.fault.message);
        return y + WHY_STEPS;
    }
    why_steps(seen, app->subject.record, steps);
    for (int i = 0; i < WHY_STEPS; i++, y++) {
        pane_printf(pane, TEXT_AT, y, PAINT_TEXT, "%d %s", i + 1, _(steps[i].title));
        pane_put(pane, MARK_AT, y, mark_paint(steps[i].mark), why_mark_text(steps[i].mark));
        pane_put(pane, SEEN_AT, y, PAINT_TEXT, steps[i].text);
    }
    return y;
}

/* Where it stands below its own right name: what was added to that, with the dot; "" otherwise. */
static const char *extra_part(const struct check_record *record, const char *at)
{
    char right[NAME_TEXT];
    size_t n;

    name_text(&record->name, right);
    n = strlen(right);
    return text_starts(at, right) && at[n] == '.' ? at + n : "";
}

/* Where a record stands with the zone's name twice, the part too much is marked. */
static int draw_extra(struct pane pane, int y, const char *at, const char *extra)
{
    int x = TEXT_AT + (int)(extra - at);

    for (; *extra; extra++) {
        pane_put(pane, x++, y, PAINT_BAD, "^");
    }
    pane_put(pane, x + 1, y, PAINT_TEXT, _("added by the DNS panel"));
    return y + 1;
}

static int draw_found(const struct app *app, struct pane pane, int y)
{
    const struct check_result *seen = seen_of(app);
    const struct check_record *record = seen ? &seen->records[app->subject.record] : NULL;
    char at[NAME_TEXT];

    if (!record || (!record->found_at && !record->seen)) {
        return y;
    }
    if (record->found_at) {
        pane_rule(pane, y++, _("Found here instead"));
        name_text(record->found_at, at);
        pane_put(pane, TEXT_AT, y++, PAINT_TEXT, at);
        if (*extra_part(record, at)) {
            y = draw_extra(pane, y, at, extra_part(record, at));
        }
    } else {
        pane_rule(pane, y++, _("Found there"));
    }
    if (record->found_at && record->found_whole) {
        pane_printf(pane, TEXT_AT, y++, PAINT_GOOD,
                    _("value: the right one, complete (%zu characters)"), strlen(record->expected));
    } else if (record->seen) {
        pane_printf(pane, TEXT_AT, y++, PAINT_TEXT, _("value: %s"), record->seen);
    }
    return y;
}

/* A host typed wrong: what stands there and what should. */
static int draw_host_change(const struct app *app, struct pane pane, int y)
{
    struct requirement wanted;
    char host[NAME_TEXT];

    if (record_wanted(app, app->subject.record, &wanted)) {
        record_host(app, &wanted, host);
        pane_put(pane, TEXT_AT, y++, PAINT_TEXT, _("Change the host field"));
        pane_printf(pane, TEXT_AT, y++, PAINT_TEXT, _("   from   %s"), wanted.name);
        pane_printf(pane, TEXT_AT, y++, PAINT_KEY, _("   to     %s"), *host ? host : _("(empty)"));
        free(wanted.value);
    }
    return y;
}

/* What is wrong. The name that is doubled stands above already: there only who doubles it. */
static void wrong_text(const struct app *app, const struct finding *finding, struct buffer *out)
{
    const struct check_result *seen = seen_of(app);
    const struct check_record *record = seen ? &seen->records[app->subject.record] : NULL;
    char at[NAME_TEXT] = "";

    if (record && record->found_at) {
        name_text(record->found_at, at);
    }
    if (*at && *extra_part(record, at)) {
        buffer_printf(out, _("The panel of %s adds \"%s\" to whatever is in the host field."),
                      record_provider_name(app), extra_part(record, at));
    } else {
        finding_message(finding, out);
    }
}

/* How to save at the provider, and how long it takes from there. */
static void save_text(const struct app *app, struct buffer *out)
{
    const struct provider *provider = record_provider(app);

    buffer_add_text(out, provider && provider->save ? _(provider->save) : _("Then save."));
    if (provider) {
        buffer_add_byte(out, ' ');
        record_speed(provider, out);
        buffer_add_text(out, _("."));
    }
}

/* What cannot be the cause, as the right value stands under the right name at a wrong place. */
static void draw_ruled_out(const struct app *app, struct pane pane, int y)
{
    // clang-format off
    static const char *const causes[] = {
        [RECORD_TOKEN] = N_("Other causes ruled out: old token, cut, quotes"),
        [RECORD_SPF] = N_("Other causes ruled out: include missing, cut, quotes"),
        [RECORD_DKIM] = N_("Other causes ruled out: old key, cut at 255, quotes, wrong selector"),
        [RECORD_DMARC] = NULL,
    };
    // clang-format on
    const struct check_result *seen = seen_of(app);
    enum record record = app->subject.record;

    if (seen && seen->records[record].found_whole && causes[record]) {
        pane_wrap(pane, TEXT_AT, y, PAINT_TEXT, _(causes[record]));
    }
}

static void draw_fix(const struct app *app, struct pane pane, int y)
{
    const struct finding *finding = finding_of(app);
    struct pane text = pane_part(pane, 0, 0, -1, pane.height);
    struct buffer words = {0};

    pane_rule(pane, y++, _("Fix"));
    if (!finding) {
        pane_put(text, TEXT_AT, y, PAINT_TEXT, seen_of(app) ? _("Nothing to fix.") : "");
        return;
    }
    wrong_text(app, finding, &words);
    y = pane_wrap(text, TEXT_AT, y, PAINT_BAD, buffer_text(&words));
    buffer_reset(&words);
    if (code_area(finding->code) == AREA_HOST) {
        y = draw_host_change(app, text, y);
        save_text(app, &words);
    } else {
        finding_advice(finding, &words);
    }
    y = pane_wrap(text, TEXT_AT, y, PAINT_TEXT, buffer_text(&words));
    if (finding->code == CODE_HOST_DOUBLED) {
        draw_ruled_out(app, text, y);
    }
    buffer_clear(&words);
}

static const char *summary_of(const struct app *app)
{
    const struct check_result *seen = seen_of(app);

    if (!seen) {
        return "";
    }
    switch (seen->records[app->subject.record].status) {
    case CHECK_PASS:
        return _("It is right. Press v to verify it.");
    case CHECK_FAIL:
        return seen->records[app->subject.record].source_asked
                   ? _("A mistake, not a delay: your name servers answered, and it is not there.")
                   : _("The resolver answered that it is not there; your name servers were not "
                       "asked.");
    case CHECK_TEMP:
        return _("It cannot be told now; nothing was changed by this look.");
    }
    return "";
}

static bool has_failed(const struct app *app)
{
    const struct check_result *seen = seen_of(app);

    return seen && seen->records[app->subject.record].status == CHECK_FAIL;
}

static void right_text(const struct app *app, char out[SIDE_TEXT])
{
    char time[CLOCK_TEXT];

    when_time(app->look.at, time);
    snprintf(out, SIDE_TEXT, _("try %u  %s"), app->look.tries, time);
}

static void why_draw(struct screen *screen, struct pane pane)
{
    struct app *app = screen->app;
    struct page page = {.tail = NULL};
    char tail[SIDE_TEXT], right[SIDE_TEXT];
    struct buffer looked_for = {0};
    struct pane inside;
    int y;

    snprintf(tail, sizeof tail, has_failed(app) ? _("Why %s failed") : _("Why %s"),
             record_title(app->subject.record));
    right_text(app, right);
    page.tail = tail;
    page.right = right;
    inside = page_draw(screen, pane, &page);
    looked_for_text(app, (size_t)(inside.width - TEXT_AT - 1), &looked_for);
    pane_rule(inside, 0, _("Looked for"));
    pane_put(inside, TEXT_AT, 1, PAINT_TEXT, buffer_text(&looked_for));
    y = draw_steps(app, inside, 2);
    y = draw_found(app, inside, y);
    draw_fix(app, inside, y);
    app_message(app, "%s", summary_of(app));
    buffer_clear(&looked_for);
}

static void tell_steps(const struct app *app, struct telling *out)
{
    const struct check_result *seen = seen_of(app);
    struct why_step steps[WHY_STEPS];

    if (!seen) {
        telling_add(out, "",
                    look_is_open(&app->look) ? _("looking at DNS ..") : app->look.fault.message);
        return;
    }
    why_steps(seen, app->subject.record, steps);
    for (int i = 0; i < WHY_STEPS; i++) {
        telling_printf(out, _(steps[i].title), "%s, %s", why_mark_text(steps[i].mark),
                       steps[i].text);
    }
    if (seen->records[app->subject.record].seen) {
        telling_add(out, _("Found"), seen->records[app->subject.record].seen);
    }
}

static void why_tell(struct screen *screen, struct telling *out)
{
    struct app *app = screen->app;
    const struct finding *finding = finding_of(app);
    struct buffer text = {0};

    looked_for_text(app, SIZE_MAX, &text);
    telling_add(out, _("Looked for"), buffer_text(&text));
    tell_steps(app, out);
    if (finding) {
        buffer_reset(&text);
        finding_message(finding, &text);
        telling_add(out, _("Why"), buffer_text(&text));
        buffer_reset(&text);
        finding_advice(finding, &text);
        telling_add(out, _("Fix"), buffer_text(&text));
    }
    telling_add(out, "", summary_of(app));
    buffer_clear(&text);
}

void why_copy(struct app *app)
{
    const struct finding *finding = finding_of(app);
    struct requirement wanted;
    char host[NAME_TEXT];

    if (!record_wanted(app, app->subject.record, &wanted)) {
        return;
    }
    if (finding && code_area(finding->code) == AREA_HOST) {
        record_host(app, &wanted, host);
        copy_text(app, _("Host name"), host);
    } else {
        copy_text(app, _("The right value"), wanted.value);
    }
    free(wanted.value);
}

static void why_heard(struct screen *screen, const struct event *event)
{
    if (event->kind == EVENT_RESYNC) {
        look_again(&screen->app->look, screen->app->subject.domain);
    }
}

static void why_free(struct screen *screen)
{
    free(screen);
}

struct screen *why_screen_new(struct app *app)
{
    static const struct screen_class class = {
        .ops = {.draw = why_draw, .tell = why_tell, .heard = why_heard, .free = why_free},
        .place = PLACE_WHY,
    };
    struct why_screen *why = mem_new(sizeof *why);

    why->base = (struct screen){&class, app};
    look_again(&app->look, app->subject.domain);
    return &why->base;
}
