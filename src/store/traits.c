// SPDX-License-Identifier: MIT
#include "store/traits.h"

/* Where a part stands: bits shift .. shift + width - 1. The numbers are in every store: they never
 * change without a migration. */
struct part {
    unsigned shift, width;
    int64_t end; /* values are below it */
};

// clang-format off
static const struct part verdicts[RECORD_COUNT] = {
    [RECORD_TOKEN] = {  0, 3, VERDICT_COUNT },
    [RECORD_SPF]   = {  3, 3, VERDICT_COUNT },
    [RECORD_DKIM]  = {  8, 3, VERDICT_COUNT },
    [RECORD_DMARC] = { 13, 3, VERDICT_COUNT },
};
static const struct part spf_power  = {  6, 2, POWER_OFF + 1 };
static const struct part dkim_power = { 11, 2, POWER_OFF + 1 };
static const struct part policy     = { 16, 2, POLICY_REJECT + 1 };
static const struct part guest      = { 18, 1, ROLE_GUEST + 1 };
// clang-format on
_Static_assert(VERDICT_COUNT <= 8, "a verdict fits into three bits");

static int64_t part_put(const struct part *part, int64_t value)
{
    return value << part->shift;
}

static int64_t part_get(const struct part *part, int64_t traits, bool *good)
{
    int64_t value = (traits >> part->shift) & ((1 << part->width) - 1);

    *good = *good && value < part->end;
    return value;
}

int64_t traits_of(const struct domain *domain)
{
    int64_t traits = part_put(&policy, domain->policy) | part_put(&guest, domain->role) |
                     part_put(&spf_power, domain->records[RECORD_SPF].power) |
                     part_put(&dkim_power, domain->records[RECORD_DKIM].power);

    for (int record = 0; record < RECORD_COUNT; record++) {
        traits |= part_put(&verdicts[record], domain->records[record].verdict);
    }
    return traits;
}

bool traits_domain(int64_t traits, struct domain *out)
{
    struct domain domain = {0};
    bool good = traits >= 0 && traits < TRAITS_END;

    for (int record = 0; record < RECORD_COUNT; record++) {
        domain.records[record].verdict = (enum verdict)part_get(&verdicts[record], traits, &good);
    }
    domain.records[RECORD_SPF].power = (enum power)part_get(&spf_power, traits, &good);
    domain.records[RECORD_DKIM].power = (enum power)part_get(&dkim_power, traits, &good);
    domain.policy = (unsigned)part_get(&policy, traits, &good);
    domain.role = (enum role)part_get(&guest, traits, &good);
    if (good) {
        *out = domain;
    }
    return good;
}
