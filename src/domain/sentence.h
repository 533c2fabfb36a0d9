// SPDX-License-Identifier: MIT
#pragma once
/*
 * What the catalogue says about each code, one table a family. Sentences hold {words} that a
 * finding fills in: {name}, {expected}, {found}, {server}, {ttl} and {wait} come from its fields,
 * the others from whoever adds the finding. Used by code.c alone; everybody else asks
 * domain/code.h.
 */
#include "base/words.h"
#include "domain/code.h"

struct sentence {
    const char *message;     /* what is */
    const char *advice;      /* what to do, what to type where */
    const char *explanation; /* what it means and how it is seen */
};

/* Each is indexed by code minus the family's first code. */
extern const struct sentence sentences_dns[CODE_HOST_DOUBLED - CODE_ALL_OK];
extern const struct sentence sentences_value[CODE_SPF_MISSING - CODE_HOST_DOUBLED];
extern const struct sentence sentences_spf[CODE_DKIM_MISSING - CODE_SPF_MISSING];
extern const struct sentence sentences_dkim[CODE_DMARC_MISSING - CODE_DKIM_MISSING];
extern const struct sentence sentences_dmarc[CODE_AR_NONE - CODE_DMARC_MISSING];
extern const struct sentence sentences_mail[CODE_COUNT - CODE_AR_NONE];
