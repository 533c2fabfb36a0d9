// SPDX-License-Identifier: MIT
#pragma once
/* The rows of a domain's page: its token, its records with their buttons, why one failed, its
 * guests. */
#include "domain/domain.h"
#include "ui/layout.h"
#include "ui/telling.h"

struct app;

void detail_token_draw(const struct app *app, struct pane pane); /* rows 0 to 2 */
int detail_record_head(struct pane pane, int y);                 /* the row after it */
void detail_record_draw(const struct app *app, struct pane pane, int y, enum record record);
/* Name and reason of the chosen record, as far as there is room. */
void detail_reason_draw(const struct app *app, struct pane pane);
int detail_share_head(struct pane pane);
void detail_share_draw(const struct app *app, struct pane pane, int y, const struct share *share);
void detail_entry_draw(const struct app *app, struct pane pane, int y);
/* Who hosts the DNS, when it was looked at and will be again. */
void detail_message(const struct app *app, struct buffer *out);

void detail_record_tell(const struct app *app, enum record record, struct telling *out);
void detail_reason_tell(const struct app *app, struct telling *out);
