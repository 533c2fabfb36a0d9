// SPDX-License-Identifier: MIT
#include "domain/profile.h"

#include "base/encode.h"

#include <string.h>

const char *profile_selector(const struct profile *profile, enum environment environment,
                             enum region region, int registered_date)
{
    if (*profile->legacy_selector && registered_date > 0 &&
        registered_date <= profile->legacy_until) {
        return profile->legacy_selector;
    }
    for (size_t i = 0; i < profile->selector_count; i++) {
        enum region of = profile->selectors[i].region;

        if (profile->selectors[i].environment == environment &&
            (of == REGION_ANY || of == region)) {
            return profile->selectors[i].selector;
        }
    }
    return NULL;
}

const struct name *profile_blocks(const struct profile *profile, const struct name *name)
{
    for (size_t i = 0; i < profile->blocked_count; i++) {
        if (name_is_within(name, &profile->blocked[i])) {
            return &profile->blocked[i];
        }
    }
    return NULL;
}

void profile_spf(const struct profile *profile, struct buffer *out)
{
    profile_spf_of(profile->include, out);
}

void profile_spf_of(const char *include, struct buffer *out)
{
    buffer_add_text(out, "v=spf1 include:");
    buffer_add_text(out, include);
    buffer_add_text(out, " ~all");
}

void profile_token(const struct profile *profile, const unsigned char random[16],
                   struct buffer *out)
{
    buffer_printf(out, "%s=", profile->token_prefix);
    encode_base32(out, random, 16);
}
