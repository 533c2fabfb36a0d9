// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "base/words.h"
#include "ui/act.h"
#include "ui/app.h"
#include "ui/copy.h"
#include "ui/screen/screens.h"

#include <stdlib.h>

struct plain_screen {
    struct screen base;
    char *name, *text;
};

static void plain_draw(struct screen *screen, struct pane pane)
{
    const struct plain_screen *plain = (struct plain_screen *)screen;
    struct pane whole = pane_whole(pane.surface);

    whole.height -= 2;
    pane_fill(whole, PAINT_TEXT);
    pane_wrap(whole, 0, 0, PAINT_TEXT, plain->text);
    app_message(screen->app, "%s", _("Select it with the mouse. Nothing here but the text."));
}

static void plain_tell(struct screen *screen, struct telling *out)
{
    telling_add(out, "", ((struct plain_screen *)screen)->text);
}

void show_save(struct app *app)
{
    struct screen *top = app_top(app);

    if (top->class->place == PLACE_PLAIN) {
        const struct plain_screen *plain = (struct plain_screen *)top;

        copy_save(app, plain->name, plain->text);
    } else if (top->class->place == PLACE_PROJECT_KEY) {
        project_key_save(app);
    } else {
        show_save_value(app);
    }
}

static void plain_free(struct screen *screen)
{
    struct plain_screen *plain = (struct plain_screen *)screen;

    free(plain->name);
    free(plain->text);
    free(plain);
}

struct screen *plain_screen_new(struct app *app, const char *name, const char *text)
{
    static const struct screen_class class = {
        .ops = {.draw = plain_draw, .tell = plain_tell, .free = plain_free},
        .place = PLACE_PLAIN,
        .popup = true,
        .narrow = true,
        .raw = true,
    };
    struct plain_screen *plain = mem_new(sizeof *plain);

    plain->base = (struct screen){&class, app};
    plain->name = mem_text(name);
    plain->text = mem_text(text);
    return &plain->base;
}
