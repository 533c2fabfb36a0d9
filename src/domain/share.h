// SPDX-License-Identifier: MIT
#pragma once
/*
 * One guest of a domain, and the words by which its owner remembers whose key that is. They are for
 * the owner alone; a guest never sees them. Pure.
 */
#include <stdbool.h>
#include <stdint.h>

enum { SHARE_LABEL_LETTERS = 40, SHARE_LABEL_TEXT = SHARE_LABEL_LETTERS * 4 + 1 };

struct share {
    char project_key[37];
    char label[SHARE_LABEL_TEXT]; /* "": none */
    int64_t registered_at;
};

/* The label that is kept of what was typed: no blanks around it, one where there were several, and
 * nothing that text_safe() would escape. False where it is no UTF-8 or too long; out is not set. */
bool share_label_read(const char *typed, char out[SHARE_LABEL_TEXT]);
