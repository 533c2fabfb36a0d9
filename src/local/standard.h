// SPDX-License-Identifier: MIT
#pragma once
/* What the profile wants of every domain, made ready once and not for each request. Inside this
 * floor only. */
#include "domain/profile.h"

struct standard {
    char *spf;                                    /* the value that people are asked to publish */
    const char *selectors[PROFILE_SELECTORS + 1]; /* each once, the profile's own texts */
    size_t selector_count;
};

void standard_make(struct standard *standard, const struct profile *profile);
void standard_clear(struct standard *standard);
