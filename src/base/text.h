// SPDX-License-Identifier: MIT
#pragma once
/*
 * Text: bounded, UTF-8, counted in cells. text_safe() stands between every string that came from
 * outside (DNS, HTTP, files, argv, the store) and every place that shows or keeps it: controls,
 * bidi controls, invisible and unassigned characters and broken UTF-8 become visible ASCII escapes
 * (\x1b, \u{202e}), so that its width is ours. Pure. Widths follow wcwidth() with East Asian
 * ambiguous characters one cell wide.
 */
#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Copies at most size - 1 bytes and terminates; true when all of it fitted. Cuts at a character's
 * border. */
bool text_copy(char *to, size_t size, const char *from);

/* NULL equals NULL only. Most texts differ in their first byte. */
static inline bool text_equal(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && *a == *b && strcmp(a, b) == 0);
}

bool text_starts(const char *text, const char *prefix);
bool text_starts_nocase(const char *text, const char *prefix); /* ASCII case only */
bool text_equal_nocase(const char *a, const char *b);
bool text_same_nocase(const char *a, const char *b, size_t n); /* n bytes of both */
void text_lower(char *text);                                   /* ASCII letters only */
/* Removes leading and trailing ASCII white space in place; returns the first kept byte. */
char *text_trim(char *text);
bool text_is_ascii(const char *bytes, size_t n);
/* How much at the beginning is printable ASCII: nearly all of what the DNS and files hold. */
size_t text_plain_run(const char *bytes, size_t n);
/* The same up to a quotation mark or a backslash: what JSON takes as it is. */
size_t text_quotable_run(const char *bytes, size_t n);

/* One strictly valid UTF-8 character (no surrogates, no overlong forms); returns its length, or 0.
 */
size_t text_decode(const char *bytes, size_t n, uint32_t *point);
size_t text_encode(uint32_t point, char out[4]);
bool text_is_utf8(const char *bytes, size_t n);

/* Cells of one code point: 0, 1 or 2; -1 for what text_safe() would escape. */
int text_point_cells(uint32_t point);
/* Cells of a safe UTF-8 text. */
size_t text_cells(const char *text);
/* The number of bytes of text that fill at most `cells` cells; *used becomes the cells they take.
 */
size_t text_fit(const char *text, size_t cells, size_t *used);

/* Appends bytes that will be read as a C string: U+FFFD stands for each zero, which would end it.
 */
void text_add_whole(struct buffer *out, const char *bytes, size_t n);
/* Appends bytes to out, made safe for one line of a screen, a log or a header. */
void text_safe(struct buffer *out, const char *bytes, size_t n);
/* The same into a fixed array; cut at a character's border and terminated. */
void text_safe_copy(char *to, size_t size, const char *bytes, size_t n);

/* Damerau-Levenshtein distance of two short ASCII texts, case-blind, at most `limit` + 1. */
size_t text_distance(const char *a, const char *b, size_t limit);
