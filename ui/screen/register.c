// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/app.h"
#include "ui/copy.h"
#include "ui/key.h"
#include "ui/screen/register_checks.h"
#include "ui/screen/screens.h"
#include "ui/state.h"
#include "ui/widget/dialog.h"
#include "ui/widget/form.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { WIDTH = 66, HEIGHT = 15, PLACE_TEXT = 64, LABEL_GAP = 1 };

struct register_screen {
    struct screen base;
    struct form form;
    int domain, create, copy, place, add, add_next, cancel; /* parts of the form */
    struct field name;
    char token[80]; /* "" until it was made */
    struct register_checks checks;
    struct ask ask; /* the token, or the registration */
    char places[PROFILE_SELECTORS][PLACE_TEXT];
    const char *place_names[PROFILE_SELECTORS + 1];
    bool go_on; /* stay for the next one */
};

static size_t chosen_place(const struct register_screen *screen)
{
    return screen->form.parts[screen->place].chosen;
}

static const char *selector_of(const struct register_screen *screen)
{
    return screen->base.app->options->profile->selectors[chosen_place(screen)].selector;
}

static int label_width(void)
{
    int domain = (int)text_cells(_("Domain")), token = (int)text_cells(_("Token"));

    return (domain > token ? domain : token) + LABEL_GAP + 1;
}

static void draw_name(const struct register_screen *screen, struct pane pane)
{
    int x = label_width(), button = (int)text_cells(_("Create token")) + 4;
    int width = pane.width - x - button - 1;

    pane_put(pane, 0, 0, PAINT_LABEL, _("Domain"));
    x = form_draw_field(&screen->form, screen->domain, pane, x, 0, width);
    form_draw_button(&screen->form, screen->create, pane, x + 1, 0, _("Create token"));
    if (screen->checks.name_is_valid) {
        pane_printf(pane, label_width(), 1, PAINT_TEXT, _("registers as  %s"), screen->checks.name);
    } else if (screen->name.text.length > 0) {
        pane_put(pane, label_width(), 1, PAINT_BAD, screen->checks.fault.message);
    }
}

static void draw_token(const struct register_screen *screen, struct pane pane)
{
    int x = label_width();

    pane_put(pane, 0, 0, PAINT_LABEL, _("Token"));
    if (*screen->token == '\0') {
        pane_put(pane, x, 0, PAINT_QUIET, _("(made when you register, or with Create token)"));
        return;
    }
    pane_put(pane, x, 0, PAINT_TEXT, screen->token);
    form_draw_button(&screen->form, screen->copy, pane, pane.width - (int)text_cells(_("Copy")) - 4,
                     0, _("Copy"));
    pane_put(pane, x, 1, PAINT_WAIT, _("! Create token again = a new value. The old one dies."));
}

static void draw_place(const struct register_screen *screen, struct pane pane)
{
    int x = pane_printf(pane, 2, 0, PAINT_TEXT, _("DKIM selector will be %s"), selector_of(screen));

    form_draw_choice(&screen->form, screen->place, pane, x + 2, 0, 22);
}

static void draw_buttons(const struct register_screen *screen, struct pane pane)
{
    const struct form *form = &screen->form;
    int cells = (int)(text_cells(_("Register")) + text_cells(_("Register + next")) +
                      text_cells(_("Cancel")));
    int gap = (pane.width - cells - 12) / 4, x;

    x = form_draw_button(form, screen->add, pane, gap > 0 ? gap : 0, 0, _("Register"));
    x = form_draw_button(form, screen->add_next, pane, x + (gap > 1 ? gap : 1), 0,
                         _("Register + next"));
    form_draw_button(form, screen->cancel, pane, x + (gap > 1 ? gap : 1), 0, _("Cancel"));
}

static void register_draw(struct screen *base, struct pane pane)
{
    const struct register_screen *screen = (struct register_screen *)base;
    struct pane inside = dialog_draw(pane, WIDTH, HEIGHT, _("Register domain"), NULL);

    draw_name(screen, pane_part(inside, 0, 1, inside.width, 2));
    draw_token(screen, pane_part(inside, 0, 4, inside.width, 2));
    register_checks_draw(&screen->checks, pane_part(inside, 0, 7, inside.width, 2));
    draw_place(screen, pane_part(inside, 0, 9, inside.width, 1));
    draw_buttons(screen, pane_part(inside, 0, 11, inside.width, 1));
}

static void tell_button(const struct register_screen *screen, struct telling *out, int part,
                        const char *words)
{
    telling_printf(out, "", "[ %s ]", words);
    if (screen->form.focus == part) {
        telling_current(out);
    }
}

static void register_tell(struct screen *base, struct telling *out)
{
    const struct register_screen *screen = (struct register_screen *)base;

    telling_add(out, _("Domain"), field_text(&screen->name));
    if (screen->form.focus == screen->domain) {
        telling_current(out);
    }
    tell_button(screen, out, screen->create, _("Create token"));
    telling_add(out, _("Token"), *screen->token ? screen->token : "-");
    tell_button(screen, out, screen->copy, _("Copy"));
    register_checks_tell(&screen->checks, out);
    telling_printf(out, _("DKIM selector"), "%s  < %s >", selector_of(screen),
                   screen->places[chosen_place(screen)]);
    if (screen->form.focus == screen->place) {
        telling_current(out);
    }
    tell_button(screen, out, screen->add, _("Register"));
    tell_button(screen, out, screen->add_next, _("Register + next"));
    tell_button(screen, out, screen->cancel, _("Cancel"));
}

static void token_came(void *arg, struct reply *reply)
{
    struct register_screen *screen = arg;

    if (!app_failed(screen->base.app, reply)) {
        text_copy(screen->token, sizeof screen->token, reply->as.token);
        screen->form.focus = screen->copy;
    }
}

static void create_token(struct register_screen *screen)
{
    struct request request;

    desk_request(&screen->base.app->desk, &request, VERB_TOKEN_NEW);
    ask_start(&screen->ask, &screen->base.app->desk, &request, token_came, screen);
}

/* An empty form for the next name. */
static void begin_anew(struct register_screen *screen)
{
    screen->token[0] = '\0';
    field_set(&screen->name, "");
    screen->form.focus = screen->domain;
    register_checks_name(&screen->checks, "");
}

static void registered(void *arg, struct reply *reply)
{
    struct register_screen *screen = arg;
    struct app *app = screen->base.app;

    if (app_failed(app, reply)) {
        return;
    }
    app_say(app, _("%s is registered. Publish its token as TXT, then v."), reply->as.domain->name);
    model_go_to(&app->model, reply->as.domain->name);
    if (screen->go_on) {
        begin_anew(screen);
    } else {
        app_pop(app);
    }
}

static void add_domain(struct register_screen *screen, bool go_on)
{
    struct app *app = screen->base.app;
    const struct profile *profile = app->options->profile;
    enum region region = profile->selectors[chosen_place(screen)].region;
    struct request request;

    if (!screen->checks.name_is_valid) {
        app_alarm(app, "%s",
                  screen->name.text.length > 0 ? screen->checks.fault.message
                                               : _("Type a domain first."));
        return;
    }
    screen->go_on = go_on;
    desk_request(&app->desk, &request, VERB_DOMAINS_REGISTER);
    request_set(&request, "domain", screen->checks.name);
    request_set(&request, "env",
                environment_word(profile->selectors[chosen_place(screen)].environment));
    request_set(&request, "region", region == REGION_ANY ? NULL : region_word(region));
    request_set(&request, "token", *screen->token ? screen->token : NULL);
    ask_start(&screen->ask, &app->desk, &request, registered, screen);
}

static void press(struct register_screen *screen, int part)
{
    if (part == screen->domain) {
        screen->form.focus = screen->create;
    } else if (part == screen->create) {
        create_token(screen);
    } else if (part == screen->copy) {
        copy_text(screen->base.app, _("Token"), screen->token);
        screen->form.focus = screen->add;
    } else if (part == screen->add || part == screen->add_next) {
        add_domain(screen, part == screen->add_next);
    } else if (part == screen->cancel) {
        app_pop(screen->base.app);
    }
}

static bool register_key(struct screen *base, uint32_t key)
{
    struct register_screen *screen = (struct register_screen *)base;
    int pressed = FORM_NOTHING;

    if (key == '?') { /* in no name: it is the key for help, in the field too */
        return false;
    }
    if (key == KEY_PASTE) {
        form_paste(&screen->form, base->app->paste);
    } else if (!form_key(&screen->form, key, &pressed)) {
        return false;
    }
    if (screen->form.changed) {
        register_checks_name(&screen->checks, field_text(&screen->name));
    }
    press(screen, pressed);
    return true;
}

static void register_free(struct screen *base)
{
    struct register_screen *screen = (struct register_screen *)base;

    ask_cancel(&screen->ask);
    register_checks_clear(&screen->checks);
    field_clear(&screen->name);
    free(screen);
}

/* Every environment and region that the service has a selector for. */
static size_t list_places(struct register_screen *screen)
{
    const struct ui_options *options = screen->base.app->options;
    size_t chosen = 0;

    for (size_t i = 0; i < options->profile->selector_count; i++) {
        enum environment environment = options->profile->selectors[i].environment;
        enum region region = options->profile->selectors[i].region;

        region_text(environment, region, screen->places[i], PLACE_TEXT);
        screen->place_names[i] = screen->places[i];
        if (environment == options->environment &&
            (region == options->region || region == REGION_ANY)) {
            chosen = i;
        }
    }
    return chosen;
}

struct screen *register_screen_new(struct app *app)
{
    static const struct screen_class class = {
        .ops = {.draw = register_draw,
                .tell = register_tell,
                .key = register_key,
                .free = register_free},
        .place = PLACE_REGISTER,
        .popup = true,
    };
    struct register_screen *screen = mem_new(sizeof *screen);
    size_t chosen;

    screen->base = (struct screen){&class, app};
    chosen = list_places(screen);
    screen->domain = form_add_field(&screen->form, &screen->name);
    screen->create = form_add_button(&screen->form);
    screen->copy = form_add_button(&screen->form);
    screen->place = form_add_choice(&screen->form, screen->place_names, chosen);
    screen->add = form_add_button(&screen->form);
    screen->add_next = form_add_button(&screen->form);
    screen->cancel = form_add_button(&screen->form);
    register_checks_init(&screen->checks, app);
    return &screen->base;
}
