// SPDX-License-Identifier: MIT
#pragma once
/*
 * What copying, pasting and typing through an input method do to a value before it reaches the DNS,
 * and the value as it was meant. Serves every record (token, SPF, DKIM, DMARC); knows nothing of
 * their grammar. Pure.
 *
 * Codes of the catalogue, each told by one flaw of pasted_read(): value-quoted and
 * value-token-quoted (QUOTED), value-escaped-semicolon (ESCAPED), value-smart-quotes,
 * value-invisible-char, value-nbsp, value-fullwidth, value-html-entities, value-zone-line,
 * value-newline, value-leading-space, value-trailing-space. value-split-glue: spf_find_glue()
 * (mail/spf_typo.h); value-split-rrs: spf_is_tail() there, dkim_slip_split().
 */
#include "base/buffer.h"

#include <stdbool.h>
#include <stdint.h>

enum pasted_flaw {
    PASTED_QUOTED,       /* begins or ends with a quotation mark */
    PASTED_ESCAPED,      /* "\;" */
    PASTED_SMART_QUOTES, /* of a word processor or of another language, also in Windows-1252 */
    PASTED_INVISIBLE,    /* zero-width characters, soft hyphen, byte order mark */
    PASTED_NBSP, /* U+00A0 and the other blanks that are not the space, in UTF-8 or in Latin-1 */
    PASTED_FULLWIDTH, /* U+FF01..U+FF5E, U+3000 */
    PASTED_HTML,      /* "&quot;", "&amp;", ... */
    PASTED_ZONE_LINE, /* something stands in front of the mark */
    PASTED_NEWLINE,   /* CR, LF, TAB, or "\n", "\r", "\t" spelled out */
    PASTED_LEADING_SPACE,
    PASTED_TRAILING_SPACE, /* harmless */
    PASTED_FLAW_COUNT
};

struct pasted {
    unsigned flaws; /* set of 1u << enum pasted_flaw */
    struct {
        size_t offset;          /* of the first one, in bytes of the value as published */
        uint32_t point;         /* its code point */
    } first[PASTED_FLAW_COUNT]; /* of those that are in the set */
};

/* mark: how the right value begins ("v=spf1", "mailer-verify="), letter case apart; NULL: do not
 * look for a zone line. plain (may be NULL) gets the value as meant: flaws undone, dashes of a word
 * processor made ASCII, what stands before the mark and blanks at both ends left out. Bytes that
 * mean nothing here stay as they are. */
void pasted_read(const char *bytes, size_t n, const char *mark, struct buffer *plain,
                 struct pasted *out);
bool pasted_has(const struct pasted *pasted, enum pasted_flaw flaw);
/* True when a flaw makes receivers read something else than was meant: any but a trailing space. */
bool pasted_is_harmful(const struct pasted *pasted);
