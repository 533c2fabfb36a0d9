// SPDX-License-Identifier: MIT
#include "domain/txt.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { MESSAGE_HEAD = 12, RR_HEAD = 12 }; /* the owner's name is a pointer of two bytes */

void txt_read(const struct answers *answers, struct txt *out)
{
    *out = (struct txt){0};
    if (answers->count == 0) {
        return;
    }
    out->items = mem_array(answers->count, sizeof *out->items);
    for (size_t i = 0; i < answers->count; i++) {
        rr_txt_join(&answers->records[i], &out->items[out->count++]);
    }
}

void txt_clear(struct txt *txt)
{
    for (size_t i = 0; i < txt->count; i++) {
        buffer_clear(&txt->items[i]);
    }
    free(txt->items);
    *txt = (struct txt){0};
}

static int value_compare(const void *a, const void *b)
{
    const struct buffer *left = *(const struct buffer *const *)a;
    const struct buffer *right = *(const struct buffer *const *)b;

    if (left->length != right->length) {
        return left->length < right->length ? -1 : 1;
    }
    return memcmp(buffer_text(left), buffer_text(right), left->length);
}

/* The values in an order of their own; thousands may stand at a name. */
static const struct buffer **txt_sorted(const struct txt *txt)
{
    const struct buffer **sorted = mem_array(txt->count, sizeof *sorted);

    for (size_t i = 0; i < txt->count; i++) {
        sorted[i] = &txt->items[i];
    }
    qsort(sorted, txt->count, sizeof *sorted, value_compare);
    return sorted;
}

bool txt_equal(const struct txt *a, const struct txt *b)
{
    bool equal = a->count == b->count;
    const struct buffer **left, **right;

    if (!equal || a->count == 0) {
        return equal;
    }
    left = txt_sorted(a);
    right = txt_sorted(b);
    for (size_t i = 0; equal && i < a->count; i++) {
        equal = value_compare(&left[i], &right[i]) == 0;
    }
    free(left);
    free(right);
    return equal;
}

static bool rr_is(const struct rr *rr, const char *value)
{
    size_t left = strlen(value), n;

    for (size_t at = 0; at < rr->length; at += 1 + n) {
        n = rr->bytes[at];
        if (n > left || memcmp(value, rr->bytes + at + 1, n) != 0) {
            return false;
        }
        value += n;
        left -= n;
    }
    return left == 0;
}

size_t txt_find(const struct answers *answers, const char *value)
{
    size_t i = 0;

    while (i < answers->count && !rr_is(&answers->records[i], value)) {
        i++;
    }
    return i;
}

size_t txt_wire_size(const struct answers *answers)
{
    size_t size = MESSAGE_HEAD;

    for (size_t i = 0; i < answers->count; i++) {
        size += RR_HEAD + answers->records[i].length;
    }
    return size;
}
