// SPDX-License-Identifier: MIT
#include "ui/widget/bar.h"

#include "base/text.h"
#include "base/words.h"
#include "ui/action.h"
#include "ui/app.h"

#include <stdio.h>
#include <string.h>

enum { BAR_MOST = 20, WORDS = 96, SPLIT = ACTION_COUNT };

/* What goes into one row. */
struct bar {
    const struct action *items[BAR_MOST]; /* NULL: the line between the two halves */
    size_t count, split;                  /* split: items before the line */
};

/* Marks change what some actions work on: "Verify 3". */
static bool works_on_marks(const struct app *app, const struct action *action)
{
    return app->marks.count > 0 && app->depth == 1 &&
           (action == action_at(ACTION_VERIFY) || action == action_at(ACTION_USE) ||
            action == action_at(ACTION_DELETE));
}

static void words_of(const struct app *app, const struct action *action, char out[WORDS])
{
    const char *label = action_label(action, app->options->house_words);

    if (works_on_marks(app, action)) {
        snprintf(out, WORDS, "%s %zu", label, app->marks.count);
    } else {
        text_copy(out, WORDS, label);
    }
}

static void bar_gather(const struct app *app, const enum action_id *ids, struct bar *out)
{
    *out = (struct bar){.split = BAR_MOST};
    for (; *ids != ACTION_NONE && out->count < BAR_MOST; ids++) {
        if ((int)*ids == SPLIT) {
            out->split = out->count;
        } else if (action_is_possible(action_at(*ids), app)) {
            out->items[out->count++] = action_at(*ids);
        }
    }
}

static void bar_drop(struct bar *bar, size_t at)
{
    memmove(bar->items + at, bar->items + at + 1, (bar->count - at - 1) * sizeof *bar->items);
    bar->count--;
    bar->split -= bar->split != BAR_MOST && at < bar->split;
}

static int item_cells(const struct app *app, const struct action *action, int around)
{
    char words[WORDS], key[WORDS];

    words_of(app, action, words);
    return (int)(text_cells(words) + text_cells(action_shown(action, key, sizeof key))) + around;
}

static int bar_cells(const struct app *app, const struct bar *bar, int around)
{
    int cells = bar->split < bar->count ? 2 : 0;

    for (size_t i = 0; i < bar->count; i++) {
        cells += item_cells(app, bar->items[i], around);
    }
    return cells;
}

/* What is less important goes first: the end of the left half, then the end of the right one. */
static void fit_buttons(const struct app *app, struct bar *bar, int width)
{
    while (bar->count > 1 && bar_cells(app, bar, 4) - 1 > width) {
        bool left = bar->split != BAR_MOST && bar->split > 2;

        bar_drop(bar, left ? bar->split - 1 : bar->count - 1);
    }
}

void bar_buttons(const struct app *app, struct pane row, enum place place)
{
    char words[WORDS], key[WORDS];
    struct bar bar;
    int x = 1;

    bar_gather(app, place_buttons(place), &bar);
    fit_buttons(app, &bar, row.width - 1);
    for (size_t i = 0; i < bar.count; i++) {
        if (i == bar.split) {
            x = pane_put(row, x, 0, PAINT_RULE, "| ");
        }
        words_of(app, bar.items[i], words);
        x = pane_put(row, x, 0, PAINT_LABEL, "[");
        x = pane_put(row, x, 0, PAINT_KEY, action_shown(bar.items[i], key, sizeof key));
        x = pane_printf(row, x, 0, PAINT_LABEL, " %s]", words) + 1;
    }
}

/* A hint in the middle of a line begins small; names (DMARC, Project Key) stay. */
static void hint_words(const struct app *app, const struct action *action, char out[WORDS])
{
    words_of(app, action, out);
    for (const char *rest = out + 1; *rest; rest++) {
        if (*rest >= 'A' && *rest <= 'Z') {
            return;
        }
    }
    if (out[0] >= 'A' && out[0] <= 'Z') {
        out[0] = (char)(out[0] | 0x20);
    }
}

void bar_hints(const struct app *app, struct pane row, enum place place)
{
    char words[WORDS], key[WORDS];
    struct bar bar;
    int x = 1;

    bar_gather(app, place_hints(place), &bar);
    while (bar.count > 2 && bar_cells(app, &bar, 3) - 2 > row.width - 1) {
        bar_drop(&bar, bar.count - 2);
    }
    for (size_t i = 0; i < bar.count; i++) {
        hint_words(app, bar.items[i], words);
        x = pane_put(row, x, 0, PAINT_KEY, action_shown(bar.items[i], key, sizeof key));
        x = pane_printf(row, x, 0, PAINT_LABEL, " %s", words) + 2;
    }
}
