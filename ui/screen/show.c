// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "dns/zone.h"
#include "ui/act.h"
#include "ui/app.h"
#include "ui/copy.h"
#include "ui/record.h"
#include "ui/screen/screens.h"
#include "ui/state.h"
#include "ui/widget/dialog.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    WIDTH = 74,
    HEIGHT = 17,
    STRING = 255,
    FORM_LABEL = 14,
    PIECE_CELLS = 18,
    DEFAULT_TTL = 600
};
enum form_of_value { FORM_ONE_LINE, FORM_STRINGS, FORM_BIND, FORM_NSLOOKUP, FORM_OF_VALUE_COUNT };

struct show_screen {
    struct screen base;
    enum record record;
};

// clang-format off
static const char *const form_names[] = {
    [FORM_ONE_LINE] = N_("One line"), [FORM_STRINGS] = N_("Strings"), [FORM_BIND] = N_("BIND line"),
    [FORM_NSLOOKUP] = N_("nslookup"),
};
// clang-format on
_Static_assert(COUNT(form_names) == FORM_OF_VALUE_COUNT, "every form has its name");

static void form_text(const struct requirement *wanted, const char *host, enum form_of_value form,
                      struct buffer *out)
{
    switch (form) {
    case FORM_ONE_LINE:
        buffer_add_text(out, wanted->value);
        return;
    case FORM_STRINGS:
        zone_txt_strings(out, wanted->value);
        return;
    case FORM_BIND:
        zone_txt_line(out, host, DEFAULT_TTL, wanted->value);
        return;
    case FORM_NSLOOKUP:
        buffer_printf(out, "nslookup -q=txt %s", wanted->name);
        return;
    case FORM_OF_VALUE_COUNT:
        return;
    }
}

/* `"v=DKIM1;k=rsa;p=MIIB..7m6C" "7XVs..QIDAQAB"`: where the strings begin and end. */
static void short_strings(const char *value, struct buffer *out)
{
    for (size_t at = 0, n = strlen(value); at < n; at += STRING) {
        char *piece = mem_text_n(value + at, n - at < STRING ? n - at : STRING);

        buffer_add_text(out, at > 0 ? " \"" : "\"");
        record_short(piece, PIECE_CELLS, out);
        buffer_add_byte(out, '"');
        free(piece);
    }
}

static int draw_head(struct show_screen *show, struct pane pane, const struct requirement *wanted)
{
    char host[NAME_TEXT], label[128];
    int x;

    record_host(show->base.app, wanted, host);
    snprintf(label, sizeof label, _("Host  (type this at %s)"),
             record_provider_name(show->base.app));
    x = pane_put_in(pane, 0, 0, 38, PAINT_LABEL, label) + 2;
    x = x < 32 ? 32 : x;
    pane_put_in(pane, x, 0, pane.width - x - 10, PAINT_KEY, *host ? host : _("(leave it empty)"));
    pane_put_right(pane, 0, 0, PAINT_LABEL, _("[n Copy]"));
    pane_put(pane, 0, 1, PAINT_LABEL, _("Full name"));
    pane_put_right(pane, 0, 1, PAINT_TEXT, wanted->name);
    pane_printf(pane, 0, 2, PAINT_LABEL, _("Type TXT     TTL %d is fine"), DEFAULT_TTL);
    return 4;
}

static void draw_label(struct pane pane, int y, enum form_of_value form)
{
    int x = pane_printf(pane, 0, y, PAINT_KEY, "%d ", form + 1);

    pane_put(pane, x, y, PAINT_LABEL, _(form_names[form]));
}

static void draw_button(struct pane pane, int y, enum form_of_value form)
{
    char text[64];

    snprintf(text, sizeof text, _("[%d Copy]"), form + 1);
    pane_put_right(pane, 0, y, PAINT_LABEL, text);
}

/* The value as it is, over two lines and a third that says how much is left. */
static int draw_one_line(struct pane pane, int y, const char *value)
{
    int width = pane.width - FORM_LABEL - 10;
    size_t n = strlen(value), shown = 0;

    draw_label(pane, y, FORM_ONE_LINE);
    for (int i = 0; i < 2 && shown < n; i++) {
        size_t cells = 0, fits = text_fit(value + shown, (size_t)width, &cells);
        char *line = mem_text_n(value + shown, fits);

        pane_put(pane, FORM_LABEL, y + i, PAINT_TEXT, line);
        shown += fits;
        free(line);
    }
    if (shown < n) {
        pane_printf(pane, FORM_LABEL, y + 2, PAINT_QUIET, _(".. %zu more .."), n - shown);
    }
    draw_button(pane, shown < n ? y + 2 : y, FORM_ONE_LINE);
    return y + 3;
}

static int draw_form(struct pane pane, int y, enum form_of_value form, const char *text)
{
    draw_label(pane, y, form);
    pane_put_in(pane, FORM_LABEL, y, pane.width - FORM_LABEL - 10, PAINT_TEXT, text);
    draw_button(pane, y, form);
    return y + 1;
}

static void draw_forms(struct show_screen *show, struct pane pane, int y,
                       const struct requirement *wanted)
{
    struct buffer text = {0};
    char host[NAME_TEXT];

    record_host(show->base.app, wanted, host);
    y = draw_one_line(pane, y, wanted->value);
    short_strings(wanted->value, &text);
    y = draw_form(pane, y, FORM_STRINGS, buffer_text(&text));
    pane_put(pane, FORM_LABEL, y++, PAINT_QUIET, _("no space inside a string, one between them"));
    for (int form = FORM_BIND; form < FORM_OF_VALUE_COUNT; form++) {
        buffer_reset(&text);
        form_text(wanted, wanted->host, (enum form_of_value)form, &text);
        y = draw_form(pane, y, (enum form_of_value)form, buffer_text(&text));
    }
    buffer_clear(&text);
}

/* What the provider's panel wants. */
static void draw_advice(struct app *app, struct pane pane, int y)
{
    const struct provider *provider = record_provider(app);
    bool strings = provider && provider->value != PROVIDER_VALUE_ONE_LINE;

    if (strings) {
        pane_printf(pane, 0, y, PAINT_TEXT, _("%s: form 2, with its quotes."),
                    record_provider_name(app));
    } else {
        pane_printf(pane, 0, y, PAINT_TEXT, _("%s: form 1; if it refuses the length, form 2."),
                    record_provider_name(app));
    }
    pane_put(pane, 0, y + 1, PAINT_TEXT,
             _("Plain text for mouse selection: t      Save to file: f"));
}

static void foot_text(const char *value, char *out, size_t size)
{
    size_t n = strlen(value);

    if (n > STRING) {
        snprintf(out, size, _("%zu characters = %d + %zu"), n, STRING, n - STRING);
    } else {
        snprintf(out, size, _("%zu characters"), n);
    }
}

static void show_draw(struct screen *screen, struct pane pane)
{
    struct show_screen *show = (struct show_screen *)screen;
    struct requirement wanted;
    char title[320], foot[64] = "";
    bool known = record_wanted(screen->app, show->record, &wanted);
    struct pane inside;

    snprintf(title, sizeof title, _("Show: %s value of %s"), record_title(show->record),
             app_domain(screen->app)->name);
    if (known) {
        foot_text(wanted.value, foot, sizeof foot);
    }
    inside = dialog_draw(pane, WIDTH, HEIGHT, title, foot);
    if (!known) {
        pane_put(inside, 0, 1, PAINT_TEXT,
                 _("There is nothing to publish here: the owner does, or the key is being made."));
        return;
    }
    draw_forms(show, inside, draw_head(show, inside, &wanted), &wanted);
    draw_advice(screen->app, inside, inside.height - 3);
    free(wanted.value);
}

static void show_tell(struct screen *screen, struct telling *out)
{
    struct show_screen *show = (struct show_screen *)screen;
    struct requirement wanted;
    struct buffer text = {0};
    char host[NAME_TEXT];

    if (!record_wanted(screen->app, show->record, &wanted)) {
        telling_add(out, record_title(show->record), _("nothing to publish here"));
        return;
    }
    record_host(screen->app, &wanted, host);
    telling_add(out, _("Host"), *host ? host : _("(leave it empty)"));
    telling_add(out, _("Full name"), wanted.name);
    telling_add(out, _("Type"), "TXT");
    for (int form = 0; form < FORM_OF_VALUE_COUNT; form++) {
        buffer_reset(&text);
        form_text(&wanted, wanted.host, (enum form_of_value)form, &text);
        telling_printf(out, _(form_names[form]), "%s  (%d)", buffer_text(&text), form + 1);
    }
    buffer_clear(&text);
    free(wanted.value);
}

static void copy_form(struct show_screen *show, enum form_of_value form)
{
    struct app *app = show->base.app;
    struct requirement wanted;
    struct buffer text = {0};
    char what[128];

    if (record_wanted(app, show->record, &wanted)) {
        form_text(&wanted, wanted.host, form, &text);
        snprintf(what, sizeof what, _("%s value"), record_title(show->record));
        copy_text(app, form == FORM_NSLOOKUP ? _("Command") : what, buffer_text(&text));
        free(wanted.value);
    }
    buffer_clear(&text);
}

static bool show_key(struct screen *screen, uint32_t key)
{
    struct show_screen *show = (struct show_screen *)screen;

    if (key >= '1' && key < '1' + FORM_OF_VALUE_COUNT) {
        copy_form(show, (enum form_of_value)(key - '1'));
        return true;
    }
    return false;
}

void show_save_value(struct app *app)
{
    struct show_screen *show = (struct show_screen *)app_top(app);
    struct requirement wanted;
    char name[320];

    if (record_wanted(app, show->record, &wanted)) {
        snprintf(name, sizeof name, "%s-%s", app_domain(app)->name, record_word(show->record));
        copy_save(app, name, wanted.value);
        free(wanted.value);
    }
}

static void show_free(struct screen *screen)
{
    free(screen);
}

struct screen *show_screen_new(struct app *app)
{
    static const struct screen_class class = {
        .ops = {.draw = show_draw, .tell = show_tell, .key = show_key, .free = show_free},
        .place = PLACE_SHOW,
        .popup = true,
    };
    struct show_screen *show = mem_new(sizeof *show);

    show->base = (struct screen){&class, app};
    show->record = app->subject.record < RECORD_COUNT ? app->subject.record : RECORD_TOKEN;
    look_at(&app->look, app->subject.domain);
    return &show->base;
}
