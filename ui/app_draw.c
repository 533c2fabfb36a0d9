// SPDX-License-Identifier: MIT
#include "base/text.h"
#include "base/words.h"
#include "ui/app.h"
#include "ui/page.h"

#include <inttypes.h>

enum { POPUP_TOP = 3, POPUP_BOTTOM = 2 };

/* The page that everything else lies on. */
static size_t base_of(const struct app *app)
{
    size_t at = app->depth - 1;

    while (at > 0 && app->stack[at]->class->popup) {
        at--;
    }
    return at;
}

static void draw_screen(struct screen *screen, struct pane pane)
{
    screen->class->ops.draw(screen, pane);
}

static void draw_pages(struct app *app, struct pane whole)
{
    size_t base = base_of(app);
    struct pane popup =
        pane_part(whole, 0, POPUP_TOP, whole.width, whole.height - POPUP_TOP - POPUP_BOTTOM);

    draw_screen(app->stack[base], whole);
    page_draw_rule(app, whole);
    for (size_t i = base + 1; i < app->depth; i++) {
        buffer_reset(&app->message);
        draw_screen(app->stack[i], popup);
    }
    page_draw_bottom(app, whole);
}

/* The line of the telling that the rows in view begin with, so that the current one is among them.
 */
static size_t view_begin(const struct telling *telling, size_t height)
{
    size_t current = 0;

    for (size_t i = 0; i < telling->count; i++) {
        if (telling->lines[i].current) {
            current = i;
        }
    }
    return current >= height ? current - height + 1 : 0;
}

static void draw_lines(const struct telling *telling, struct pane pane)
{
    struct buffer text = {0};
    size_t at = view_begin(telling, (size_t)pane.height);

    for (int y = 0; y < pane.height && at < telling->count; y++, at++) {
        const struct telling_line *line = &telling->lines[at];

        buffer_reset(&text);
        telling_write(line, &text);
        if (line->current) {
            pane_put(pane, 0, y, PAINT_CURRENT, "▸");
            pane_cursor(pane, 1, y, false);
        }
        pane_put(pane, 1, y, line->current ? PAINT_CURRENT : PAINT_TEXT, buffer_text(&text));
    }
    buffer_clear(&text);
}

/* Too small for the drawing: the same content, one fact a line. */
static void draw_told(struct app *app, struct pane whole)
{
    struct screen *top = app_top(app);
    struct telling telling = {0};
    struct page page = {.tail = _(place_title(top->class->place))};
    struct pane pane = page_draw(top, whole, &page);

    top->class->ops.tell(top, &telling);
    draw_lines(&telling, pane);
    telling_clear(&telling);
    page_draw_bottom(app, whole);
}

/* Too small even for that. */
static void draw_one_line(struct app *app, struct pane whole)
{
    const struct domain_counts *counts = &app->model.counts;

    pane_printf(whole, 0, 0, counts->attention > 0 ? PAINT_BAD : PAINT_TEXT,
                _("%" PRId64 " domains, %" PRId64 " need you"), counts->all, counts->attention);
}

void app_draw(struct app *app)
{
    struct pane whole = pane_whole(&app->surface);

    surface_blank(&app->surface);
    buffer_reset(&app->message);
    app->dirty = false;
    if (whole.width < APP_LEAST_WIDTH || whole.height < APP_LEAST_HEIGHT) {
        draw_one_line(app, whole);
    } else if (app_is_small(app) && !app_top(app)->class->narrow) {
        draw_told(app, whole);
    } else {
        draw_pages(app, whole);
    }
}
