// SPDX-License-Identifier: MIT
#pragma once
/*
 * What can be reached with Tab in a popup: fields, choices and buttons, in order. The form moves
 * the focus and passes keys on; what a button does is the owner's business.
 */
#include "ui/widget/field.h"

enum form_kind { FORM_FIELD, FORM_CHOICE, FORM_BUTTON };
enum { FORM_PARTS = 12, FORM_NOTHING = -1 };

struct form_part {
    enum form_kind kind;
    struct field *field;        /* FORM_FIELD: borrowed */
    const char *const *choices; /* FORM_CHOICE: msgids, ends at NULL */
    size_t chosen;
};

struct form {
    struct form_part parts[FORM_PARTS];
    int count, focus;
    bool changed; /* by the last key: a text or a choice */
};

int form_add_field(struct form *form, struct field *field);
int form_add_choice(struct form *form, const char *const *choices, size_t chosen);
int form_add_button(struct form *form);
/* True: used. *pressed: the button, or the field left with Enter; FORM_NOTHING otherwise. */
bool form_key(struct form *form, uint32_t key, int *pressed);
void form_paste(struct form *form, const struct buffer *text);
bool form_is_typing(const struct form *form); /* letters go into a field */

/* "[ Words ]"; returns the column after it. */
int form_draw_button(const struct form *form, int part, struct pane pane, int x, int y,
                     const char *words);
/* "< words   >" over `width` cells. */
int form_draw_choice(const struct form *form, int part, struct pane pane, int x, int y, int width);
int form_draw_field(const struct form *form, int part, struct pane pane, int x, int y, int width);
