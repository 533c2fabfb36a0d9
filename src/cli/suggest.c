// SPDX-License-Identifier: MIT
#include "cli/suggest.h"

#include "base/text.h"

#include <string.h>

/* One slip for each three letters typed, and one more. */
void suggestion_init(struct suggestion *suggestion, const char *typed)
{
    size_t length = strlen(typed);

    *suggestion = (struct suggestion){typed, NULL, (length < 12 ? length / 3 : 3) + 2};
}

void suggestion_offer(struct suggestion *suggestion, const char *word)
{
    size_t distance = text_distance(suggestion->typed, word, suggestion->distance);

    if (distance < suggestion->distance && distance < strlen(word)) {
        suggestion->word = word;
        suggestion->distance = distance;
    }
}
