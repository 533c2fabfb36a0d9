// SPDX-License-Identifier: MIT
#include "base/text.h"

#include <string.h>

enum { LONGEST = 64 };

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* The rows of the classic table for a[i - 2], a[i - 1] and a[i]. */
struct rows {
    size_t last[LONGEST + 1];
    size_t before[LONGEST + 1];
    size_t here[LONGEST + 1];
};

static void fill_row(struct rows *rows, const char *a, size_t i, const char *b, size_t b_length)
{
    rows->here[0] = i;
    for (size_t j = 1; j <= b_length; j++) {
        char from = lower(a[i - 1]), to = lower(b[j - 1]);
        size_t cost = rows->before[j - 1] + (from != to);

        cost = least(cost, least(rows->before[j], rows->here[j - 1]) + 1);
        if (i > 1 && j > 1 && from == lower(b[j - 2]) && to == lower(a[i - 2])) {
            cost = least(cost, rows->last[j - 2] + 1);
        }
        rows->here[j] = cost;
    }
}

size_t text_distance(const char *a, const char *b, size_t limit)
{
    struct rows rows = {0};
    size_t a_length = strlen(a), b_length = strlen(b);

    if (a_length > LONGEST || b_length > LONGEST) {
        return text_equal_nocase(a, b) ? 0 : limit + 1;
    }
    for (size_t j = 0; j <= b_length; j++) {
        rows.here[j] = j;
    }
    for (size_t i = 1; i <= a_length; i++) {
        memcpy(rows.last, rows.before, sizeof rows.last);
        memcpy(rows.before, rows.here, sizeof rows.before);
        fill_row(&rows, a, i, b, b_length);
    }
    return least(rows.here[b_length], limit + 1);
}
