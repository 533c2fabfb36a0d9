// SPDX-License-Identifier: MIT
#pragma once
/*
 * What people write wrong in an SPF record, beyond what the grammar names: found in the bytes,
 * before any DNS. Run these on what pasted_read() (mail/pasted.h) made plain, so that one mistake
 * is not told twice. Pure.
 *
 * Which function tells which code of the catalogue:
 *   spf-include-typo, spf-include-space, spf-include-url,
 *   spf-version-typo, spf-separator        spf_find_slips()
 *   value-split-glue                       spf_find_glue()
 *   value-split-rrs (of an SPF record)     spf_is_tail()
 *   spf-senderid                           spf_is_senderid()
 *   value-* of one value                   pasted_read()                 mail/pasted.h
 *   spf-missing, spf-multiple, spf-type99  spf_select()                  mail/spf.h
 *   spf-syntax                             spf_term.bad, .problem, .offset of spf_parse()
 *   spf-upper                              spf_is_record(), but capitals in the text
 *   spf-include-negated                    spf_term_includes() and .qualifier != '+'
 *   spf-include-after-all                  spf_term_includes() at an index above spf_all()
 *   spf-text-after-all                     terms above spf_all(), except redirect= and exp=
 *   spf-redirect-ignored                   SPF_REDIRECT while spf_all() < count
 *   spf-plus-all, spf-all-neutral          qualifier of the term at spf_all(), also in lint nodes
 *   spf-no-all                             spf_all() == count and no SPF_REDIRECT
 *   spf-ptr                                SPF_PTR, also in lint nodes
 *   spf-macro                              spf_term_has_macro()
 *   spf-duplicate-term                     spf_term_same()
 *   spf-too-long                           spf->length > 450
 *   spf-include-absent, spf-include-nested covers, covers_directly       mail/spf_lint.h
 *   spf-lookup-limit, -near-limit, -void-limit   lookups, voids, costs
 *   spf-include-broken, spf-loop           spf_node_is_broken(), node->loop
 *   spf-mx-limit                           costs[].mx_hosts > 10
 */
#include "base/buffer.h"
#include "dns/record.h"

#include <stdbool.h>
#include <stddef.h>

enum spf_slip_kind {
    SPF_SLIP_NONE,
    SPF_SLIP_VERSION,       /* spf-version-typo: looks like SPF but does not begin with "v=spf1 " */
    SPF_SLIP_INCLUDE_SPACE, /* spf-include-space: "include: host", "include host" */
    SPF_SLIP_INCLUDE_URL,   /* spf-include-url: a web or mail address where a name belongs */
    SPF_SLIP_INCLUDE_TYPO,  /* spf-include-typo: nearly "include:OURS", or nearly "include:" */
    SPF_SLIP_SEPARATOR,     /* spf-separator: terms divided by commas or semicolons */
    SPF_SLIP_COUNT
};

struct spf_slip {
    enum spf_slip_kind kind;
    size_t offset, length; /* of the words concerned, in bytes */
    char separator;        /* ',' or ';' of SPF_SLIP_SEPARATOR, else 0 */
    char found[128];       /* those words, safe text */
};

enum { SPF_SLIPS = 16 };

/* The slips in the order they stand, at most one of a kind a word; returns how many. include: the
 * host to look for, NULL for none. Words that are right are never slips, except that "include:HOST"
 * with HOST nearly OURS is one: ask only when ours is not there. */
size_t spf_find_slips(const char *bytes, size_t n, const char *include,
                      struct spf_slip out[SPF_SLIPS]);
/* True when somebody meant the bytes as an SPF record: it is one, or begins with a misspelt
 * version. */
bool spf_is_meant(const char *bytes, size_t n);
/* "spf2.0/..." (RFC 4406), which has no effect. */
bool spf_is_senderid(const char *bytes, size_t n);
/* True when the strings of a TXT, joined as receivers do, run two terms into one ("~allinclude:x"),
 * while a space between the strings makes sense. glued (may be NULL) becomes that word, safe text.
 */
bool spf_find_glue(const struct rr *txt, struct buffer *glued);
/* True when the bytes are nothing but SPF terms without a version: the second half of a record that
 * was entered as two TXT records. */
bool spf_is_tail(const char *bytes, size_t n);
