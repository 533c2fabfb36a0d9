// SPDX-License-Identifier: MIT
#include "domain/domain.h"

#include "base/memory.h"
#include "base/text.h"

#include <stdlib.h>

// clang-format off
static const char *const records[] = {
    [RECORD_TOKEN] = "token", [RECORD_SPF] = "spf",
    [RECORD_DKIM] = "dkim",   [RECORD_DMARC] = "dmarc",
};
static const char *const states[] = {
    [STATE_UNVERIFIED] = "unverified", [STATE_WAITING] = "waiting", [STATE_VERIFIED] = "verified",
    [STATE_IN_USE] = "in-use",         [STATE_STOPPED] = "stopped", [STATE_FAILED] = "failed",
    [STATE_LOST] = "lost",
};
static const char *const environments[] = {
    [ENVIRONMENT_PUBLIC] = "public", [ENVIRONMENT_FINANCIAL] = "financial",
    [ENVIRONMENT_GOVERNMENT] = "government",
};
static const char *const regions[] = {
    [REGION_KR] = "kr", [REGION_JP] = "jp", [REGION_SG] = "sg",
};
// clang-format on
_Static_assert(COUNT(records) == RECORD_COUNT, "every record has its word");
_Static_assert(COUNT(states) == STATE_COUNT, "every state has its word");
_Static_assert(COUNT(environments) == ENVIRONMENT_COUNT, "every environment has its word");
_Static_assert(COUNT(regions) == REGION_COUNT, "every region has its word");

struct domain *domain_new(void)
{
    return mem_new(sizeof(struct domain));
}

void domain_free(struct domain *domain)
{
    if (!domain) {
        return;
    }
    free(domain->token);
    free(domain->spf);
    free(domain->dkim);
    free(domain->shares);
    finding_list_clear(&domain->findings);
    free(domain);
}

struct domain *domain_dup(const struct domain *domain)
{
    struct domain *copy = mem_dup(domain, sizeof *domain);

    copy->token = mem_text(domain->token);
    copy->spf = mem_text(domain->spf);
    copy->dkim = mem_text(domain->dkim);
    copy->shares = domain->share_count
                       ? mem_dup(domain->shares, domain->share_count * sizeof *domain->shares)
                       : NULL;
    copy->findings = (struct finding_list){0};
    finding_list_copy(&copy->findings, &domain->findings);
    return copy;
}

/* The place of word in words, or n. */
static size_t word_find(const char *const *words, size_t n, const char *word)
{
    size_t i = 0;

    while (i < n && !text_equal(words[i], word)) {
        i++;
    }
    return i;
}

const char *record_word(enum record record)
{
    return records[record];
}

bool record_from_word(const char *word, enum record *out)
{
    size_t i = word_find(records, RECORD_COUNT, word);

    if (i < RECORD_COUNT) {
        *out = (enum record)i;
    }
    return i < RECORD_COUNT;
}

const char *state_word(enum state state)
{
    return states[state];
}

bool state_from_word(const char *word, enum state *out)
{
    size_t i = word_find(states, STATE_COUNT, word);

    if (i < STATE_COUNT) {
        *out = (enum state)i;
    }
    return i < STATE_COUNT;
}

const char *environment_word(enum environment environment)
{
    return environments[environment];
}

bool environment_from_word(const char *word, enum environment *out)
{
    size_t i = word_find(environments, ENVIRONMENT_COUNT, word);

    if (i < ENVIRONMENT_COUNT) {
        *out = (enum environment)i;
    }
    return i < ENVIRONMENT_COUNT;
}

const char *region_word(enum region region)
{
    return regions[region];
}

bool region_from_word(const char *word, enum region *out)
{
    size_t i = word_find(regions, REGION_COUNT, word);

    if (i < REGION_COUNT) {
        *out = (enum region)i;
    }
    return i < REGION_COUNT;
}
