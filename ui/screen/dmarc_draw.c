// SPDX-License-Identifier: MIT
#include "base/text.h"
#include "base/words.h"
#include "ui/app.h"
#include "ui/page.h"
#include "ui/screen/dmarc.h"
#include "ui/when.h"
#include "ui/widget/meter.h"

#include <stdio.h>
#include <string.h>

enum { CHOICE_AT = 26, CHOICE_WIDTH = 16, NOTE_AT = 44, RUNGS = 3, RUNG_WIDTH = 24, READY_AT = 35 };

static const char *rung_name(int rung)
{
    return dmarc_policy_name((enum dmarc_policy)(rung + 1));
}

static void draw_ladder(const struct dmarc_screen *dmarc, const struct dmarc_rung *standing,
                        struct pane pane)
{
    char label[64];

    (void)dmarc;
    pane_rule(pane, 0, _("Ladder"));
    for (int rung = 0; rung < RUNGS; rung++) {
        int x = DMARC_LABEL_AT + rung * (RUNG_WIDTH + 1);
        bool here = (int)standing->now == rung + 1, below = (int)standing->now > rung + 1;
        int64_t days = below ? DMARC_LADDER_DAYS : here ? (int64_t)standing->days : 0;

        text_copy(label, sizeof label, rung_name(rung));
        if (here && standing->days > 0) {
            snprintf(label, sizeof label, _("%s %u d"), rung_name(rung), standing->days);
        }
        pane_put(pane, x + 3, 1, here ? PAINT_CURRENT : PAINT_TEXT, label);
        meter_draw(pane, x, 2, RUNG_WIDTH, days, DMARC_LADDER_DAYS, here ? ">" : "#", "-");
    }
}

static const char *policy_note(size_t chosen)
{
    // clang-format off
    static const char *const notes[] = {
        N_("watch only; mail is delivered"), N_("what fails goes to spam"), N_("what fails is refused"),
    };
    // clang-format on

    return _(notes[chosen]);
}

static void draw_row(const struct dmarc_screen *dmarc, struct pane pane, int y, int part,
                     const char *tag, const char *words, const char *note)
{
    pane_put(pane, DMARC_LABEL_AT, y, PAINT_KEY, tag);
    pane_put(pane, DMARC_LABEL_AT + 7, y, PAINT_LABEL, words);
    form_draw_choice(&dmarc->form, part, pane, CHOICE_AT, y, CHOICE_WIDTH);
    pane_put(pane, NOTE_AT, y, PAINT_TEXT, note);
}

/* Reports that go to somebody else's domain need their consent in DNS (RFC 9990 4). */
static void draw_consent(const struct dmarc_screen *dmarc, struct pane pane, int y)
{
    if (dmarc->address.text.length == 0) {
        pane_put(pane, DMARC_LABEL_AT + 7, y, PAINT_WAIT,
                 _("! without an address nobody sees the reports"));
    } else if (!dmarc->reports_asked) {
        pane_put(pane, DMARC_LABEL_AT + 7, y, PAINT_QUIET,
                 _("another domain's address must agree in DNS; v looks once it is published"));
    } else if (*dmarc->reports_host == '\0') {
        pane_put(pane, DMARC_LABEL_AT + 7, y, PAINT_GOOD,
                 _("✓ within the same organisation: no consent is needed"));
    } else {
        pane_printf(pane, DMARC_LABEL_AT + 7, y, dmarc->reports_agreed ? PAINT_GOOD : PAINT_BAD,
                    dmarc->reports_agreed ? _("✓ %s._report._dmarc.%s says v=DMARC1")
                                          : _("✗ %s._report._dmarc.%s must say v=DMARC1"),
                    dmarc->base.app->subject.domain->name, dmarc->reports_host);
    }
}

static int draw_form(const struct dmarc_screen *dmarc, struct pane pane, int y)
{
    const struct form_part *parts = dmarc->form.parts;
    const char *strict = _("the very same domain only");

    pane_rule(pane, y++, _("Record   host _dmarc   type TXT"));
    draw_row(dmarc, pane, y++, dmarc->p, "p", _("policy"), policy_note(parts[dmarc->p].chosen));
    draw_row(dmarc, pane, y++, dmarc->sp, "sp", _("subdomains"), "");
    draw_row(dmarc, pane, y++, dmarc->aspf, "aspf", _("SPF alignment"),
             parts[dmarc->aspf].chosen ? strict : _("names below it count too"));
    draw_row(dmarc, pane, y++, dmarc->adkim, "adkim", _("DKIM alignment"),
             parts[dmarc->adkim].chosen ? strict : _("names below it count too"));
    pane_put(pane, DMARC_LABEL_AT, y, PAINT_KEY, "rua");
    pane_put(pane, DMARC_LABEL_AT + 7, y, PAINT_LABEL, _("reports to"));
    form_draw_field(&dmarc->form, dmarc->rua, pane, CHOICE_AT, y++, pane.width - CHOICE_AT - 2);
    draw_consent(dmarc, pane, y);
    return y + 1;
}

static int draw_result(const struct dmarc_screen *dmarc, struct pane pane, int y)
{
    struct fault fault = {.status = STATUS_OK};
    struct buffer text = {0};
    struct pane rows = pane_part(pane, 0, 0, -1, pane.height);

    pane_rule(pane, y++, _("Result"));
    if (dmarc_result(dmarc, &text, &fault)) {
        pane_wrap(rows, DMARC_LABEL_AT, y, PAINT_KEY, buffer_text(&text));
    } else {
        pane_wrap(rows, DMARC_LABEL_AT, y, PAINT_BAD, fault.message);
    }
    buffer_clear(&text);
    return y + 2;
}

static void lack_text(const struct dmarc_rung *standing, int lack, char *out, size_t size)
{
    // clang-format off
    static const char *const texts[] = {
        [DMARC_LACK_SPF_VERIFIED] = N_("SPF verified"), [DMARC_LACK_SPF_USE] = N_("SPF in use"),
        [DMARC_LACK_DKIM_VERIFIED] = N_("DKIM verified"), [DMARC_LACK_DKIM_USE] = N_("DKIM in use"),
        [DMARC_LACK_RUA] = N_("report address set"), [DMARC_LACK_CONSENT] = N_("report address agrees"),
        [DMARC_LACK_DAYS] = NULL,
    };
    // clang-format on
    _Static_assert(COUNT(texts) == DMARC_LACK_COUNT, "everything that can lack has its words");

    if (texts[lack]) {
        text_copy(out, size, _(texts[lack]));
    } else {
        snprintf(out, size, _("%u of %u days on this rung"), standing->days,
                 (unsigned)DMARC_LADDER_DAYS);
    }
}

/* What the next rung asks for, as a list to tick off: one or two lacks a line. */
// clang-format off
static const struct {
    enum dmarc_lack first, second;
    const char *both;
} wishes[] = {
    { DMARC_LACK_SPF_VERIFIED,  DMARC_LACK_SPF_USE,  N_("SPF verified and in use") },
    { DMARC_LACK_DKIM_VERIFIED, DMARC_LACK_DKIM_USE, N_("DKIM verified and in use") },
    { DMARC_LACK_RUA,           DMARC_LACK_CONSENT,  N_("report address set, agrees") },
    { DMARC_LACK_DAYS,          DMARC_LACK_DAYS,     NULL },
};
// clang-format on

static void draw_wish(const struct dmarc_rung *standing, struct pane pane, int x, int y, size_t at)
{
    bool first = standing->missing & 1u << wishes[at].first;
    bool missing = first || (standing->missing & 1u << wishes[at].second);
    char text[96];

    if (missing || !wishes[at].both) {
        lack_text(standing, (int)(first || !missing ? wishes[at].first : wishes[at].second), text,
                  sizeof text);
    } else {
        text_copy(text, sizeof text, _(wishes[at].both));
    }
    pane_put(pane, x, y, missing ? PAINT_WAIT : PAINT_GOOD, missing ? "-" : "✓");
    pane_put_in(pane, x + 2, y, READY_AT - DMARC_LABEL_AT - 3, PAINT_TEXT, text);
}

static void draw_readiness(const struct dmarc_rung *standing, struct pane pane, int y)
{
    char title[96];
    int x;

    if (standing->next == DMARC_POLICY_UNSET) {
        pane_rule(pane, y, _("The top of the ladder is reached"));
        return;
    }
    if (standing->now == DMARC_POLICY_UNSET) {
        return; /* the first rung asks for nothing */
    }
    snprintf(title, sizeof title, _("Ready for %s?"), dmarc_policy_name(standing->next));
    pane_rule(pane, y++, title);
    for (size_t at = 0; at < COUNT(wishes); at++) {
        draw_wish(standing, pane, at % 2 ? READY_AT : DMARC_LABEL_AT, y + (int)at / 2, at);
    }
    x = pane_printf(pane, DMARC_LABEL_AT, y + 2, PAINT_LABEL, "%s:", _("Next record")) + 2;
    pane_put_in(pane, x, y + 2, pane.width - x - 1, PAINT_KEY, buffer_text(&standing->record));
}

/* "p=none since 10-02 (12 d)"; "" while it is not known. */
static void since_text(const struct dmarc_screen *dmarc, const struct dmarc_rung *standing,
                       char *out, size_t size)
{
    char day[CLOCK_TEXT];

    out[0] = '\0';
    if (dmarc->since > 0 && standing->now != DMARC_POLICY_UNSET) {
        when_date(dmarc->since, day);
        day[strcspn(day, " ")] = '\0';
        snprintf(out, size, _("p=%s since %s (%u d)"), dmarc_policy_name(standing->now), day,
                 standing->days);
    }
}

void dmarc_draw(struct screen *screen, struct pane pane)
{
    const struct dmarc_screen *dmarc = (struct dmarc_screen *)screen;
    struct page page = {.tail = _("DMARC builder")};
    struct dmarc_rung standing;
    struct pane inside;
    char since[96];
    int y;

    dmarc_standing(dmarc, &standing);
    since_text(dmarc, &standing, since, sizeof since);
    page.right = *since ? since : NULL;
    inside = page_draw(screen, pane, &page);
    draw_ladder(dmarc, &standing, inside);
    y = draw_form(dmarc, inside, 3);
    y = draw_result(dmarc, inside, y);
    draw_readiness(&standing, inside, y);
    app_message(screen->app, "%s",
                standing.now == DMARC_POLICY_NONE && !standing.ready
                    ? _("Stay on none until the reports look clean. 2 to 4 weeks is usual.")
                    : "");
    dmarc_rung_clear(&standing);
}

static void tell_part(const struct dmarc_screen *dmarc, struct telling *out, int part,
                      const char *label)
{
    const struct form_part *one = &dmarc->form.parts[part];

    telling_add(out, label,
                one->kind == FORM_FIELD ? field_text(one->field) : _(one->choices[one->chosen]));
    if (dmarc->form.focus == part) {
        telling_current(out);
    }
}

void dmarc_tell(struct screen *screen, struct telling *out)
{
    const struct dmarc_screen *dmarc = (struct dmarc_screen *)screen;
    struct fault fault = {.status = STATUS_OK};
    struct buffer text = {0};
    struct dmarc_rung standing;
    char lack[96];

    tell_part(dmarc, out, dmarc->p, "p");
    tell_part(dmarc, out, dmarc->sp, "sp");
    tell_part(dmarc, out, dmarc->aspf, "aspf");
    tell_part(dmarc, out, dmarc->adkim, "adkim");
    tell_part(dmarc, out, dmarc->rua, "rua");
    telling_add(out, _("Result"),
                dmarc_result(dmarc, &text, &fault) ? buffer_text(&text) : fault.message);
    telling_add(out, _("In DNS now"), *dmarc->published ? dmarc->published : "-");
    dmarc_standing(dmarc, &standing);
    since_text(dmarc, &standing, lack, sizeof lack);
    telling_add(out, _("Ladder"), lack);
    if (standing.next != DMARC_POLICY_UNSET) {
        telling_add(out, _("Next record"), buffer_text(&standing.record));
    }
    for (int i = 0; i < DMARC_LACK_COUNT; i++) {
        if (standing.missing & 1u << i) {
            lack_text(&standing, i, lack, sizeof lack);
            telling_add(out, _("Missing for the next rung"), lack);
        }
    }
    dmarc_rung_clear(&standing);
    buffer_clear(&text);
}
