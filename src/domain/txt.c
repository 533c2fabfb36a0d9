// SPDX-License-Identifier: MIT
#include "domain/txt.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { MESSAGE_HEAD = 12, RR_HEAD = 12 }; /* the owner's name is a pointer of two bytes */

/* Makes all the room at once, so that no value moves when the next one is joined. */
static void room_make(const struct answers *answers, struct buffer *joined)
{
    size_t bytes = 0, n;

    for (size_t i = 0; i < answers->count; i++) {
        bytes +=
            rr_txt_alone(&answers->records[i], &n) ? 0 : (size_t)answers->records[i].length + 1;
    }
    if (bytes > 0) {
        buffer_reserve(joined, bytes);
    }
}

static struct txt_value value_join(const struct rr *rr, struct buffer *joined)
{
    size_t before = joined->length;
    struct txt_value value;

    rr_txt_join(rr, joined);
    value.length = joined->length - before;
    buffer_add_byte(joined, '\0');
    value.text = joined->bytes + before;
    return value;
}

void txt_read(const struct answers *answers, struct txt *out)
{
    out->items = out->few;
    out->count = answers->count;
    out->joined = (struct buffer){0};
    if (answers->count > TXT_FEW) {
        out->items = mem_array(answers->count, sizeof *out->items);
    }
    room_make(answers, &out->joined);
    for (size_t i = 0; i < answers->count; i++) {
        struct txt_value *item = &out->items[i];

        item->text = rr_txt_alone(&answers->records[i], &item->length);
        if (!item->text) {
            *item = value_join(&answers->records[i], &out->joined);
        }
    }
}

void txt_clear(struct txt *txt)
{
    if (txt->items != txt->few) {
        free(txt->items);
    }
    buffer_clear(&txt->joined);
    txt->items = txt->few;
    txt->count = 0;
}

static int value_compare(const void *a, const void *b)
{
    const struct txt_value *left = *(const struct txt_value *const *)a;
    const struct txt_value *right = *(const struct txt_value *const *)b;

    if (left->length != right->length) {
        return left->length < right->length ? -1 : 1;
    }
    return memcmp(left->text, right->text, left->length);
}

/* The values in an order of their own; thousands may stand at a name. */
static const struct txt_value **txt_sorted(const struct txt *txt)
{
    const struct txt_value **sorted = mem_array(txt->count, sizeof *sorted);

    for (size_t i = 0; i < txt->count; i++) {
        sorted[i] = &txt->items[i];
    }
    qsort(sorted, txt->count, sizeof *sorted, value_compare);
    return sorted;
}

bool txt_equal(const struct txt *a, const struct txt *b)
{
    bool equal = a->count == b->count;
    const struct txt_value **left, **right;

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
