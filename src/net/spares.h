// SPDX-License-Identifier: MIT
#pragma once
/*
 * Objects of one size that come and go with every question: a few that were given back are kept and
 * taken again, which is cheaper than the heap. Embedded in their owner; all zero is empty.
 */
#include <stddef.h>

struct spare;

struct spares {
    struct spare *first;
    unsigned count;
};

/* Zeroed; of the size that all objects of these spares have. */
void *spares_take(struct spares *spares, size_t size)
    __attribute__((malloc, alloc_size(2), returns_nonnull));
void spares_give(struct spares *spares, void *object);
void spares_clear(struct spares *spares);
