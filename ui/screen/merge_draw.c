// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/app.h"
#include "ui/page.h"
#include "ui/screen/merge.h"
#include "ui/widget/meter.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    TEXT_AT = 3,
    METER_AT = 25,
    METER_WIDTH = 22,
    OK_AT = 50,
    COST_AT = 46,
    RESULT_ROWS = 4,
    MILDER_AT = 62,
    RECORDS_SHOWN = 3
};

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

/* What the service needs, when the record that is to be changed lacks it. */
static const struct merge_term *added_term(const struct merge_screen *merge)
{
    for (size_t i = 0; merge->record_count > 0 && i < merge->terms.count; i++) {
        const struct merge_term *term = &merge->terms.items[i];

        if (term->ours && !merge_has_term(merge->records[0], term->text)) {
            return term;
        }
    }
    return NULL;
}

/* The records end in different ways, and the merged one in the milder of them. */
static void draw_milder(const struct merge_screen *merge, struct pane pane, int y)
{
    const char *end = merge_terms_all(&merge->terms);
    bool stricter = false, milder = false;

    for (size_t i = 0; end && i < merge->record_count; i++) {
        static const char *const ends[] = {"-all", "~all", "?all", "+all"}; /* strictest first */
        bool passed = false;

        for (size_t k = 0; k < COUNT(ends); k++) {
            bool same = text_equal(ends[k], end),
                 there = merge_has_term(merge->records[i], ends[k]);

            stricter = stricter || (there && !passed && !same);
            milder = milder || (there && passed);
            passed = passed || same;
        }
    }
    if (stricter && !milder) {
        pane_printf(pane, MILDER_AT, y, PAINT_QUIET, _("%s, the milder"), end);
    }
}

/* Under a line of the result: which part is new. Returns the next row. */
static int draw_added(const struct merge_screen *merge, struct pane pane, int y, const char *line)
{
    const struct merge_term *added = added_term(merge);
    const char *at = added ? strstr(line, added->text) : NULL;
    int x;

    if (!at) {
        return y;
    }
    x = TEXT_AT + (int)(at - line);
    for (size_t i = 0; i < strlen(added->text); i++) {
        pane_put(pane, x++, y, PAINT_GOOD, "^");
    }
    x = pane_put(pane, x + 1, y, PAINT_TEXT, _("added before \"all\""));
    if (x < MILDER_AT) {
        draw_milder(merge, pane, y);
    }
    return y + 1;
}

static int draw_result(const struct merge_screen *merge, struct pane pane, int y)
{
    struct buffer text = {0};
    struct pane rows = pane_part(pane, 0, y + 1, pane.width - 1, RESULT_ROWS);
    int used = 0;

    pane_rule(pane, y, _("Result   host @   type TXT"));
    if (merge->loaded) {
        merge_text(merge, &text);
    }
    for (const char *left = buffer_text(&text); *left && used < rows.height;) {
        size_t skip = 0, n = layout_line(left, rows.width - TEXT_AT, &skip);
        char *line = mem_text_n(left, n);

        pane_put(rows, TEXT_AT, used++, PAINT_KEY, line);
        used = draw_added(merge, rows, used, line);
        free(line);
        left += skip;
    }
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

    merge_text(merge, &text);
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
    if (term->ours) {
        pane_put(pane, COST_AT + 4, y, PAINT_QUIET, _("needed by this service"));
    } else if (term->inside > 0) {
        pane_printf(pane, COST_AT + 4, y, PAINT_QUIET, _("(+%d nested)"), term->inside);
    }
}

static void draw_terms(struct merge_screen *merge, struct pane pane)
{
    pane_rule(pane, 0, _("Lookup tree"));
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

void merge_draw(struct screen *screen, struct pane pane)
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

void merge_tell(struct screen *screen, struct telling *out)
{
    const struct merge_screen *merge = (struct merge_screen *)screen;
    struct buffer text = {0};
    bool known = true;

    for (size_t i = 0; i < merge->record_count; i++) {
        telling_add(out, _("In DNS now"), merge->records[i]);
    }
    merge_text(merge, &text);
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
