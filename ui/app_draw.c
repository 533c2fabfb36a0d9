// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/app.h"
#include "ui/page.h"
#include "ui/widget/dialog.h"

#include <inttypes.h>
#include <stdlib.h>

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

/* One line of the telling, broken to the width, from row y on (which may be above the pane); the
 * row after it. */
static int draw_line(const struct telling_line *line, struct pane pane, int y)
{
    enum paint paint = line->current ? PAINT_CURRENT : PAINT_TEXT;
    struct buffer text = {0};
    size_t skip = 0;

    telling_write(line, &text);
    if (line->current) {
        pane_put(pane, 0, y, PAINT_CURRENT, "▸");
        pane_cursor(pane, 0, y, false);
    }
    for (const char *rest = buffer_text(&text); *rest; rest += skip, y++) {
        char *part = mem_text_n(rest, layout_line(rest, pane.width - 1, &skip));

        pane_put(pane, 1, y, paint, part);
        free(part);
    }
    buffer_clear(&text);
    return y;
}

static int line_rows(const struct telling_line *line, int width)
{
    struct buffer text = {0};
    int rows;

    telling_write(line, &text);
    rows = dialog_rows(buffer_text(&text), width - 1);
    buffer_clear(&text);
    return rows;
}

/* The first row in view: where the user scrolled to, or so that the current line is seen. */
static int view_begin(const struct app *app, const struct telling *telling, struct pane pane)
{
    int rows = 0, begin = 0, end = 0;

    for (size_t i = 0; i < telling->count; i++) {
        int height = line_rows(&telling->lines[i], pane.width);

        if (telling->lines[i].current) {
            begin = rows;
            end = rows + height;
        }
        rows += height;
    }
    if (end == 0) {
        int last = rows > pane.height ? rows - pane.height : 0;

        return app->told_top < last ? app->told_top : last;
    }
    return end > pane.height ? (begin < end - pane.height ? begin : end - pane.height) : 0;
}

static void draw_lines(const struct app *app, const struct telling *telling, struct pane pane)
{
    int y = -view_begin(app, telling, pane);

    for (size_t i = 0; i < telling->count; i++) {
        y = draw_line(&telling->lines[i], pane, y);
    }
}

/* Too small for the drawing: the same content, one fact a line. */
static void draw_told(struct app *app, struct screen *screen, struct pane whole)
{
    struct telling telling = {0};
    struct page page = {.tail = _(place_title(screen->class->place))};
    struct pane pane;

    pane_fill(whole, PAINT_TEXT);
    pane = page_draw(screen, whole, &page);
    screen->class->ops.tell(screen, &telling);
    draw_lines(app, &telling, pane);
    telling_clear(&telling);
}

static void draw_screen(struct app *app, struct screen *screen, struct pane pane)
{
    if (app_is_small(app) && !screen->class->narrow) {
        draw_told(app, screen, pane_whole(&app->surface));
    } else {
        screen->class->ops.draw(screen, pane);
    }
}

static void draw_pages(struct app *app, struct pane whole)
{
    size_t base = base_of(app);
    int top = app_is_small(app) ? 1 : POPUP_TOP;
    struct pane popup = pane_part(whole, 0, top, whole.width, whole.height - top - POPUP_BOTTOM);

    draw_screen(app, app->stack[base], whole);
    page_draw_rule(app, whole);
    for (size_t i = base + 1; i < app->depth; i++) {
        buffer_reset(&app->message);
        draw_screen(app, app->stack[i], popup);
    }
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
    } else {
        draw_pages(app, whole);
    }
}
