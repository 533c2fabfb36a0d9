// SPDX-License-Identifier: MIT
#include "base/spares.h"

#include "base/memory.h"

#include <stdlib.h>

/* An object while it is spare. */
struct spare {
    struct spare *next;
};

/* gcc defines a word for it, clang has a feature. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define IS_WATCHED true
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define IS_WATCHED true
#endif
#ifndef IS_WATCHED
#define IS_WATCHED false
#endif

/* Under the address sanitizer none is kept, for it to see who uses what is gone. */
static const bool is_watched = IS_WATCHED;

void *spares_take(struct spares *spares, size_t size)
{
    struct spare *spare = spares->first;

    if (!spare) {
        return mem_new(size);
    }
    spares->first = spare->next;
    spares->count--;
    spare->next = NULL;
    return spare;
}

void spares_give(struct spares *spares, void *object)
{
    struct spare *spare = object;

    if (spares->count >= spares->most || is_watched) {
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
