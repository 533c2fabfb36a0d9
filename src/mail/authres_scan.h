// SPDX-License-Identifier: MIT
#pragma once
/*
 * The words of an Authentication-Results field: values, quoted strings, comments and folding white
 * space (RFC 8601 2.2, RFC 5322 3.2). Reads forwards only and trusts nothing. Used by authres.c.
 */
#include "base/buffer.h"

#include <stdbool.h>

struct authres_scan {
    const char *at, *end;
    struct buffer comment; /* what stood in parentheses since the last buffer_reset() */
    const char *bad;       /* the first thing outside the grammar, untranslated; NULL: nothing */
};

bool authres_scan_ended(const struct authres_scan *scan);
bool authres_scan_is_at(const struct authres_scan *scan, char c);
/* Notes what is wrong unless something is already; always false. */
bool authres_scan_refuse(struct authres_scan *scan, const char *why);

/* Passes over comments and white space, which may stand between any two words. */
bool authres_scan_skip(struct authres_scan *scan);
/* A value up to white space, a comment, a semicolon or a character of stop; parts of it may be
 * quoted. Longer than the grammar's: receivers leave "=", ":" and "<" unquoted. */
bool authres_scan_word(struct authres_scan *scan, const char *stop, struct buffer *out);
