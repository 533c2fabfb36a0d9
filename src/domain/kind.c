// SPDX-License-Identifier: MIT
#include "domain/kind.h"

#include "base/status.h"
#include "base/words.h"

// clang-format off
static const char *const phrases[] = {
    [TXT_KIND_OTHER]   = N_("some other text"),
    [TXT_KIND_SPF]     = N_("an SPF record"),
    [TXT_KIND_DKIM]    = N_("a DKIM key"),
    [TXT_KIND_DMARC]   = N_("a DMARC record"),
    [TXT_KIND_MTA_STS] = N_("an MTA-STS record"),
    [TXT_KIND_TLS_RPT] = N_("a TLS report record"),
    [TXT_KIND_BIMI]    = N_("a BIMI record"),
    [TXT_KIND_TOKEN]   = N_("a verification token"),
};
// clang-format on
_Static_assert(COUNT(phrases) == TXT_KIND_COUNT, "every kind has its phrase");

const char *kind_phrase(enum txt_kind kind)
{
    return phrases[kind];
}
