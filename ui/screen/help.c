// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/act.h"
#include "ui/action.h"
#include "ui/app.h"
#include "ui/screen/reader.h"
#include "ui/screen/screens.h"
#include "ui/state.h"

#include <stdio.h>
#include <stdlib.h>

enum { HELP_WIDTH = 76, LABEL_WIDTH = 12, SHOWN_TEXT = 64 };

/* What the keys do on one kind of screen, from the action table, and what the states mean. */
struct help_screen {
    struct screen base;
    enum place place;
    struct reader reader;
};

/* All the keys of an action: "q Esc Left". */
static void keys_text(const struct action *action, char out[SHOWN_TEXT])
{
    text_copy(out, SHOWN_TEXT, action->shown ? action->shown : action->keys);
}

static void add_group(struct help_screen *help, enum action_group group)
{
    bool begun = false;
    char keys[SHOWN_TEXT];

    for (int id = ACTION_NONE + 1; id < ACTION_COUNT; id++) {
        const struct action *action = action_at((enum action_id)id);

        if (action->group != group || !(action->where & 1u << help->place)) {
            continue;
        }
        if (!begun) {
            telling_add(&help->reader.lines, "#", _(group_title(group)));
            begun = true;
        }
        keys_text(action, keys);
        telling_add(&help->reader.lines, keys, _(action->help));
    }
}

static void fill(struct help_screen *help)
{
    for (int group = 0; group < GROUP_COUNT; group++) {
        add_group(help, (enum action_group)group);
    }
    telling_add(&help->reader.lines, "#", _("STATES"));
    for (int state = 0; state < STATE_COUNT; state++) {
        telling_add(&help->reader.lines, state_cell((enum state)state),
                    state_phrase((enum state)state));
    }
    telling_add(&help->reader.lines, "#", _("FILTERS"));
    telling_add(
        &help->reader.lines, "",
        _("attention waiting in-use lost stop fail new ok   state:failed spf:in-use dmarc:none "
          "role:guest fail:host-doubled ns:gabia   *.example, or a part of the name. - in "
          "front turns a word round."));
}

static void help_draw(struct screen *screen, struct pane pane)
{
    struct help_screen *help = (struct help_screen *)screen;
    char title[128], foot[64];
    struct pane inside;

    snprintf(title, sizeof title, _("Help: %s"), _(place_title(help->place)));
    inside = pane_middle(pane, HELP_WIDTH, pane.height);
    reader_draw(&help->reader, pane_part(inside, 2, 1, -2, -1), LABEL_WIDTH); /* counts the lines */
    snprintf(foot, sizeof foot, _("line %zu of %zu"), help->reader.top + 1, help->reader.shown);
    inside = pane_frame(inside, title, foot);
    reader_draw(&help->reader, inside, LABEL_WIDTH);
}

static void help_tell(struct screen *screen, struct telling *out)
{
    reader_tell(&((struct help_screen *)screen)->reader, out);
}

static bool help_key(struct screen *screen, uint32_t key)
{
    return key != 'g' && reader_key(&((struct help_screen *)screen)->reader, key);
}

void help_legend(struct app *app)
{
    reader_find(&((struct help_screen *)app_top(app))->reader, _("STATES"));
}

void help_glossary(struct app *app)
{
    app_push(app, learn_screen_new(app));
    learn_words(app);
}

static void find(struct app *app, const char *words)
{
    if (*words && app_top(app)->class->place == PLACE_HELP &&
        !reader_find(&((struct help_screen *)app_top(app))->reader, words)) {
        app_say(app, _("Nothing here says \"%s\"."), words);
    }
}

void help_search(struct app *app)
{
    const struct prompt prompt = {.label = _("Search help"), .text = "", .done = find};

    app_push(app, prompt_screen_new(app, &prompt));
}

static void help_free(struct screen *screen)
{
    reader_clear(&((struct help_screen *)screen)->reader);
    free(screen);
}

struct screen *help_screen_new(struct app *app, enum place place)
{
    static const struct screen_class class = {
        .ops = {.draw = help_draw, .tell = help_tell, .key = help_key, .free = help_free},
        .place = PLACE_HELP,
        .narrow = true,
        .popup = true,
    };
    struct help_screen *help = mem_new(sizeof *help);

    help->base = (struct screen){&class, app};
    help->place = place;
    fill(help);
    return &help->base;
}
