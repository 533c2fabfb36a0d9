// SPDX-License-Identifier: MIT
#pragma once
/* "Did you mean ...?": the nearest of the words that are offered, if it is near enough. */
#include <stddef.h>

struct suggestion {
    const char *typed;
    const char *word; /* the nearest so far, borrowed; NULL: none is near */
    size_t distance;
};

void suggestion_init(struct suggestion *suggestion, const char *typed);
void suggestion_offer(struct suggestion *suggestion, const char *word);
