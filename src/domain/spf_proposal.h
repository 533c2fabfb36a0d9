// SPDX-License-Identifier: MIT
#pragma once
/*
 * The SPF record to publish instead of what is there: everything people meant, merged by the rules
 * of mail/spf_merge.h, without the terms that break it, and proven by a lint of its own. Pure over
 * the book. Inside the floor only.
 */
#include "domain/checkup.h"

/* *out becomes the record, yours, or NULL when none can be proven. False: waiting. */
bool spf_propose(struct checkup *checkup, const struct answers *answers, char **out);
/* `"..." "..."`, broken behind a space wherever there is one; appended. */
void spf_split(const char *record, struct buffer *out);
