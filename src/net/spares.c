// SPDX-License-Identifier: MIT
#include "net/spares.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { SPARES_MOST = 256 }; /* what one turn gives back */

/* An object while it is spare. */
struct spare {
    struct spare *next;
};

void *spares_take(struct spares *spares, size_t size)
{
    struct spare *spare = spares->first;

    if (!spare) {
        return mem_new(size);
    }
    spares->first = spare->next;
    spares->count--;
    memset(spare, 0, size);
    return spare;
}

void spares_give(struct spares *spares, void *object)
{
    struct spare *spare = object;

    if (spares->count == SPARES_MOST) {
        free(object);
        return;
    }
    spare->next = spares->first;
    spares->first = spare;
    spares->count++;
}

void spares_clear(struct spares *spares)
{
    struct spare *spare;

    while ((spare = spares->first)) {
        spares->first = spare->next;
        free(spare);
    }
    spares->count = 0;
}
