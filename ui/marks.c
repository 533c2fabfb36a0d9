// SPDX-License-Identifier: MIT
#include "ui/marks.h"

#include "base/array.h"

#include <stdlib.h>
#include <string.h>

/* The place of name, or where it would stand. */
static size_t place_of(const struct marks *marks, const char *name)
{
    size_t low = 0, high = marks->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (strcmp(marks->names[middle], name) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static bool stands_at(const struct marks *marks, size_t at, const char *name)
{
    return at < marks->count && strcmp(marks->names[at], name) == 0;
}

bool marks_has(const struct marks *marks, const char *name)
{
    return stands_at(marks, place_of(marks, name), name);
}

bool marks_add(struct marks *marks, const char *name)
{
    size_t at = place_of(marks, name);

    if (stands_at(marks, at, name)) {
        return true;
    }
    if (marks->count >= MARKS_MOST) {
        return false;
    }
    ARRAY_GROW(marks->names, marks->count, marks->capacity);
    memmove(marks->names + at + 1, marks->names + at, (marks->count - at) * sizeof *marks->names);
    marks->names[at] = mem_text(name);
    marks->count++;
    return true;
}

void marks_remove(struct marks *marks, const char *name)
{
    size_t at = place_of(marks, name);

    if (stands_at(marks, at, name)) {
        free(marks->names[at]);
        marks->count--;
        memmove(marks->names + at, marks->names + at + 1,
                (marks->count - at) * sizeof *marks->names);
    }
}

bool marks_toggle(struct marks *marks, const char *name)
{
    if (marks_has(marks, name)) {
        marks_remove(marks, name);
        return true;
    }
    return marks_add(marks, name);
}

void marks_clear(struct marks *marks)
{
    for (size_t i = 0; i < marks->count; i++) {
        free(marks->names[i]);
    }
    free(marks->names);
    *marks = (struct marks){.count = 0};
}
