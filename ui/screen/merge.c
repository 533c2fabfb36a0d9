// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/act.h"
#include "ui/app.h"
#include "ui/copy.h"
#include "ui/page.h"
#include "ui/screen/merge_terms.h"
#include "ui/screen/screens.h"
#include "ui/widget/meter.h"
#include "ui/widget/scroll.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    TEXT_AT = 3,
    METER_AT = 25,
    METER_WIDTH = 22,
    OK_AT = 50,
    COST_AT = 46,
    RESULT_ROWS = 3,
    RECORDS_SHOWN = 3
};

struct merge_ask {
    struct merge_screen *screen;
    size_t term;
    struct ask ask;
};

/* One SPF record out of all that are published and the one that is needed. */
struct merge_screen {
    struct screen base;
    struct ask ask;
    char **records; /* as published */
    size_t record_count;
    size_t voids;
    bool loaded;
    struct merge_terms terms;
    struct merge_ask inside[MERGE_TERMS]; /* what each include costs */
    struct scroll scroll;
    size_t height;
};

static void result_text(const struct merge_screen *merge, struct buffer *out)
{
    merge_terms_write(&merge->terms, out);
}

static void inside_came(void *arg, struct reply *reply)
{
    struct merge_ask *inside = arg;

    if (reply->status == STATUS_OK && inside->term < inside->screen->terms.count) {
        inside->screen->terms.items[inside->term].inside = (int)reply->as.spf_lint.lint.lookups;
    }
}

/* Asks what every include costs below itself. */
static void ask_costs(struct merge_screen *merge)
{
    for (size_t i = 0; i < merge->terms.count; i++) {
        struct merge_ask *inside = &merge->inside[i];

        *inside = (struct merge_ask){.screen = merge, .term = i};
        if (merge->terms.items[i].inside < 0) {
            ask_domain(&inside->ask, &merge->base.app->desk, VERB_SPF_LINT,
                       merge->terms.items[i].target, inside_came, inside);
        }
    }
}

static void cancel_costs(struct merge_screen *merge)
{
    for (size_t i = 0; i < MERGE_TERMS; i++) {
        ask_cancel(&merge->inside[i].ask);
    }
}

static void set_result(struct merge_screen *merge, const char *record)
{
    cancel_costs(merge);
    merge_terms_read(record, merge->base.app->options->profile->include, &merge->terms);
    ask_costs(merge);
}

static void merged(void *arg, struct reply *reply)
{
    struct merge_screen *merge = arg;
    struct reply_spf_merge *came = &reply->as.spf_merge;

    if (app_failed(merge->base.app, reply)) {
        return;
    }
    merge->records = came->records;
    merge->record_count = came->record_count;
    came->records = NULL;
    came->record_count = 0;
    merge->voids = came->voids;
    merge->loaded = true;
    set_result(merge, came->merged ? came->merged : "");
}

static int draw_records(const struct merge_screen *merge, struct pane pane, int y)
{
    pane_rule(pane, y++, _("In DNS now   (must be exactly 1)"));
    if (!merge->loaded) {
        pane_put(pane, TEXT_AT, y++, PAINT_WAIT, _("looking at DNS .."));
    } else if (merge->record_count == 0) {
        pane_put(pane, TEXT_AT, y++, PAINT_TEXT, _("no SPF record"));
    }
    for (size_t i = 0; i < merge->record_count && i < RECORDS_SHOWN; i++) {
        char label[8];

        snprintf(label, sizeof label, "%c", (char)('A' + i));
        pane_put(pane, TEXT_AT, y, PAINT_KEY, label);
        pane_put(pane, TEXT_AT + 2, y++, PAINT_TEXT, merge->records[i]);
    }
    return y;
}

static int draw_result(const struct merge_screen *merge, struct pane pane, int y)
{
    struct buffer text = {0};
    struct pane rows = pane_part(pane, 0, y + 1, pane.width - 1, RESULT_ROWS);
    int used;

    pane_rule(pane, y, _("Result   host @   type TXT"));
    if (merge->loaded) {
        result_text(merge, &text);
    }
    used = pane_wrap(rows, TEXT_AT, 0, PAINT_KEY, buffer_text(&text));
    buffer_clear(&text);
    return y + 1 + (used > 2 ? used : 2);
}

static void draw_verdict(struct pane pane, int y, bool good)
{
    pane_put(pane, OK_AT, y, good ? PAINT_GOOD : PAINT_BAD,
             good ? _("✓ within it") : _("✗ too much"));
}

static int draw_limits(const struct merge_screen *merge, struct pane pane, int y)
{
    bool known = true;
    int cost = merge_terms_cost(&merge->terms, &known);
    struct buffer text = {0};

    result_text(merge, &text);
    pane_rule(pane, y++, _("Limits"));
    pane_printf(pane, TEXT_AT, y, PAINT_TEXT, _("DNS look-ups  %d%s of %d"), cost, known ? "" : "+",
                MERGE_LOOKUPS);
    meter_draw(pane, METER_AT, y, METER_WIDTH, cost, MERGE_LOOKUPS, "#", ".");
    draw_verdict(pane, y++, cost <= MERGE_LOOKUPS);
    pane_printf(pane, TEXT_AT, y, PAINT_TEXT, _("Empty look-ups  %zu of %d"), merge->voids,
                MERGE_VOIDS);
    draw_verdict(pane, y++, merge->voids <= MERGE_VOIDS);
    pane_printf(pane, TEXT_AT, y, PAINT_TEXT, _("Length  %zu of %d in one string"), text.length,
                MERGE_STRING);
    draw_verdict(pane, y++, text.length <= MERGE_STRING);
    buffer_clear(&text);
    return y;
}

static void draw_term(const struct merge_screen *merge, struct pane pane, int y, size_t at)
{
    const struct merge_term *term = &merge->terms.items[at];
    bool current = merge->scroll.at == at, known = true;
    int cost = merge_term_cost(term, &known);

    if (current) {
        pane_put(pane, 1, y, PAINT_CURRENT, "▸");
        pane_cursor(pane, 1, y, false);
    }
    pane_put(pane, TEXT_AT, y, PAINT_LABEL, term->dropped ? "[ ]" : "[x]");
    pane_put_in(pane, TEXT_AT + 4, y, COST_AT - TEXT_AT - 5, current ? PAINT_CURRENT : PAINT_TEXT,
                term->text);
    pane_printf(pane, COST_AT, y, PAINT_TEXT, "%d%s", cost, known ? "" : "+");
    pane_put(pane, COST_AT + 4, y, PAINT_QUIET, term->ours ? _("needed by this service") : "");
}

static void draw_terms(struct merge_screen *merge, struct pane pane)
{
    pane_rule(pane, 0, _("Terms and their look-ups"));
    merge->height = pane.height > 1 ? (size_t)pane.height - 1 : 1;
    scroll_fit(&merge->scroll, merge->terms.count, merge->height);
    for (size_t i = 0; i < merge->height && merge->scroll.top + i < merge->terms.count; i++) {
        draw_term(merge, pane, 1 + (int)i, merge->scroll.top + i);
    }
}

/* What is left to do where the DNS is. */
static const char *steps_of(const struct merge_screen *merge)
{
    if (!merge->loaded || merge->record_count == 0) {
        return "";
    }
    if (merge->record_count == 1) {
        return _("At your DNS:  1 change A to the result    2 come back, press v");
    }
    return merge->record_count == 2
               ? _("At your DNS:  1 change A to the result    2 delete B    3 come back, press v")
               : _("At your DNS:  1 change A to the result    2 delete the others    3 press v");
}

static const char *summary_of(const struct merge_screen *merge)
{
    if (!merge->loaded) {
        return "";
    }
    if (merge->record_count > 1) {
        return _("Several records = receivers stop with \"permerror\". Keep one, delete the rest.");
    }
    return merge->record_count == 1
               ? _("Change the record that is there to the result; do not add a second one.")
               : _("Add the result as a TXT record.");
}

static void merge_draw(struct screen *screen, struct pane pane)
{
    struct merge_screen *merge = (struct merge_screen *)screen;
    struct page page = {.tail = _("SPF merge")};
    char right[64];
    struct pane inside;
    int y;

    snprintf(right, sizeof right, _("%zu SPF records found"), merge->record_count);
    page.right = merge->loaded ? right : NULL;
    inside = page_draw(screen, pane, &page);
    y = draw_records(merge, inside, 0);
    y = draw_result(merge, inside, y);
    y = draw_limits(merge, inside, y);
    draw_terms(merge, pane_part(inside, 0, y, inside.width, inside.height - y - 1));
    pane_put(inside, TEXT_AT, inside.height - 1, PAINT_TEXT, steps_of(merge));
    app_message(screen->app, "%s", summary_of(merge));
}

static void merge_tell(struct screen *screen, struct telling *out)
{
    const struct merge_screen *merge = (struct merge_screen *)screen;
    struct buffer text = {0};
    bool known = true;

    for (size_t i = 0; i < merge->record_count; i++) {
        telling_add(out, _("In DNS now"), merge->records[i]);
    }
    result_text(merge, &text);
    telling_add(out, _("Result"), buffer_text(&text));
    telling_printf(out, _("DNS look-ups"), "%d/%d", merge_terms_cost(&merge->terms, &known),
                   MERGE_LOOKUPS);
    telling_printf(out, _("Length"), "%zu/%d", text.length, MERGE_STRING);
    for (size_t i = 0; i < merge->terms.count; i++) {
        telling_printf(out, "", "%s %s", merge->terms.items[i].dropped ? "[ ]" : "[x]",
                       merge->terms.items[i].text);
        if (i == merge->scroll.at) {
            telling_current(out);
        }
    }
    telling_add(out, "", steps_of(merge));
    telling_add(out, "", summary_of(merge));
    buffer_clear(&text);
}

static bool merge_key(struct screen *screen, uint32_t key)
{
    struct merge_screen *merge = (struct merge_screen *)screen;
    struct merge_term *term =
        merge->scroll.at < merge->terms.count ? &merge->terms.items[merge->scroll.at] : NULL;

    if (key == '~' || key == '-' || key == '?') {
        merge_terms_end(&merge->terms, (char)key);
    } else if (key == ' ' && term && term->ours) {
        app_say(screen->app, "%s", _("This one is what the service needs: it stays."));
    } else if (key == ' ' && term) {
        term->dropped = !term->dropped;
    } else {
        return scroll_key(&merge->scroll, key, merge->terms.count, merge->height);
    }
    return true;
}

void merge_copy(struct app *app)
{
    struct merge_screen *merge = (struct merge_screen *)app_top(app);
    struct buffer text = {0};

    result_text(merge, &text);
    copy_text(app, _("SPF value"), buffer_text(&text));
    buffer_clear(&text);
}

static void edited(struct app *app, const char *text)
{
    if (app_top(app)->class->place == PLACE_MERGE && *text) {
        set_result((struct merge_screen *)app_top(app), text);
    }
}

void merge_edit(struct app *app)
{
    struct buffer text = {0};
    struct prompt prompt = {.label = "TXT", .done = edited};

    result_text((struct merge_screen *)app_top(app), &text);
    prompt.text = buffer_text(&text);
    app_push(app, prompt_screen_new(app, &prompt));
    buffer_clear(&text);
}

static void merge_free(struct screen *screen)
{
    struct merge_screen *merge = (struct merge_screen *)screen;

    ask_cancel(&merge->ask);
    cancel_costs(merge);
    for (size_t i = 0; i < merge->record_count; i++) {
        free(merge->records[i]);
    }
    free(merge->records);
    free(merge);
}

struct screen *merge_screen_new(struct app *app)
{
    static const struct screen_class class = {
        .ops = {.draw = merge_draw, .tell = merge_tell, .key = merge_key, .free = merge_free},
        .place = PLACE_MERGE,
    };
    struct merge_screen *merge = mem_new(sizeof *merge);
    struct request request;

    merge->base = (struct screen){&class, app};
    merge->height = 1;
    desk_request(&app->desk, &request, VERB_SPF_MERGE);
    request_set(&request, "domain", app->subject.domain->name);
    request_set(&request, "include",
                *app->options->profile->include ? app->options->profile->include : NULL);
    ask_start(&merge->ask, &app->desk, &request, merged, merge);
    return &merge->base;
}
