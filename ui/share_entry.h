// SPDX-License-Identifier: MIT
#pragma once
/* The field for a guest's Project Key, on the page of a domain and on the page of its shares; what
 * it holds is judged while it is typed. */
#include "ui/desk.h"
#include "ui/layout.h"
#include "ui/widget/field.h"

struct app;

enum share_doubt { SHARE_EMPTY, SHARE_BAD_FORM, SHARE_OWN, SHARE_THERE, SHARE_FINE };

struct share_entry {
    struct field field;
    bool typing;      /* letters go here */
    char own_key[37]; /* of the acting project; "" : not known yet */
    struct ask ask;
    char labelled[37]; /* the key whose label is being typed at the foot */
};

void share_entry_clear(struct share_entry *entry);
void share_entry_begin(struct app *app);
/* Only while typing; true: used. */
bool share_entry_key(struct app *app, uint32_t key);
enum share_doubt share_entry_judge(const struct app *app);
void share_entry_draw(const struct app *app, struct pane pane, int x, int y, int width);

/* The guest's row that is chosen; NULL: none. */
const struct share *share_chosen(const struct app *app);
/* Asks first. */
void share_remove(struct app *app);
