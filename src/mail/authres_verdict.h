// SPDX-License-Identifier: MIT
#pragma once
/* What one field that is believed adds to the reading of a message. Used by authres_message.c. */
#include "mail/authres.h"

struct authres_verdict {
    const struct name *domain, *organization; /* whose mail it should be */
    struct authres_reading *out;
    int rank;         /* of the signature that stands for all so far */
    bool spf_of_helo; /* the result so far is of the HELO name alone */
};

void authres_verdict_take(struct authres_verdict *verdict, const struct authres *authres);
/* The domain of an address in angle brackets or not, or the whole of what has no "@"; "" of "<>".
 */
void authres_copy_domain(char *to, size_t size, const char *address);
