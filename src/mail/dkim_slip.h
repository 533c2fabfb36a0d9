// SPDX-License-Identifier: MIT
#pragma once
/*
 * What people paste wrong at a DKIM name and nowhere else: found in the TXT as it stands, before
 * and beside dkim_parse(). What happens to every record (quotation marks, zone lines, invisible
 * characters) is for mail/pasted.h. Each entry names the diagnosis code it serves, so that a judge
 * only maps. Pure; texts given back are safe text.
 */
#include "base/buffer.h"
#include "dns/answers.h"
#include "mail/txt_kind.h"

enum dkim_slip {
    DKIM_SLIP_NONE,
    DKIM_SLIP_PRIVATE_KEY, /* dkim-private-key: "PRIVATE KEY" is written there, or base64 of one is
                            */
    DKIM_SLIP_PEM,         /* dkim-pem-pasted: "-----BEGIN", "-----END" */
    DKIM_SLIP_FOREIGN,   /* dkim-foreign-record: SPF, DMARC, a token, ... (txt_kind_of() says which)
                          */
    DKIM_SLIP_SEPARATOR, /* dkim-syntax: ':' or ',' or a blank where ';' belongs, ':' where '='
                            belongs */
    DKIM_SLIP_BARE_KEY,  /* dkim-p-missing: the key's base64 alone, without p= */
    DKIM_SLIP_COUNT
};
enum { DKIM_SLIP_PART = 96 };

/* The worst slip in one TXT value, in the order of the enum; part (may be NULL) becomes what gives
 * it away. */
enum dkim_slip dkim_slip_find(const char *bytes, size_t n, char part[DKIM_SLIP_PART]);

/* dkim-p-edited: blanks stand in p= exactly where our key (base64) has '+'. */
bool dkim_slip_blank_plus(const char *bytes, size_t n, const char *ours);

/* value-split-rrs: the TXT RRs, each useless or cut, make one usable record when joined in some
 * order (2 to 4 RRs). joined (may be NULL) gets that record. */
bool dkim_slip_split(const struct answers *answers, struct buffer *joined);
