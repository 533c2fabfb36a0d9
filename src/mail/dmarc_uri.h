// SPDX-License-Identifier: MIT
#pragma once
/* One report destination of rua= or ruf= (RFC 9989 4.6, 4.8), as people write it. Pure. */
#include "mail/dmarc.h"

enum dmarc_uri_flaw {
    DMARC_URI_NO_FLAW,
    DMARC_URI_NO_SCHEME,  /* "a@b", "mail to:a@b": no URI */
    DMARC_URI_BAD_MAILTO, /* mailto: without a usable address behind it */
    DMARC_URI_NO_MAILTO,  /* a URI, but few receivers send reports anywhere but to an address */
    DMARC_URI_BAD_SIZE,   /* "!" and what is no size */
    DMARC_URI_HAS_SIZE    /* "!10m": obsolete, ignored */
};

/* One item of the list, white space around it allowed. Makes out->text and out->host, the caller's.
 */
enum dmarc_uri_flaw dmarc_uri_read(const char *item, size_t n, struct dmarc_uri *out);
/* How the item should be written: "mailto:a@b"; "" when no address is in it. */
void dmarc_uri_hint(const char *item, size_t n, char *to, size_t size);
void dmarc_uri_clear(struct dmarc_uri *uri);
