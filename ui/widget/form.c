// SPDX-License-Identifier: MIT
#include "ui/widget/form.h"

#include "base/words.h"
#include "ui/key.h"

#include <assert.h>

static int add_part(struct form *form, struct form_part part)
{
    assert(form->count < FORM_PARTS);
    form->parts[form->count] = part;
    return form->count++;
}

int form_add_field(struct form *form, struct field *field)
{
    return add_part(form, (struct form_part){.kind = FORM_FIELD, .field = field});
}

int form_add_choice(struct form *form, const char *const *choices, size_t chosen)
{
    return add_part(form,
                    (struct form_part){.kind = FORM_CHOICE, .choices = choices, .chosen = chosen});
}

int form_add_button(struct form *form)
{
    return add_part(form, (struct form_part){.kind = FORM_BUTTON});
}

bool form_is_typing(const struct form *form)
{
    return form->count > 0 && form->parts[form->focus].kind == FORM_FIELD;
}

static size_t choice_count(const struct form_part *part)
{
    size_t n = 0;

    while (part->choices[n]) {
        n++;
    }
    return n;
}

static bool choice_key(struct form *form, struct form_part *part, uint32_t key)
{
    size_t n = choice_count(part);

    if (n == 0) {
        return false;
    }
    if (key == KEY_RIGHT || key == ' ') {
        part->chosen = (part->chosen + 1) % n;
    } else if (key == KEY_LEFT) {
        part->chosen = (part->chosen + n - 1) % n;
    } else {
        return false;
    }
    form->changed = true;
    return true;
}

static void move_focus(struct form *form, int step)
{
    form->focus = (form->focus + step + form->count) % form->count;
}

static bool part_key(struct form *form, uint32_t key)
{
    struct form_part *part = &form->parts[form->focus];

    if (part->kind == FORM_FIELD) {
        return field_key(part->field, key, &form->changed);
    }
    if (part->kind == FORM_CHOICE) {
        return choice_key(form, part, key);
    }
    if (key == KEY_LEFT || key == KEY_RIGHT) {
        move_focus(form, key == KEY_LEFT ? -1 : 1);
        return true;
    }
    return false;
}

bool form_key(struct form *form, uint32_t key, int *pressed)
{
    *pressed = FORM_NOTHING;
    form->changed = false;
    if (form->count == 0) {
        return false;
    }
    if (part_key(form, key)) {
        return true;
    }
    if (key == KEY_TAB || key == KEY_DOWN) {
        move_focus(form, 1);
    } else if (key == KEY_BACK_TAB || key == KEY_UP) {
        move_focus(form, -1);
    } else if (key == KEY_ENTER || (key == ' ' && !form_is_typing(form))) {
        *pressed = form->focus;
    } else {
        return false;
    }
    return true;
}

void form_paste(struct form *form, const struct buffer *text)
{
    form->changed = form_is_typing(form);
    if (form->changed) {
        field_insert(form->parts[form->focus].field, buffer_text(text), text->length);
    }
}

static enum paint paint_of(const struct form *form, int part)
{
    return form->focus == part ? PAINT_FOCUS : PAINT_LABEL;
}

int form_draw_button(const struct form *form, int part, struct pane pane, int x, int y,
                     const char *words)
{
    if (form->focus == part) {
        pane_cursor(pane, x + 2, y, false);
    }
    return pane_printf(pane, x, y, paint_of(form, part), "[ %s ]", words);
}

int form_draw_choice(const struct form *form, int part, struct pane pane, int x, int y, int width)
{
    const struct form_part *choice = &form->parts[part];

    if (form->focus == part) {
        pane_cursor(pane, x + 2, y, false);
    }
    pane_put(pane, x, y, paint_of(form, part), "<");
    pane_put_in(pane, x + 2, y, width - 4, paint_of(form, part),
                _(choice->choices[choice->chosen]));
    return pane_put(pane, x + width - 1, y, paint_of(form, part), ">");
}

int form_draw_field(const struct form *form, int part, struct pane pane, int x, int y, int width)
{
    return field_draw(form->parts[part].field, pane, x, y, width, form->focus == part);
}
