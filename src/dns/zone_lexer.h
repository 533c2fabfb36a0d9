// SPDX-License-Identifier: MIT
#pragma once
/* Master file text (RFC 1035 5.1) cut into entries: quotes, comments, and parentheses that join
 * lines. Tokens are borrowed from the text. */
#include "base/buffer.h"
#include "base/fault.h"
#include "dns/name.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct zone_token {
    const char *text;
    size_t n;
    bool quoted; /* without its quotes; escapes are still in it */
};

struct zone_entry {
    struct zone_token *tokens;
    size_t count, capacity;
    size_t line;   /* where it starts, from 1 */
    bool indented; /* white space first: the owner of the entry before */
};

struct zone_lexer {
    const char *at;
    size_t line;
};

/* STATUS_MISSING at the end of the text. */
enum status zone_lexer_next(struct zone_lexer *lexer, struct zone_entry *entry,
                            struct fault *fault) MUST_USE;
void zone_entry_clear(struct zone_entry *entry);
/* "line N: ...", code "invalid-zone". */
enum status zone_fault(struct fault *fault, size_t line, const char *why);

/* What a token means; NULL is no token, and false. */
bool zone_token_is(const struct zone_token *token, const char *word); /* unquoted, case-blind */
/* A number, or time units as in 1h30m. */
bool zone_token_number(const struct zone_token *token, uint32_t *out) MUST_USE;
/* A name, relative to the origin unless it ends in a dot; "@" is the origin. */
bool zone_token_name(const struct name *origin, const struct zone_token *token,
                     struct name *out) MUST_USE;
bool zone_token_type(const struct zone_token *token, uint16_t *type) MUST_USE;
/* The bytes of a string, escapes taken out. */
bool zone_token_bytes(const struct zone_token *token, struct buffer *out) MUST_USE;
