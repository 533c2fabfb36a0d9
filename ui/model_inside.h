// SPDX-License-Identifier: MIT
#pragma once
/* What the two halves of the model share: asking for rows and moving (model.c), taking a page of
 * them (model_page.c). */
#include "ui/model.h"

/* Frees the rows [from, to) of the window. */
void model_drop_rows(struct model *model, size_t from, size_t to);
/* Moves within the window; what is left is owed. */
void model_pay(struct model *model);
/* A page of rows came: an ask_fn. */
void model_take_page(void *arg, struct reply *reply);
