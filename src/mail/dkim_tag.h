// SPDX-License-Identifier: MIT
#pragma once
/*
 * The tag-list of RFC 6376 3.2, which DMARC borrowed (RFC 9989 4.8): tag=value, separated by
 * semicolons, one after another as they are written. Everything given back is borrowed from the
 * bytes that were given. Pure.
 */
#include <stdbool.h>
#include <stddef.h>

#define DKIM_BLANKS " \t\r\n" /* folding white space, RFC 6376 2.8 */
#define DMARC_BLANKS " \t"    /* WSP, RFC 9989 4.8 */

struct dkim_tag {
    const char *part; /* "p = abc", without the white space around it */
    size_t part_length;
    const char *name; /* "p"; empty when the part is no tag=value */
    size_t name_length;
    const char *value; /* "abc", without the white space around it */
    size_t value_length;
    bool spaced; /* white space beside "=" */
};

struct dkim_tags {
    const char *at, *end;
    const char *blanks;
};

void dkim_tags_start(struct dkim_tags *tags, const char *bytes, size_t n, const char *blanks);
/* The next part, also an empty one between two semicolons; false at the end, behind which one
 * semicolon may stand. */
bool dkim_tags_next(struct dkim_tags *tags, struct dkim_tag *out);

bool dkim_tag_is(const struct dkim_tag *tag, const char *name);        /* letter for letter */
bool dkim_tag_is_nocase(const struct dkim_tag *tag, const char *name); /* DMARC's way */
bool dkim_value_is_nocase(const struct dkim_tag *tag, const char *word);
bool dkim_tag_same_name(const struct dkim_tag *a, const struct dkim_tag *b);
bool dkim_tag_same_name_nocase(const struct dkim_tag *a, const struct dkim_tag *b);
/* True when the value, a list separated by colons, has this word in any letter case. */
bool dkim_list_has(const char *value, size_t n, const char *word);
/* Takes the blanks off both ends of *n bytes; returns the first byte kept. */
const char *dkim_span_trim(const char *bytes, size_t *n, const char *blanks);
