// SPDX-License-Identifier: MIT
#include "ui/state.h"

#include "base/text.h"
#include "base/words.h"

#include <stdio.h>

// clang-format off
static const struct {
    const char *cell, *phrase;
    enum paint paint;
} states[] = {
    [STATE_UNVERIFIED] = { N_("- new"),  N_("not verified"),                 PAINT_TEXT },
    [STATE_WAITING]    = { N_("◌ wait"), N_("published, caches not yet"),    PAINT_WAIT },
    [STATE_VERIFIED]   = { N_("✓ ok"),   N_("verified"),                     PAINT_TEXT },
    [STATE_IN_USE]     = { N_("✓ use"),  N_("verified and in use"),          PAINT_TEXT },
    [STATE_STOPPED]    = { N_("= stop"), N_("verified, stopped"),            PAINT_TEXT },
    [STATE_FAILED]     = { N_("✗ FAIL"), N_("checked, wrong or absent"),     PAINT_BAD },
    [STATE_LOST]       = { N_("! LOST"), N_("was verified, gone from DNS"),  PAINT_BAD },
};
static const char *const policies[] = {
    [POLICY_UNKNOWN] = N_("✓ ok"), [POLICY_NONE] = N_("✓ none"), [POLICY_QUARANTINE] = N_("✓ quar"),
    [POLICY_REJECT] = N_("✓ rej"),
};
static const char *const policy_words[] = {
    [POLICY_UNKNOWN] = "-", [POLICY_NONE] = "none", [POLICY_QUARANTINE] = "quarantine", [POLICY_REJECT] = "reject",
};
static const char *const titles[] = {
    [RECORD_TOKEN] = N_("Token"), [RECORD_SPF] = "SPF", [RECORD_DKIM] = "DKIM", [RECORD_DMARC] = "DMARC",
};
static const char *const environments[] = {
    [ENVIRONMENT_PUBLIC] = N_("Public"), [ENVIRONMENT_FINANCIAL] = N_("Financial"),
    [ENVIRONMENT_GOVERNMENT] = N_("Government"),
};
static const char *const regions[] = {
    [REGION_KR] = N_("KR"), [REGION_JP] = N_("JP"), [REGION_SG] = N_("SG"),
};
// clang-format on
_Static_assert(COUNT(states) == STATE_COUNT, "every state has its cell");
_Static_assert(COUNT(titles) == RECORD_COUNT, "every record has its title");
_Static_assert(COUNT(environments) == ENVIRONMENT_COUNT, "every environment has its name");
_Static_assert(COUNT(regions) == REGION_COUNT, "every region has its name");

const char *state_cell(enum state state)
{
    return _(states[state].cell);
}

const char *state_phrase(enum state state)
{
    return _(states[state].phrase);
}

enum paint state_paint(enum state state)
{
    return states[state].paint;
}

const char *record_cell(const struct domain *domain, enum record record)
{
    enum state state = record_state(domain, record);

    if (record == RECORD_DMARC && state == STATE_VERIFIED) {
        return _(policies[domain->policy]);
    }
    return state_cell(state);
}

const char *record_title(enum record record)
{
    return _(titles[record]);
}

const char *record_noun(enum record record)
{
    return record == RECORD_TOKEN ? _("token") : titles[record];
}

const char *policy_word(int policy)
{
    return policy_words[policy];
}

void role_text(const struct domain *domain, char *out, size_t size)
{
    if (domain->role == ROLE_GUEST) {
        snprintf(out, size, "%s", _("guest"));
    } else if (domain->share_count == 0) {
        snprintf(out, size, "%s", _("owner"));
    } else {
        snprintf(out, size, _("own+%zu"), domain->share_count);
    }
}

static int wider(int cells, const char *text)
{
    int other = (int)text_cells(text);

    return other > cells ? other : cells;
}

int state_cells(bool with_policies)
{
    int cells = 0;

    for (int i = 0; i < STATE_COUNT; i++) {
        cells = wider(cells, state_cell((enum state)i));
    }
    for (size_t i = 0; with_policies && i < COUNT(policies); i++) {
        cells = wider(cells, _(policies[i]));
    }
    return cells;
}

void region_text(enum environment environment, enum region region, char *out, size_t size)
{
    if (region == REGION_ANY || environment != ENVIRONMENT_PUBLIC) {
        snprintf(out, size, "%s", _(environments[environment]));
    } else {
        snprintf(out, size, "%s/%s", _(environments[environment]), _(regions[region]));
    }
}
