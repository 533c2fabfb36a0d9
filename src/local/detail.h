// SPDX-License-Identifier: MIT
#pragma once
/* The detail of a log row: one line of JSON, an object of texts and lists of texts. Inside this
 * floor only. */
#include "base/buffer.h"
#include "domain/check.h"

struct detail {
    struct buffer text;
    bool begun;
};

/* key: a plain word of ours. value NULL: nothing is added. */
void detail_add(struct detail *detail, const char *key, const char *value);
/* What was seen in DNS: how each record looked, at which server, and the codes of the findings. */
void detail_add_check(struct detail *detail, const struct check_result *seen);
/* Borrowed until detail_reset() or detail_clear(). */
const char *detail_end(struct detail *detail);
void detail_reset(struct detail *detail); /* empty, with its room */
void detail_clear(struct detail *detail);
