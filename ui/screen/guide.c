// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "domain/lifecycle.h"
#include "ui/act.h"
#include "ui/app.h"
#include "ui/page.h"
#include "ui/record.h"
#include "ui/screen/guide_traps.h"
#include "ui/screen/screens.h"
#include "ui/state.h"
#include "ui/widget/scroll.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    MARK_AT = 3,
    RECORD_AT = 6,
    TYPE_AT = 15,
    HOST_AT = 22,
    VALUE_AT = 46,
    TRAP_AT = 3,
    TRAPS_ROW = 7
};
enum { DEFAULT_TTL = 600, LABEL_WIDTH = 10, PROVIDERS_SHARED = 4, MARK_WIDTH = 2, MARK_TEXT = 16 };

/* What to type at the DNS provider, row by row, and what people get wrong there. */
struct guide_screen {
    struct screen base;
    struct scroll scroll;
};

static unsigned ttl_of(const struct provider *provider)
{
    return provider && provider->ttl ? provider->ttl : DEFAULT_TTL;
}

/* The sign of a state alone: what stands before its word. */
static void mark_of(enum state state, char out[MARK_TEXT])
{
    size_t used;

    text_copy(out, MARK_TEXT, state_cell(state));
    out[strcspn(out, " ")] = '\0';
    out[text_fit(out, MARK_WIDTH, &used)] = '\0';
}

static void draw_record(struct guide_screen *guide, struct pane pane, int y, enum record record)
{
    struct app *app = guide->base.app;
    enum state state = record_state(app->subject.domain, record);
    bool current = app->subject.record == record, known;
    struct requirement wanted;
    char host[NAME_TEXT], mark[MARK_TEXT];

    mark_of(state, mark);
    known = record_wanted(app, record, &wanted);
    if (current) {
        pane_put(pane, 1, y, PAINT_CURRENT, "▸");
        pane_cursor(pane, 1, y, false);
    }
    pane_put_in(pane, MARK_AT, y, MARK_WIDTH, state_paint(state), mark);
    pane_put(pane, RECORD_AT, y, current ? PAINT_CURRENT : PAINT_TEXT, record_title(record));
    pane_put(pane, TYPE_AT, y, PAINT_TEXT, "TXT");
    if (!known) {
        pane_put(pane, HOST_AT, y, PAINT_QUIET, _("(nothing to publish yet)"));
        return;
    }
    record_host(app, &wanted, host);
    pane_put_in(pane, HOST_AT, y, VALUE_AT - HOST_AT - 1, PAINT_TEXT, *host ? host : _("(empty)"));
    pane_put_in(pane, VALUE_AT, y, pane.width - VALUE_AT - 9, PAINT_TEXT, wanted.value);
    pane_printf(pane, pane.width - 7, y, PAINT_TEXT, "%u", ttl_of(record_provider(app)));
    free(wanted.value);
}

static void draw_records(struct guide_screen *guide, struct pane pane)
{
    char title[160];

    snprintf(title, sizeof title, _("Type exactly this at %s"),
             record_provider_name(guide->base.app));
    pane_rule(pane, 0, title);
    pane_put(pane, RECORD_AT, 1, PAINT_HEADER, _("Record"));
    pane_put(pane, TYPE_AT, 1, PAINT_HEADER, _("Type"));
    pane_put(pane, HOST_AT, 1, PAINT_HEADER, _("Host"));
    pane_put(pane, VALUE_AT, 1, PAINT_HEADER, _("Value"));
    pane_put(pane, pane.width - 7, 1, PAINT_HEADER, "TTL");
    for (int record = 0; record < RECORD_COUNT; record++) {
        draw_record(guide, pane, 2 + record, (enum record)record);
    }
}

static void draw_traps(const struct app *app, struct pane pane)
{
    struct telling traps = {0};
    int y = 1;

    pane_rule(pane, 0, _("What goes wrong here"));
    guide_traps(app, &traps);
    for (size_t i = 0; i < traps.count && y < pane.height; i++) {
        pane_put(pane, TRAP_AT, y, PAINT_LABEL, traps.lines[i].label);
        y = pane_wrap(pane_part(pane, 0, 0, -1, pane.height), TRAP_AT + LABEL_WIDTH, y, PAINT_TEXT,
                      traps.lines[i].value);
    }
    telling_clear(&traps);
}

static void servers_text(const struct app *app, struct buffer *out)
{
    const struct check_result *seen = look_seen(&app->look, app->subject.domain->name);

    if (look_is_open(&app->look)) {
        buffer_add_text(out, _("looking at the name servers .."));
        return;
    }
    buffer_add_text(out, _("NS now:"));
    for (size_t i = 0; seen && i < seen->server_count; i++) {
        buffer_printf(out, " %s", seen->servers[i].ns);
    }
    if (!seen || seen->server_count == 0) {
        buffer_printf(out, " %s", _("not known"));
    }
}

static void draw_servers(const struct app *app, struct pane pane)
{
    struct buffer text = {0};

    pane_put(pane, TRAP_AT, 0, PAINT_TEXT,
             _("Not your panel? The name servers decide where to type. o: another one"));
    servers_text(app, &text);
    pane_put(pane, TRAP_AT, 1, PAINT_TEXT, buffer_text(&text));
    buffer_clear(&text);
}

static int count_satisfied(const struct domain *domain)
{
    int satisfied = 0;

    for (int record = 0; record < RECORD_COUNT; record++) {
        satisfied += record_is_verified(domain, (enum record)record);
    }
    return satisfied;
}

/* "Gabia, 3 of 3 NS": how many of the name servers are this provider's. */
static void provider_text(const struct app *app, struct buffer *out)
{
    const struct check_result *seen = look_seen(&app->look, app->subject.domain->name);
    const struct provider *provider = record_provider(app);
    size_t its = 0;

    buffer_add_text(out, record_provider_name(app));
    for (size_t i = 0; provider && seen && i < seen->server_count; i++) {
        const struct provider *matches[PROVIDERS_SHARED];
        struct name ns;
        size_t n = name_parse(seen->servers[i].ns, &ns)
                       ? provider_match(app->options->providers, &ns, &seen->zone, matches,
                                        PROVIDERS_SHARED)
                       : 0;
        bool is = false;

        while (n > 0) {
            is = is || matches[--n] == provider;
        }
        its += is;
    }
    if (provider && seen && seen->server_count > 0) {
        buffer_printf(out, _(", %zu of %zu NS"), its, seen->server_count);
    }
}

static void guide_draw(struct screen *screen, struct pane pane)
{
    struct guide_screen *guide = (struct guide_screen *)screen;
    struct app *app = screen->app;
    struct page page = {.tail = _("Provider guide")};
    struct buffer right = {0};
    struct pane inside;

    provider_text(app, &right);
    page.right = buffer_text(&right);
    inside = page_draw(screen, pane, &page);
    draw_records(guide, inside);
    draw_traps(app, pane_part(inside, 0, TRAPS_ROW, inside.width, inside.height - TRAPS_ROW - 2));
    draw_servers(app, pane_part(inside, 0, inside.height - 2, inside.width, 2));
    app_message(app, _("%d of %d are right already. Type the others, then press v."),
                count_satisfied(app->subject.domain), RECORD_COUNT);
    buffer_clear(&right);
}

static void guide_tell(struct screen *screen, struct telling *out)
{
    struct app *app = screen->app;
    struct buffer text = {0};

    telling_add(out, _("Provider"), record_provider_name(app));
    for (int record = 0; record < RECORD_COUNT; record++) {
        struct requirement wanted;
        char host[NAME_TEXT];

        if (record_wanted(app, (enum record)record, &wanted)) {
            record_host(app, &wanted, host);
            telling_printf(out, record_title((enum record)record), "%s, TXT, %s, %s",
                           state_phrase(record_state(app->subject.domain, (enum record)record)),
                           *host ? host : _("(empty)"), wanted.value);
            free(wanted.value);
        } else {
            telling_add(out, record_title((enum record)record), _("(nothing to publish yet)"));
        }
        if (app->subject.record == (enum record)record) {
            telling_current(out);
        }
    }
    guide_traps(app, out);
    servers_text(app, &text);
    telling_add(out, "", buffer_text(&text));
    buffer_clear(&text);
}

static bool guide_key(struct screen *screen, uint32_t key)
{
    struct guide_screen *guide = (struct guide_screen *)screen;

    if (!scroll_key(&guide->scroll, key, RECORD_COUNT, RECORD_COUNT)) {
        return false;
    }
    screen->app->subject.record = (enum record)guide->scroll.at;
    return true;
}

static bool is_provider(const struct provider *provider, const char *text)
{
    return text_equal_nocase(provider->id, text) ||
           text_equal_nocase(provider_name(provider), text);
}

static void choose_provider(struct app *app, const char *text)
{
    const struct provider_book *book = app->options->providers;

    for (size_t i = 0; i < provider_book_count(book); i++) {
        if (is_provider(provider_at(book, i), text)) {
            text_copy(app->subject.provider, sizeof app->subject.provider,
                      provider_at(book, i)->id);
            return;
        }
    }
    if (*text) {
        app_alarm(app, _("No provider is called %s; Tab completes names."), text);
    } else {
        app->subject.provider[0] = '\0';
    }
}

/* The next provider whose name begins so. */
static void complete_provider(struct app *app, struct buffer *text)
{
    const struct provider_book *book = app->options->providers;

    for (size_t i = 0; i < provider_book_count(book); i++) {
        const char *name = provider_name(provider_at(book, i));

        if (text_starts_nocase(name, buffer_text(text))) {
            buffer_reset(text);
            buffer_add_text(text, name);
            return;
        }
    }
}

void guide_other_provider(struct app *app)
{
    const struct prompt prompt = {.label = _("DNS provider (empty: the one we saw)"),
                                  .text = "",
                                  .done = choose_provider,
                                  .complete = complete_provider};

    app_push(app, prompt_screen_new(app, &prompt));
}

static void guide_free(struct screen *screen)
{
    free(screen);
}

struct screen *guide_screen_new(struct app *app)
{
    static const struct screen_class class = {
        .ops = {.draw = guide_draw, .tell = guide_tell, .key = guide_key, .free = guide_free},
        .place = PLACE_GUIDE,
    };
    struct guide_screen *guide = mem_new(sizeof *guide);

    guide->base = (struct screen){&class, app};
    if (app->subject.record == RECORD_COUNT) {
        app->subject.record = RECORD_TOKEN;
    }
    guide->scroll.at = (size_t)app->subject.record;
    look_at(&app->look, app->subject.domain);
    return &guide->base;
}
