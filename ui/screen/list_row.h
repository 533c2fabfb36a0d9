// SPDX-License-Identifier: MIT
#pragma once
/* One domain as a line of the list: where the columns stand for a width and a language, and what is
 * in them. */
#include "domain/domain.h"
#include "ui/layout.h"

struct app;

struct list_columns {
    int name, name_width;
    int records[RECORD_COUNT], widths[RECORD_COUNT];
    int role, next; /* 0: no room for it */
};

/* Columns for this many cells; where the words of the states have no room, their signs stand alone.
 */
struct list_columns list_columns_make(int width, bool with_next);
void list_head_draw(const struct list_columns *columns, struct pane row);
void list_row_draw(const struct app *app, const struct list_columns *columns, struct pane row,
                   const struct domain *domain, bool current);
/* The last column's text: what to do next, or that it is being looked at. */
void list_next_text(const struct app *app, const struct domain *domain, char *out, size_t size);
