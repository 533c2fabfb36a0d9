// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/app.h"
#include "ui/key.h"
#include "ui/screen/screens.h"
#include "ui/widget/field.h"

#include <stdlib.h>

struct prompt_screen {
    struct screen base;
    char *label;
    struct field field;
    void (*done)(struct app *app, const char *text);
    void (*typed)(struct app *app, const char *text);
    void (*complete)(struct app *app, struct buffer *text);
};

/* On the row of the message, which is below the pane of popups. */
static void prompt_draw(struct screen *screen, struct pane pane)
{
    const struct prompt_screen *prompt = (struct prompt_screen *)screen;
    struct pane row = pane_whole(pane.surface);
    int x;

    row = pane_part(row, 0, row.height - 2, row.width, 1);
    pane_fill(row, PAINT_TEXT);
    x = pane_put(row, 1, 0, PAINT_KEY, prompt->label) + 1;
    field_draw(&prompt->field, row, x, 0, row.width - x - 1, true);
}

static void prompt_tell(struct screen *screen, struct telling *out)
{
    const struct prompt_screen *prompt = (struct prompt_screen *)screen;

    telling_add(out, prompt->label, field_text(&prompt->field));
    telling_current(out);
}

static void tell_typed(struct prompt_screen *prompt)
{
    if (prompt->typed) {
        prompt->typed(prompt->base.app, field_text(&prompt->field));
    }
}

static void complete(struct prompt_screen *prompt)
{
    struct buffer text = {0};

    if (prompt->complete) {
        buffer_add_text(&text, field_text(&prompt->field));
        prompt->complete(prompt->base.app, &text);
        field_set(&prompt->field, buffer_text(&text));
        buffer_clear(&text);
    }
}

static void finish(struct prompt_screen *prompt)
{
    struct app *app = prompt->base.app;
    void (*done)(struct app * app, const char *text) = prompt->done;
    char *text = mem_text(field_text(&prompt->field));

    app_pop(app); /* frees the prompt */
    done(app, text_trim(text));
    free(text);
}

static bool prompt_key(struct screen *screen, uint32_t key)
{
    struct prompt_screen *prompt = (struct prompt_screen *)screen;
    bool changed = false;

    if (key == KEY_ENTER) {
        finish(prompt);
        return true;
    }
    if (key == KEY_TAB) {
        complete(prompt);
        return true;
    }
    if (key == KEY_PASTE) {
        field_insert(&prompt->field, buffer_text(screen->app->paste), screen->app->paste->length);
        changed = true;
    } else if (!field_key(&prompt->field, key, &changed)) {
        return false;
    }
    if (changed) {
        tell_typed(prompt);
    }
    return true;
}

static void prompt_free(struct screen *screen)
{
    struct prompt_screen *prompt = (struct prompt_screen *)screen;

    free(prompt->label);
    field_clear(&prompt->field);
    free(prompt);
}

struct screen *prompt_screen_new(struct app *app, const struct prompt *wanted)
{
    static const struct screen_class class = {
        .ops = {.draw = prompt_draw, .tell = prompt_tell, .key = prompt_key, .free = prompt_free},
        .place = PLACE_PROMPT,
        .popup = true,
        .narrow = true,
    };
    struct prompt_screen *prompt = mem_new(sizeof *prompt);

    *prompt = (struct prompt_screen){.base = {&class, app},
                                     .label = mem_text(wanted->label),
                                     .done = wanted->done,
                                     .typed = wanted->typed,
                                     .complete = wanted->complete};
    field_set(&prompt->field, wanted->text);
    return &prompt->base;
}
