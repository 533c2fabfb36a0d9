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

static size_t txt_occurrences(const struct txt *txt, const struct buffer *value)
{
    size_t n = 0;

    for (size_t i = 0; i < txt->count; i++) {
        n += txt->items[i].length == value->length &&
             memcmp(buffer_text(&txt->items[i]), buffer_text(value), value->length) == 0;
    }
    return n;
}

bool txt_equal(const struct txt *a, const struct txt *b)
{
    bool equal = a->count == b->count;

    for (size_t i = 0; equal && i < a->count; i++) {
        equal = txt_occurrences(a, &a->items[i]) == txt_occurrences(b, &a->items[i]);
    }
    return equal;
}

size_t txt_wire_size(const struct answers *answers)
{
    size_t size = MESSAGE_HEAD;

    for (size_t i = 0; i < answers->count; i++) {
        size += RR_HEAD + answers->records[i].length;
    }
    return size;
}
