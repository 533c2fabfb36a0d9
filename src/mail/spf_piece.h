// SPDX-License-Identifier: MIT
#pragma once
/* One piece of a macro string (RFC 7208 7.1): a literal run or one %{...}. Between spf_macro.c and
 * spf_expand.c. */
#include "mail/spf_macro.h"

struct spf_piece {
    size_t length;       /* in the source */
    const char *literal; /* NULL: a macro */
    size_t literal_length;
    char letter; /* lower case */
    bool escape; /* it was written in upper case: URL-escape the value */
    bool reverse;
    size_t keep; /* right-hand parts; 0: all */
    const char *delimiters;
    size_t delimiter_count;
};

/* Reads the piece at the start of bytes, n > 0; returns what is wrong with it, an N_() reason, or
 * NULL. */
const char *spf_piece_read(const char *bytes, size_t n, enum spf_place place,
                           struct spf_piece *out);
