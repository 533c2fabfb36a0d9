// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "dns/name.h"
#include "dns/zone.h"
#include "domain/lifecycle.h"
#include "domain/requirement.h"
#include "ui/app.h"
#include "ui/copy.h"
#include "ui/errand.h"
#include "ui/key.h"
#include "ui/screen/screens.h"
#include "ui/widget/dialog.h"
#include "ui/widget/form.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    WIDTH = 66,
    HEIGHT = 17,
    NAMES_SHOWN = 6,
    WORD_TEXT = 256,
    VALUES_TTL = 600,
    BUTTON_GAP = 4,
    BUTTONS_AROUND = 20
};

/* One domain: its name must be typed. Several: how many they are. */
struct delete_screen {
    struct screen base;
    char **names;
    size_t count;
    char word[WORD_TEXT]; /* to be typed */
    struct form form;
    struct field typed;
    int field, keep, save, go; /* save: of one domain only */
};

static const char *const consequences =
    N_("If you register it again you get a NEW token and a NEW DKIM value. DNS and all four checks "
       "start from zero. There is no undo.");

/* The only domain, which need not be the one under the cursor: it may be marked. NULL: several, or
 * not in view. */
static const struct domain *domain_of(const struct delete_screen *screen)
{
    const struct app *app = screen->base.app;
    const struct domain *domain = app_domain(app);

    if (screen->count != 1 || (domain && text_equal(domain->name, screen->names[0]))) {
        return screen->count == 1 ? domain : NULL;
    }
    for (size_t i = 0; i < app->model.count; i++) {
        if (text_equal(app->model.rows[i]->name, screen->names[0])) {
            return app->model.rows[i];
        }
    }
    return NULL;
}

static bool word_matches(const struct delete_screen *screen)
{
    return text_equal_nocase(field_text(&screen->typed), screen->word);
}

static int draw_effects(const struct domain *domain, struct pane pane, int y)
{
    pane_put(pane, 2, y, PAINT_LABEL, _("Guests"));
    pane_printf(pane, 30, y++, PAINT_TEXT, _("%zu projects lose this domain"), domain->share_count);
    if (domain_is_in_use(domain)) {
        pane_put(pane, 2, y, PAINT_LABEL, _("SPF / DKIM in use"));
        pane_put(pane, 30, y++, PAINT_BAD, _("what is in use stops"));
    }
    pane_put(pane, 2, y, PAINT_LABEL, _("Mail being sent now"));
    pane_put(pane, 30, y++, PAINT_TEXT, _("may fail"));
    return y;
}

static int draw_names(const struct delete_screen *screen, struct pane pane, int y)
{
    for (size_t i = 0; i < screen->count && i < NAMES_SHOWN; i++) {
        pane_put(pane, 2, y++, PAINT_TEXT, screen->names[i]);
    }
    if (screen->count > NAMES_SHOWN) {
        pane_printf(pane, 2, y++, PAINT_TEXT, _(".. and %zu more"), screen->count - NAMES_SHOWN);
    }
    return y;
}

static void draw_foot(const struct delete_screen *screen, struct pane pane)
{
    const char *label =
        screen->count == 1 ? _("Type the domain to confirm:") : _("Type how many they are:");
    int x = pane_put(pane, 0, 0, PAINT_LABEL, label) + 1;
    const char *save = screen->count == 1 ? _("Save the values") : "";
    int cells = (int)(text_cells(_("Keep")) + text_cells(save) + text_cells(_("Delete")));

    form_draw_field(&screen->form, screen->field, pane, x, 0, pane.width - x);
    x = (pane.width - cells - BUTTONS_AROUND) / 2;
    x = form_draw_button(&screen->form, screen->keep, pane, x, 2, _("Keep"));
    x = form_draw_button(&screen->form, screen->go, pane, x + BUTTON_GAP, 2, _("Delete"));
    if (*save) {
        form_draw_button(&screen->form, screen->save, pane, x + BUTTON_GAP, 2, save);
    }
}

static void delete_draw(struct screen *base, struct pane pane)
{
    const struct delete_screen *screen = (struct delete_screen *)base;
    const struct domain *domain = domain_of(screen);
    struct pane inside = dialog_draw(pane, WIDTH, HEIGHT, _("! Delete domain"), NULL);
    int y = 3;

    if (screen->count == 1) {
        pane_put(inside, 0, 1, PAINT_BAD, screen->names[0]);
        y = domain ? draw_effects(domain, inside, y) : y;
    } else {
        pane_printf(inside, 0, 1, PAINT_BAD, _("%zu domains"), screen->count);
        y = draw_names(screen, inside, y);
    }
    pane_wrap(inside, 0, y < 7 ? y + 1 : y, PAINT_TEXT, _(consequences));
    draw_foot(screen, pane_part(inside, 0, inside.height - 4, inside.width, 3));
    if (!word_matches(screen)) {
        app_message(base->app, "%s",
                    screen->count == 1 ? _("Delete is off until the name matches.")
                                       : _("Delete is off until the number matches."));
    }
}

static void delete_tell(struct screen *base, struct telling *out)
{
    const struct delete_screen *screen = (struct delete_screen *)base;

    for (size_t i = 0; i < screen->count && i < NAMES_SHOWN; i++) {
        telling_add(out, _("Delete"), screen->names[i]);
    }
    telling_add(out, "", _(consequences));
    telling_printf(
        out, screen->count == 1 ? _("Type the domain to confirm") : _("Type how many they are"),
        "%s", field_text(&screen->typed));
    telling_current(out);
    telling_printf(out, "", "[ %s ]%s", _("Keep"), screen->form.focus == screen->keep ? " <" : "");
    telling_printf(out, "", "[ %s ]%s", _("Delete"), screen->form.focus == screen->go ? " <" : "");
    if (screen->count == 1) {
        telling_printf(out, "", "[ %s ]%s", _("Save the values"),
                       screen->form.focus == screen->save ? " <" : "");
    }
}

/* What was published, which nothing can bring back: a zone line each. */
static void save_values(struct app *app, const struct domain *domain)
{
    struct requirement_list list;
    struct buffer text = {0};
    char name[NAME_TEXT + 1];

    requirement_list_make(domain, NULL, &list);
    for (size_t i = 0; i < list.count; i++) {
        const struct requirement *one = &list.items[i];

        if (one->value && one->record != RECORD_DMARC) { /* that one is the owner's own */
            snprintf(name, sizeof name, "%s.", one->name);
            zone_txt_line(&text, name, VALUES_TTL, one->value);
            buffer_add_byte(&text, '\n');
        }
    }
    copy_save(app, domain->name, buffer_text(&text));
    requirement_list_clear(&list);
    buffer_clear(&text);
}

/* The page of a domain that is no more closes with everything above it. */
static void back_to_list(struct app *app, struct reply *reply)
{
    (void)reply;
    while (app->depth > 1) {
        app_pop(app);
    }
}

static void delete_one(struct app *app, const char *name)
{
    struct request request;
    char said[320];

    snprintf(said, sizeof said, _("%s is deleted."), name);
    desk_request(&app->desk, &request, VERB_DOMAINS_DELETE);
    request_set(&request, "domain", name);
    errand_run(app, &request, said, back_to_list);
    marks_remove(&app->marks, name);
}

static void delete_all(struct delete_screen *screen)
{
    struct app *app = screen->base.app;

    if (!word_matches(screen)) {
        screen->form.focus = screen->field;
        return;
    }
    for (size_t i = 0; i < screen->count; i++) {
        delete_one(app, screen->names[i]);
    }
    app_pop(app); /* frees the screen */
}

static bool delete_key(struct screen *base, uint32_t key)
{
    struct delete_screen *screen = (struct delete_screen *)base;
    int pressed = FORM_NOTHING;

    if (key == KEY_PASTE) {
        form_paste(&screen->form, base->app->paste);
    } else if (!form_key(&screen->form, key, &pressed)) {
        return false;
    }
    if (pressed == FORM_NOTHING) {
        return true;
    }
    if (pressed == screen->go || pressed == screen->field) {
        delete_all(screen);
    } else if (pressed == screen->keep) {
        app_pop(base->app);
    } else if (pressed == screen->save && domain_of(screen)) {
        save_values(base->app, domain_of(screen));
    }
    return true;
}

static void delete_free(struct screen *base)
{
    struct delete_screen *screen = (struct delete_screen *)base;

    for (size_t i = 0; i < screen->count; i++) {
        free(screen->names[i]);
    }
    free(screen->names);
    field_clear(&screen->typed);
    free(screen);
}

struct screen *delete_screen_new(struct app *app, char *const *names, size_t count)
{
    static const struct screen_class class = {
        .ops = {.draw = delete_draw, .tell = delete_tell, .key = delete_key, .free = delete_free},
        .place = PLACE_DELETE,
        .popup = true,
    };
    struct delete_screen *screen = mem_new(sizeof *screen);

    screen->base = (struct screen){&class, app};
    screen->names = mem_array(count, sizeof *screen->names);
    screen->count = count;
    for (size_t i = 0; i < count; i++) {
        screen->names[i] = mem_text(names[i]);
    }
    if (count == 1) {
        text_copy(screen->word, sizeof screen->word, names[0]);
    } else {
        snprintf(screen->word, sizeof screen->word, "%zu", count);
    }
    screen->field = form_add_field(&screen->form, &screen->typed);
    screen->keep = form_add_button(&screen->form);
    screen->go = form_add_button(&screen->form);
    screen->save = count == 1 ? form_add_button(&screen->form) : FORM_NOTHING;
    return &screen->base;
}
