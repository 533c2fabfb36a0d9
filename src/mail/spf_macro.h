// SPDX-License-Identifier: MIT
#pragma once
/*
 * Macro strings (RFC 7208 7): their grammar, and what they become for one sender. Whoever evaluates
 * fills a struct spf_macros with a value a letter; `d` and `p` change from record to record, the
 * others stay. Results may hold any byte, blanks and dots in odd places included, so names are made
 * of bytes and never of host-name text. Pure.
 */
#include "base/buffer.h"
#include "dns/name.h"

enum spf_place {
    SPF_IN_NAME, /* a domain-spec or an unknown modifier */
    SPF_IN_TEXT  /* the text that exp= points to: blanks and the letters c, r and t too */
};

#define SPF_MACRO_NAMES "slodipvhcrt"
enum { SPF_MACRO_LETTERS = sizeof SPF_MACRO_NAMES - 1 };

struct spf_macros {
    struct buffer values[SPF_MACRO_LETTERS];
};

/* What breaks the grammar, as an untranslated N_() reason; NULL when nothing does. */
const char *spf_macro_problem(const char *bytes, size_t n, enum spf_place place);
/* The same for a domain-spec, which must end in a macro or in a dot and a top-level label (RFC
 * 7208 7.1). */
const char *spf_domain_problem(const char *bytes, size_t n);
/* True when a macro of that letter (lower case) is used in well-formed bytes. */
bool spf_macro_uses(const char *bytes, size_t n, char letter);
/* True when the outcome depends on who sends; %{d} and %{o} are the checked domain's own. */
bool spf_macro_needs_sender(const char *bytes, size_t n);

/* At most 1,024 bytes are kept: no address is so long, and records may repeat a macro thousands of
 * times. */
void spf_macros_set(struct spf_macros *macros, char letter, const char *bytes, size_t n);
void spf_macros_set_name(struct spf_macros *macros, char letter, const struct name *name);
void spf_macros_clear(struct spf_macros *macros);

/* Appends what well-formed bytes become. False when that would pass 64 KiB: no name and no
 * explanation is so long. */
bool spf_macro_expand(const struct spf_macros *macros, const char *bytes, size_t n,
                      struct buffer *out) MUST_USE;
/* A domain-spec as the name to ask for, shortened from the left to 253 characters (RFC 7208 7.3).
 * False when it is no name, or when %{s} or %{l} brings in bytes that are not ASCII: then nothing
 * matches (RFC 8616 4). */
bool spf_macro_name(const struct spf_macros *macros, const char *bytes, size_t n,
                    struct name *out) MUST_USE;
