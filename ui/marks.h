// SPDX-License-Identifier: MIT
#pragma once
/* The domains that are marked: a sorted set of names, independent of what the list shows. */
#include <stdbool.h>
#include <stddef.h>

enum { MARKS_MOST = 10000 };

struct marks {
    char **names; /* sorted */
    size_t count, capacity;
};

bool marks_has(const struct marks *marks, const char *name);
bool marks_add(struct marks *marks, const char *name); /* false: there are too many */
void marks_remove(struct marks *marks, const char *name);
bool marks_toggle(struct marks *marks, const char *name); /* false: there are too many */
void marks_clear(struct marks *marks);
