// SPDX-License-Identifier: MIT
#include "ui/screen/list_row.h"

#include "base/text.h"
#include "base/words.h"
#include "ui/app.h"
#include "ui/next_step.h"
#include "ui/state.h"

enum { NAME_AT = 3, LEAST_NAME = 14, SHORT_WORDS = 4, SIGN_WIDTH = 2 };

static int wider(int cells, const char *text)
{
    int other = (int)text_cells(text);

    return other > cells ? other : cells;
}

static const char *head_of(int record)
{
    return record == RECORD_TOKEN ? _("Token") : record_title((enum record)record);
}

/* A record's column: its cells and what keeps it from the next one. Short words need a wider gap to
 * be told apart. */
static int record_width(int record, bool signs)
{
    int cells = wider(state_cells(record == RECORD_DMARC), head_of(record));

    if (signs) {
        return SIGN_WIDTH;
    }
    return cells + (state_cells(false) <= SHORT_WORDS && record != RECORD_DMARC ? 2 : 1);
}

/* Sets the widths; returns what they take. */
static int set_widths(struct list_columns *columns, bool signs)
{
    int taken = 0;

    for (int record = 0; record < RECORD_COUNT; record++) {
        columns->widths[record] = record_width(record, signs);
        taken += columns->widths[record];
    }
    return taken;
}

static int role_width(void)
{
    return wider(wider(wider(0, _("owner")), _("guest")), _("Role")) + 1;
}

struct list_columns list_columns_make(int width, bool with_next)
{
    struct list_columns columns = {.name = NAME_AT};
    int role = role_width(), taken = NAME_AT + set_widths(&columns, false), at;

    if (width - taken < LEAST_NAME) {
        taken = NAME_AT + set_widths(&columns, true);
    }
    with_next = with_next && width - taken - role - NEXT_STEP_CELLS >= LEAST_NAME;
    taken += with_next ? NEXT_STEP_CELLS : 0;
    columns.role = width - taken - role >= LEAST_NAME;
    columns.name_width = width - taken - (columns.role ? role : 0);
    at = NAME_AT + columns.name_width;
    for (int record = 0; record < RECORD_COUNT; record++) {
        columns.records[record] = at;
        at += columns.widths[record];
    }
    columns.role = columns.role ? at : 0;
    columns.next = with_next ? at + role : 0;
    return columns;
}

void list_head_draw(const struct list_columns *columns, struct pane row)
{
    pane_put(row, columns->name, 0, PAINT_HEADER, _("Domain"));
    for (int record = 0; record < RECORD_COUNT; record++) {
        pane_put_in(row, columns->records[record], 0, columns->widths[record] - 1, PAINT_HEADER,
                    head_of(record));
    }
    if (columns->role) {
        pane_put(row, columns->role, 0, PAINT_HEADER, _("Role"));
    }
    if (columns->next) {
        pane_put(row, columns->next, 0, PAINT_HEADER, _("Next step"));
    }
}

void list_next_text(const struct app *app, const struct domain *domain, char *out, size_t size)
{
    char step[NEXT_STEP_TEXT];

    if (verify_has(&app->verify, domain->name)) {
        text_copy(out, size, _("asking DNS .."));
        return;
    }
    next_step(domain, app->options->profile->legacy_selector, app_now(app), step);
    text_copy(out, size, step);
}

void list_row_draw(const struct app *app, const struct list_columns *columns, struct pane row,
                   const struct domain *domain, bool current)
{
    bool marked = marks_has(&app->marks, domain->name);
    char text[NEXT_STEP_TEXT];

    if (current) {
        pane_put(row, 0, 0, PAINT_CURRENT, "▸");
        pane_cursor(row, 0, 0, false);
    }
    if (marked) {
        pane_put(row, 1, 0, PAINT_MARKED, "*");
    }
    pane_put_in(row, columns->name, 0, columns->name_width - 1,
                current  ? PAINT_CURRENT
                : marked ? PAINT_MARKED
                         : PAINT_TEXT,
                domain->name);
    for (int record = 0; record < RECORD_COUNT; record++) {
        enum state state = record_state(domain, (enum record)record);

        pane_put_in(row, columns->records[record], 0, columns->widths[record] - 1,
                    state_paint(state), record_cell(domain, (enum record)record));
    }
    if (columns->role) {
        role_text(domain, text, sizeof text);
        pane_put_in(row, columns->role, 0, role_width() - 1, PAINT_TEXT, text);
    }
    if (columns->next) {
        list_next_text(app, domain, text, sizeof text);
        pane_put(row, columns->next, 0, PAINT_TEXT, text);
    }
}
