// SPDX-License-Identifier: MIT
#include "domain/trouble.h"

// clang-format off
static const enum code codes[OUTCOME_COUNT] = {
    [OUTCOME_NONE] = CODE_COUNT,   [OUTCOME_FOUND] = CODE_COUNT,
    [OUTCOME_NODATA] = CODE_COUNT, [OUTCOME_NXDOMAIN] = CODE_COUNT,
    [OUTCOME_LAME] = CODE_DNS_REFUSED, /* it does not answer for others, which is all we know here */
    [OUTCOME_SERVFAIL] = CODE_DNS_SERVFAIL,
    [OUTCOME_REFUSED] = CODE_DNS_REFUSED,
    [OUTCOME_TIMEOUT] = CODE_DNS_TIMEOUT,
    [OUTCOME_BOGUS] = CODE_DNS_DNSSEC_BOGUS,
    [OUTCOME_TRUNCATED] = CODE_DNS_TCP_BLOCKED,
    [OUTCOME_LOOP] = CODE_DNS_CNAME_LOOP,
    [OUTCOME_FORBIDDEN] = CODE_DNS_TIMEOUT, /* of a resolver nobody may ask */
};
// clang-format on

struct finding *trouble_tell(enum outcome outcome, enum area area, const struct name *name,
                             struct finding_list *out)
{
    return codes[outcome] != CODE_COUNT ? finding_add(out, codes[outcome], area, name) : NULL;
}
