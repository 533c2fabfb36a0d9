// SPDX-License-Identifier: MIT
#pragma once
/*
 * Objects of one size that come and go with every question or request: a few that were given back
 * are kept and taken again, which is cheaper than the heap. Embedded in their owner; all zero is
 * empty, and keeps none.
 */
#include <stdbool.h>
#include <stddef.h>

struct spare;

struct spares {
    struct spare *first;
    unsigned count;
    unsigned most; /* the owner's: how many are kept */
};

/* Of the size that all objects of these spares have. Zeroed, or as one was given back. */
void *spares_take(struct spares *spares, size_t size)
    __attribute__((malloc, alloc_size(2), returns_nonnull));
/* Emptied before: zero in all that is read before it is written. Its first word will be. */
void spares_give(struct spares *spares, void *object);
void spares_clear(struct spares *spares);
