// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "base/text.h"
#include "ui/app.h"
#include "ui/key.h"
#include "ui/screen/screens.h"
#include "ui/widget/dialog.h"
#include "ui/widget/form.h"

#include <stdlib.h>

enum { CONFIRM_WIDTH = 64, CONFIRM_TEXT = 60, CONFIRM_AROUND = 6 };

struct confirm_screen {
    struct screen base;
    char *title, *text, *keep_words, *go_words, *argument;
    void (*run)(struct app *app, const char *argument);
    struct form form;
    int keep, go;
};

static void confirm_draw(struct screen *screen, struct pane pane)
{
    struct confirm_screen *confirm = (struct confirm_screen *)screen;
    int rows = dialog_rows(confirm->text, CONFIRM_TEXT), x;
    struct pane inside =
        dialog_draw(pane, CONFIRM_WIDTH, rows + CONFIRM_AROUND - 1, confirm->title, NULL);
    int cells = (int)(text_cells(confirm->keep_words) + text_cells(confirm->go_words)) + 16;

    pane_wrap(inside, 0, 1, PAINT_TEXT, confirm->text);
    x = inside.width > cells ? (inside.width - cells) / 2 : 0;
    x = form_draw_button(&confirm->form, confirm->keep, inside, x, inside.height - 1,
                         confirm->keep_words);
    form_draw_button(&confirm->form, confirm->go, inside, x + 8, inside.height - 1,
                     confirm->go_words);
}

static void confirm_tell(struct screen *screen, struct telling *out)
{
    const struct confirm_screen *confirm = (struct confirm_screen *)screen;

    telling_add(out, confirm->title, confirm->text);
    telling_printf(out, "", "[ %s ]", confirm->keep_words);
    if (confirm->form.focus == confirm->keep) {
        telling_current(out);
    }
    telling_printf(out, "", "[ %s ]", confirm->go_words);
    if (confirm->form.focus == confirm->go) {
        telling_current(out);
    }
}

static bool confirm_key(struct screen *screen, uint32_t key)
{
    struct confirm_screen *confirm = (struct confirm_screen *)screen;
    struct app *app = screen->app;
    void (*run)(struct app * app, const char *argument) = confirm->run;
    char *argument;
    int pressed;

    if (!form_key(&confirm->form, key, &pressed)) {
        return false;
    }
    if (pressed == FORM_NOTHING) {
        return true;
    }
    argument = mem_text(confirm->argument);
    app_pop(app); /* frees the screen */
    if (pressed != 0) {
        run(app, argument);
    }
    free(argument);
    return true;
}

static void confirm_free(struct screen *screen)
{
    struct confirm_screen *confirm = (struct confirm_screen *)screen;

    free(confirm->title);
    free(confirm->text);
    free(confirm->keep_words);
    free(confirm->go_words);
    free(confirm->argument);
    free(confirm);
}

struct screen *confirm_screen_new(struct app *app, const struct confirm *wanted)
{
    static const struct screen_class class = {
        .ops = {.draw = confirm_draw,
                .tell = confirm_tell,
                .key = confirm_key,
                .free = confirm_free},
        .place = PLACE_QUESTION,
        .popup = true,
    };
    struct confirm_screen *confirm = mem_new(sizeof *confirm);

    confirm->base = (struct screen){&class, app};
    confirm->title = mem_text(wanted->title);
    confirm->text = mem_text(wanted->text);
    confirm->keep_words = mem_text(wanted->keep);
    confirm->go_words = mem_text(wanted->go);
    confirm->argument = mem_text(wanted->argument);
    confirm->run = wanted->run;
    confirm->keep = form_add_button(&confirm->form); /* the first: it has the focus */
    confirm->go = form_add_button(&confirm->form);
    return &confirm->base;
}
