// SPDX-License-Identifier: MIT
#pragma once
/* One misspelt SPF term put right, where its meaning is sure. Between spf_mend.c and spf_fix.c. */
#include "base/buffer.h"

#include <stdbool.h>

/* Changes the word in place; include: our own host, NULL for none. */
void spf_fix_word(struct buffer *word, const char *include);
bool spf_fix_is_valid(const struct buffer *word); /* a term without fault */
bool spf_fix_is_known(const struct buffer *word); /* the same, and no unknown modifier */
