// SPDX-License-Identifier: MIT
#pragma once
/* A DMARC record from choices, in the order older receivers want (v, p, sp, ...), defaults left out
 * unless asked. Pure. */
#include "base/fault.h"
#include "mail/dmarc.h"

struct dmarc_choice {
    enum dmarc_policy p, sp, np; /* UNSET leaves the tag out; p is required */
    char aspf, adkim, t, psd;    /* 0 leaves the tag out */
    const char *rua, *ruf; /* comma-separated, mailto: added where it is missing; NULL: none */
    const char *fo;
};

/* code "invalid-dmarc" names the field that is wrong. */
enum status dmarc_build(const struct dmarc_choice *choice, struct buffer *out,
                        struct fault *fault) MUST_USE;
