// SPDX-License-Identifier: MIT
#pragma once
/* One value at a selector being looked over: between lint_dkim.c and lint_dkim_key.c. */
#include "domain/lint.h"

struct key_reading {
    const struct name *name;
    const struct lint_dkim *dkim;
    const char *bytes;
    size_t n;
    struct dkim_record record;
    enum dkim_relation relation; /* to our key; DKIM_OTHER when that is unknown */
    size_t at;                   /* where it begins to differ */
    struct finding_list *out;
};

bool key_is_too_short(const struct key_reading *reading);
/* Why it is not what is wanted. */
void lint_dkim_wrong(const struct key_reading *reading);
/* What may be said about one that is. */
void lint_dkim_right(const struct key_reading *reading);
