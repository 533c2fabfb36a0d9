// SPDX-License-Identifier: MIT
#pragma once
/*
 * Inside the wire floor: JSON written straight into a buffer, for what is told by the hundred
 * thousand. The text is what json_line() would make of the same object, to the letter. A value
 * stands at the end of the buffer; commas are put where they are due.
 */
#include "engine/reply.h"

/* open: '{' or '['; key NULL: an element of a list, or the outermost. Closed with '}' or ']'. */
void spell_open(struct buffer *out, const char *key, char open);
void spell_close(struct buffer *out, char close);
/* NULL is null; bytes that are no UTF-8 become visible escapes. */
void spell_text(struct buffer *out, const char *key, const char *text);
void spell_text_n(struct buffer *out, const char *key, const char *bytes, size_t n);
/* A word of our own tables: nothing in it needs an escape. */
void spell_term(struct buffer *out, const char *key, const char *term);
/* What is added to the buffer between the two is the text; from is what begin returned. */
size_t spell_begin(struct buffer *out, const char *key);
void spell_end(struct buffer *out, size_t from);
void spell_number(struct buffer *out, const char *key, int64_t number);
void spell_null(struct buffer *out, const char *key);
/* Null when empty. */
void spell_word(struct buffer *out, const char *key, const char *text);
/* RFC 3339, or null for "never". */
void spell_time(struct buffer *out, const char *key, int64_t ms);
void spell_flag(struct buffer *out, const char *key, bool flag);

/* One object, without a line's end. */
void spell_finding(struct buffer *out, const struct finding *finding);
void spell_check(struct buffer *out, const struct check_result *check);
void spell_domain(struct buffer *out, const struct domain *domain);
/* The member "findings". */
void spell_findings(struct buffer *out, const struct finding_list *findings);

/* Payloads, as those of wire/shape.h. */
void domain_to_text(struct buffer *out, const struct reply *reply, size_t i);
void domains_to_text(struct buffer *out, const struct reply *reply, size_t i);
void check_to_text(struct buffer *out, const struct reply *reply, size_t i);
void share_to_text(struct buffer *out, const struct reply *reply, size_t i);
