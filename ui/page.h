// SPDX-License-Identifier: MIT
#pragma once
/*
 * What all full pages share: row 1 with the path of screens at the left and project, region and the
 * age of what is shown at the right, row 2 with the place in the service's console, row 3 with the
 * buttons; the last three rows with a rule, one message and the keys. Small terminals keep the
 * first and the last two rows.
 */
#include "ui/screen.h"

struct page {
    const char *tail;  /* the last part of the path; NULL: none */
    const char *right; /* NULL: project, region, time */
};

/* Draws the rows at the top; returns the rows between them and the ones at the bottom. */
struct pane page_draw(struct screen *screen, struct pane pane, const struct page *page);
/* The rule above the message. */
void page_draw_rule(struct app *app, struct pane pane);
/* The message and the keys. */
void page_draw_bottom(struct app *app, struct pane pane);
/* "Domain Management > shop.example.jp > Provider guide" */
void page_path(const struct app *app, const char *tail, struct buffer *out);
