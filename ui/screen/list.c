// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/app.h"
#include "ui/next_step.h"
#include "ui/page.h"
#include "ui/screen/list_message.h"
#include "ui/screen/list_row.h"
#include "ui/screen/screens.h"
#include "ui/screen/side.h"
#include "ui/screen/side_log.h"
#include "ui/state.h"
#include "ui/widget/scroll.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { TAB_TEXT = 64, HEAD_ROWS = 2, LEGEND_CELLS = 4, LEGEND_GAP = 2, MESSAGE_MARGINS = 2 };

struct list_screen {
    struct screen base;
    size_t height; /* rows of domains in view, for the keys that page */
    struct side_log log;
};

/* "All 24": a tab with how many there are. */
static void tab_text(const struct model *model, enum tab tab, char out[TAB_TEXT])
{
    const struct domain_counts *counts = &model->counts;

    switch (tab) {
    case TAB_ALL:
        snprintf(out, TAB_TEXT, _("All %" PRId64), counts->all);
        return;
    case TAB_ATTENTION:
        snprintf(out, TAB_TEXT, _("! Attention %" PRId64), counts->attention);
        return;
    case TAB_WAITING:
        snprintf(out, TAB_TEXT, _("~ Waiting %" PRId64), counts->waiting);
        return;
    case TAB_IN_USE:
        snprintf(out, TAB_TEXT, _("In use %" PRId64), counts->in_use);
        return;
    case TAB_SHARED_IN:
        snprintf(out, TAB_TEXT, _("Shared in %" PRId64), counts->shared_in);
        return;
    case TAB_COUNT:
        return;
    }
}

/* Only those that end before `room`, and the one in view. Returns where the last one ends. */
static int draw_tabs(const struct model *model, struct pane row, int room)
{
    char text[TAB_TEXT];
    int x = 2;

    pane_rule(row, 0, NULL);
    for (int tab = 0; tab < TAB_COUNT; tab++) {
        tab_text(model, (enum tab)tab, text);
        if (x + (int)text_cells(text) + 1 > room && model->tab != (enum tab)tab) {
            continue;
        }
        x = pane_put(row, x - 1, 0, PAINT_RULE, " ");
        x = pane_put(row, x, 0, model->tab == (enum tab)tab ? PAINT_FOCUS : PAINT_LABEL, text);
        x = pane_put(row, x, 0, PAINT_RULE, " ") + 3;
    }
    if (*model->filter) {
        x = pane_put(row, x - 1, 0, PAINT_RULE, " ");
        x = pane_printf(row, x, 0, PAINT_FOCUS, "/ %s", model->filter);
        x = pane_put(row, x, 0, PAINT_RULE, " ");
    }
    return *model->filter ? x : x - 3;
}

static int legend_cells(enum state state)
{
    return (int)(text_cells(state_cell(state)) + text_cells(state_phrase(state))) + 1 + LEGEND_GAP;
}

/* Where one sign says it all, the signs are explained below the list. */
static void draw_legend(struct pane rows)
{
    int x = 1, y = 0;

    for (int state = 0; state < STATE_COUNT; state++) {
        if (x + legend_cells((enum state)state) - LEGEND_GAP > rows.width) {
            x = 1;
            y++;
        }
        x = pane_printf(rows, x, y, state_paint((enum state)state),
                        "%s=", state_cell((enum state)state));
        x = pane_put(rows, x, y, PAINT_TEXT, state_phrase((enum state)state)) + LEGEND_GAP;
    }
}

/* The rows it takes; 0: the words of the states need none. */
static int legend_rows(int width)
{
    int cells = 0;

    for (int state = 0; state < STATE_COUNT; state++) {
        cells += legend_cells((enum state)state);
    }
    return state_cells(false) >= LEGEND_CELLS ? 0 : 1 + cells - LEGEND_GAP <= width ? 1 : 2;
}

static void draw_counter(const struct model *model, struct pane row, size_t shown)
{
    int64_t total = model_total(model);
    char text[96];

    if (total < 0) {
        snprintf(text, sizeof text, _("%zu shown"), shown);
    } else {
        snprintf(text, sizeof text, _("%zu of %" PRId64), shown, total);
    }
    pane_put_right(row, 2, 0, PAINT_TEXT, text);
}

/* Instead of rows: why there are none. */
static void draw_nothing(const struct app *app, struct pane pane)
{
    const struct model *model = &app->model;

    if (model->state == MODEL_LOADING) {
        pane_put(pane, 3, 1, PAINT_QUIET, _("loading .."));
    } else if (model->state == MODEL_FAILED) {
        pane_put(pane, 3, 1, PAINT_BAD, model->fault.message);
        pane_put(pane, 3, 2, PAINT_TEXT, _("R asks again."));
    } else if (*model->filter || model->tab != TAB_ALL) {
        pane_put(pane, 3, 1, PAINT_TEXT, _("Nothing here. Esc shows all domains."));
    } else {
        pane_put(pane, 3, 1, PAINT_TEXT, _("No domains yet."));
        pane_put(pane, 3, 3, PAINT_TEXT, _("r  registers the first one"));
        pane_put(pane, 3, 4, PAINT_TEXT, _("l  tells what this service does, and the steps"));
        pane_put(pane, 3, 5, PAINT_TEXT,
                 _("K  shows your Project Key: owners share domains with it"));
    }
}

static size_t draw_rows(struct list_screen *list, struct pane pane,
                        const struct list_columns *columns)
{
    struct app *app = list->base.app;
    struct model *model = &app->model;
    size_t shown = 0;

    list->height = (size_t)pane.height;
    model_fit(model, list->height);
    for (; shown < list->height && model->top + shown < model->count; shown++) {
        size_t at = model->top + shown;

        list_row_draw(app, columns, pane_part(pane, 0, (int)shown, pane.width, 1), model->rows[at],
                      at == model->at);
    }
    if (shown == 0) {
        draw_nothing(app, pane);
    }
    return shown;
}

static void draw_list(struct list_screen *list, struct pane pane, bool with_next)
{
    struct list_columns columns = list_columns_make(pane.width, with_next);
    int legend = legend_rows(pane.width), below = 1 + legend;
    size_t shown;

    list_head_draw(&columns, pane);
    shown = draw_rows(list, pane_part(pane, 0, 1, pane.width, pane.height - 1 - below), &columns);
    if (legend > 0) {
        draw_legend(pane_part(pane, 0, pane.height - below, pane.width, legend));
    }
    draw_counter(&list->base.app->model, pane_part(pane, 0, pane.height - 1, pane.width, 1), shown);
}

static void draw_small(struct list_screen *list, struct pane pane)
{
    struct list_columns columns = list_columns_make(pane.width, true);

    list_head_draw(&columns, pane);
    draw_rows(list, pane_part(pane, 0, 1, pane.width, pane.height - 1), &columns);
}

static void draw_split(struct list_screen *list, struct pane pane)
{
    const struct domain *current = model_current(&list->base.app->model);
    struct pane right = pane_part(pane, APP_SPLIT_AT + 2, 1, -1, pane.height - 1);
    int end = draw_tabs(&list->base.app->model, pane_part(pane, 0, 0, pane.width, 1), APP_SPLIT_AT);

    if (end <= APP_SPLIT_AT) {
        pane_put_in(pane, APP_SPLIT_AT, 0, 1, PAINT_RULE, "┬");
    }
    for (int y = 1; y < pane.height; y++) {
        pane_put_in(pane, APP_SPLIT_AT, y, 1, PAINT_RULE, "│");
    }
    draw_list(list, pane_part(pane, 0, 1, APP_SPLIT_AT, pane.height - 1), false);
    side_log_follow(&list->log, current ? current->name : "");
    side_draw(list->base.app, &list->log, right);
}

static void list_draw(struct screen *screen, struct pane pane)
{
    struct list_screen *list = (struct list_screen *)screen;
    struct app *app = screen->app;
    struct page page = {.tail = NULL};
    struct pane rows = page_draw(screen, pane, &page);
    struct buffer message = {0};

    if (app_is_small(app)) {
        draw_small(list, rows);
    } else {
        if (app_is_split(app)) {
            draw_split(list, rows);
        } else {
            draw_tabs(&app->model, pane_part(rows, 0, 0, rows.width, 1), rows.width);
            draw_list(list, pane_part(rows, 0, 1, rows.width, rows.height - 1), true);
        }
    }
    if (model_current(&app->model)) {
        list_message(model_current(&app->model), app_is_split(app) ? &app->marks : NULL,
                     pane.width - MESSAGE_MARGINS, &message);
        app_message(app, "%s", buffer_text(&message));
    }
    buffer_clear(&message);
}

static void tell_row(const struct app *app, const struct domain *domain, struct telling *out)
{
    struct buffer text = {0};
    char next[NEXT_STEP_TEXT], role[64];

    for (int record = 0; record < RECORD_COUNT; record++) {
        buffer_printf(&text, "%s %s, ", record_title((enum record)record),
                      state_phrase(record_state(domain, (enum record)record)));
    }
    role_text(domain, role, sizeof role);
    list_next_text(app, domain, next, sizeof next);
    buffer_printf(&text, "%s, %s %s%s", role, _("next:"), next,
                  marks_has(&app->marks, domain->name) ? _(", marked") : "");
    telling_add(out, domain->name, buffer_text(&text));
    buffer_clear(&text);
}

static void list_tell(struct screen *screen, struct telling *out)
{
    const struct model *model = &screen->app->model;
    char tab[TAB_TEXT];

    tab_text(model, model->tab, tab);
    telling_add(out, _("Domains"), tab);
    if (*model->filter) {
        telling_add(out, _("Filter"), model->filter);
    }
    for (size_t i = model->top; i < model->count; i++) {
        tell_row(screen->app, model->rows[i], out);
        if (i == model->at) {
            telling_current(out);
        }
    }
    if (model->state == MODEL_FAILED) {
        telling_add(out, _("Error"), model->fault.message);
    }
}

static bool list_key(struct screen *screen, uint32_t key)
{
    struct list_screen *list = (struct list_screen *)screen;
    struct model *model = &screen->app->model;
    int64_t step = scroll_step(key, list->height);

    if (step == INT64_MIN) {
        model_home(model);
    } else if (step == INT64_MAX) {
        model_end(model);
    } else if (step != 0) {
        model_move(model, step);
    }
    return step != 0;
}

static void list_heard(struct screen *screen, const struct event *event)
{
    side_log_heard(&((struct list_screen *)screen)->log, event->domain);
}

static void list_free(struct screen *screen)
{
    side_log_clear(&((struct list_screen *)screen)->log);
    free(screen);
}

struct screen *list_screen_new(struct app *app)
{
    static const struct screen_class class = {
        .ops = {.draw = list_draw,
                .tell = list_tell,
                .key = list_key,
                .heard = list_heard,
                .free = list_free},
        .place = PLACE_LIST,
        .narrow = true,
    };
    struct list_screen *list = mem_new(sizeof *list);

    list->base = (struct screen){&class, app};
    list->height = 1;
    side_log_init(&list->log, &app->desk);
    return &list->base;
}
