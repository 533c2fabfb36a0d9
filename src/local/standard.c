// SPDX-License-Identifier: MIT
#include "local/standard.h"

#include "base/buffer.h"
#include "base/text.h"

#include <stdlib.h>

static bool has_selector(const struct standard *standard, const char *selector)
{
    for (size_t i = 0; i < standard->selector_count; i++) {
        if (text_equal(standard->selectors[i], selector)) {
            return true;
        }
    }
    return false;
}

static void selector_add(struct standard *standard, const char *selector)
{
    if (*selector && !has_selector(standard, selector)) {
        standard->selectors[standard->selector_count++] = selector;
    }
}

void standard_make(struct standard *standard, const struct profile *profile)
{
    struct buffer spf = {0};

    profile_spf(profile, &spf);
    standard->spf = buffer_take(&spf);
    for (size_t i = 0; i < profile->selector_count; i++) {
        selector_add(standard, profile->selectors[i].selector);
    }
    selector_add(standard, profile->legacy_selector);
}

void standard_clear(struct standard *standard)
{
    free(standard->spf);
}
