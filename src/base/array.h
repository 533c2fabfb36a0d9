// SPDX-License-Identifier: MIT
#pragma once
/*
 * Growing arrays without a type of their own: `struct rr *items; size_t count, capacity;` and
 * ARRAY_ADD(items, count, capacity) gives the address of a new zeroed element.
 */
#include "base/memory.h"

#include <string.h>

#define ARRAY_GROW(items, count, capacity)                                                         \
    ((count) < (capacity) ? (void)0                                                                \
                          : (void)((capacity) = (capacity) ? (capacity)*2 : 4,                     \
                                   (items) = mem_resize((items), (capacity), sizeof *(items))))
#define ARRAY_ADD(items, count, capacity)                                                          \
    (ARRAY_GROW(items, count, capacity), memset(&(items)[(count)], 0, sizeof *(items)),            \
     &(items)[(count)++])
