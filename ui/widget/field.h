// SPDX-License-Identifier: MIT
#pragma once
/* One line that is typed: text, caret, and the part of it that is in view. Keeps safe UTF-8 only;
 * bounded. */
#include "ui/layout.h"

struct field {
    struct buffer text;
    size_t caret; /* in bytes, between characters */
    size_t limit; /* most bytes; 0: 255 */
};

void field_clear(struct field *field);
void field_set(struct field *field, const char *text); /* the caret goes to the end */
const char *field_text(const struct field *field);
/* True: the key was one of a field's. *changed: the text is another one now; NULL allowed. */
bool field_key(struct field *field, uint32_t key, bool *changed);
/* Puts the first line of text in at the caret, made safe; a paste. */
void field_insert(struct field *field, const char *bytes, size_t n);
/* "[ text____ ]" over `width` cells; the caret is shown when it has the keys. Returns the column
 * after it. */
int field_draw(const struct field *field, struct pane pane, int x, int y, int width, bool focused);
