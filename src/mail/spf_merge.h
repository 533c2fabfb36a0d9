// SPDX-License-Identifier: MIT
#pragma once
/*
 * One record out of what is there and what is needed, by the merge rules of RFC-abiding receivers:
 * union of terms in record order, duplicates dropped, our include before `all`, exactly one `all`
 * at the end (the milder of those present, never +all), redirect= becomes include:, one exp=. Words
 * a person put in by mistake (text after all, bad terms) are mended where the meaning is sure and
 * left out otherwise. Pure; no DNS.
 */
#include "base/buffer.h"
#include "mail/spf.h"

struct spf_merge {
    struct buffer text; /* the merged record, one line */
    bool redirect_replaced, all_softened, plus_all_replaced, terms_dropped;
};

/* records: n joined values as published (n may be 0), each of any bytes; include:
 * "email.ncloud.com" or NULL. */
void spf_merge(const struct buffer *records, size_t n, const char *include, struct spf_merge *out);
void spf_merge_clear(struct spf_merge *merge);
