// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "base/text.h"
#include "domain/lifecycle.h"
#include "wire/more.h"

#include <string.h>

enum { SHARES_MOST = 10000, MISSES_MOST = 1 << 20 };

// clang-format off
static const char *const verdicts[] = {
    [VERDICT_NEW] = "new", [VERDICT_WAITING] = "waiting", [VERDICT_VERIFIED] = "verified",
    [VERDICT_FAILED] = "failed", [VERDICT_LOST] = "lost",
};
static const char *const powers[] = {
    [POWER_NEVER] = "never", [POWER_ON] = "on", [POWER_OFF] = "off",
};
static const char *const policies[] = {
    [POLICY_UNKNOWN] = NULL, [POLICY_NONE] = "none", [POLICY_QUARANTINE] = "quarantine",
    [POLICY_REJECT] = "reject",
};
static const char *const roles[] = { [ROLE_OWNER] = "owner", [ROLE_GUEST] = "guest" };
/* What a state alone says about how it came to be. */
static const struct { enum verdict verdict; enum power power; } origins[] = {
    [STATE_UNVERIFIED] = {VERDICT_NEW, POWER_NEVER},    [STATE_WAITING] = {VERDICT_WAITING, POWER_NEVER},
    [STATE_VERIFIED] = {VERDICT_VERIFIED, POWER_NEVER}, [STATE_IN_USE] = {VERDICT_VERIFIED, POWER_ON},
    [STATE_STOPPED] = {VERDICT_VERIFIED, POWER_OFF},    [STATE_FAILED] = {VERDICT_FAILED, POWER_NEVER},
    [STATE_LOST] = {VERDICT_LOST, POWER_NEVER},
};
// clang-format on
_Static_assert(COUNT(verdicts) == VERDICT_COUNT, "every verdict has a word");
_Static_assert(COUNT(origins) == STATE_COUNT, "every state has an origin");

static const char *verdict_text(int verdict)
{
    return verdicts[verdict];
}

static const char *power_text(int power)
{
    return powers[power];
}

static const char *policy_text(int policy)
{
    return policies[policy];
}

static const char *role_text(int role)
{
    return roles[role];
}

static const char *state_text(int state)
{
    return state_word((enum state)state);
}

static const char *environment_text(int environment)
{
    return environment_word((enum environment)environment);
}

static const char *region_text(int region)
{
    return region_word((enum region)region);
}

void share_add_more(const struct share *share, json_t *object)
{
    json_t *more = json_object();

    json_put(more, "registered_at", json_integer(share->registered_at));
    json_put(object, "more", more);
}

void share_read(struct reading *reading, const json_t *object, struct share *share)
{
    const json_t *more = read_more(reading, object);

    read_text(reading, object, "project_key", share->project_key, sizeof share->project_key);
    share->registered_at = more ? read_integer(reading, more, "registered_at", 0, INT64_MAX)
                                : read_time(reading, object, "registered_at");
    if (json_object_get(object, "label")) {
        read_text(reading, object, "label", share->label, sizeof share->label);
    }
}

static json_t *status_more(const struct record_status *status)
{
    json_t *json = json_object();

    json_put(json, "verdict", json_text(verdicts[status->verdict]));
    json_put(json, "power", json_text(powers[status->power]));
    json_put(json, "verified_at", json_integer(status->verified_at));
    json_put(json, "misses", json_integer(status->misses));
    json_put(json, "missed_at", json_integer(status->missed_at));
    return json;
}

void domain_add_more(const struct domain *domain, json_t *object)
{
    json_t *more = json_object(), *records = json_object();
    const json_t *shares = json_object_get(object, "shares");

    for (int record = 0; record < RECORD_COUNT; record++) {
        json_put(records, record_word((enum record)record), status_more(&domain->records[record]));
    }
    for (size_t i = 0; i < domain->share_count; i++) {
        share_add_more(&domain->shares[i], json_array_get(shares, i));
    }
    findings_add_more(&domain->findings, json_object_get(object, "findings"));
    json_put(more, "revision", json_integer(domain->revision));
    json_put(more, "registered_at", json_integer(domain->registered_at));
    json_put(more, "checked_at", json_integer(domain->checked_at));
    json_put(more, "next_check_at", json_integer(domain->next_check_at));
    json_put(more, "records", records);
    json_put(object, "more", more);
}

static void status_read_more(struct reading *reading, const json_t *more, enum record record,
                             struct record_status *out)
{
    const json_t *json =
        read_object(reading, read_object(reading, more, "records"), record_word(record));

    out->verdict = (enum verdict)read_choice(reading, json, "verdict", verdict_text, VERDICT_COUNT);
    out->power = (enum power)read_choice(reading, json, "power", power_text, COUNT(powers));
    out->verified_at = read_integer(reading, json, "verified_at", 0, INT64_MAX);
    out->misses = (int)read_integer(reading, json, "misses", 0, MISSES_MOST);
    out->missed_at = read_integer(reading, json, "missed_at", 0, INT64_MAX);
}

static void status_read(struct reading *reading, const json_t *json, struct record_status *out)
{
    int state = read_choice(reading, json, "state", state_text, STATE_COUNT);

    out->verdict = origins[state].verdict;
    out->power = origins[state].power;
    out->verified_at = read_time(reading, json, "verified_at");
}

/* The key itself out of "v=DKIM1;k=rsa;p=...". */
static char *key_read(struct reading *reading, const json_t *dkim)
{
    char *value = read_text_new(reading, dkim, "value");
    const char *key = value ? strstr(value, ";p=") : NULL;
    char *out = key ? mem_text(key + 3) : NULL;

    if (value && !key) {
        reading_wrong(reading, "dkim");
    }
    free(value);
    return out;
}

static void records_of_domain_read(struct reading *reading, const json_t *object,
                                   struct domain *domain)
{
    const json_t *token = read_object(reading, object, record_word(RECORD_TOKEN));
    const json_t *spf = read_object(reading, object, record_word(RECORD_SPF));
    const json_t *dkim = read_object(reading, object, record_word(RECORD_DKIM));
    const json_t *dmarc = read_object(reading, object, record_word(RECORD_DMARC));

    domain->token = read_text_new(reading, token, "value");
    domain->spf = read_text_new(reading, spf, "value");
    domain->dkim = key_read(reading, dkim);
    read_text(reading, dkim, "selector", domain->selector, sizeof domain->selector);
    if (read_word(reading, dmarc, "policy")) {
        domain->policy =
            (enum policy)read_choice(reading, dmarc, "policy", policy_text, COUNT(policies));
    }
}

static void statuses_read(struct reading *reading, const json_t *object, struct domain *domain)
{
    const json_t *more = read_more(reading, object);

    for (int record = 0; record < RECORD_COUNT; record++) {
        const json_t *json = read_object(reading, object, record_word((enum record)record));

        if (more) {
            status_read_more(reading, more, (enum record)record, &domain->records[record]);
        } else {
            status_read(reading, json, &domain->records[record]);
        }
    }
}

static void times_read(struct reading *reading, const json_t *object, struct domain *domain)
{
    const json_t *more = read_more(reading, object);

    if (more) {
        domain->revision = read_integer(reading, more, "revision", 0, INT64_MAX);
        domain->registered_at = read_integer(reading, more, "registered_at", 0, INT64_MAX);
        domain->checked_at = read_integer(reading, more, "checked_at", 0, INT64_MAX);
        domain->next_check_at = read_integer(reading, more, "next_check_at", 0, INT64_MAX);
    } else {
        domain->registered_at = read_time(reading, object, "registered_at");
        domain->checked_at = read_time(reading, object, "checked_at");
        domain->next_check_at = read_time(reading, object, "next_check_at");
    }
}

static void shares_of_domain_read(struct reading *reading, const json_t *object,
                                  struct domain *domain)
{
    const json_t *shares = read_array(reading, object, "shares", SHARES_MOST);

    domain->share_count = json_array_size(shares);
    domain->shares =
        domain->share_count ? mem_array(domain->share_count, sizeof *domain->shares) : NULL;
    for (size_t i = 0; i < domain->share_count; i++) {
        share_read(reading, json_array_get(shares, i), &domain->shares[i]);
    }
}

struct domain *domain_read(struct reading *reading, const json_t *object)
{
    struct domain *domain = domain_new();

    read_text(reading, object, "domain", domain->name, sizeof domain->name);
    if (!domain->name[0]) {
        reading_wrong(reading, "domain");
    }
    domain->role = (enum role)read_choice(reading, object, "role", role_text, COUNT(roles));
    domain->environment = (enum environment)read_choice(reading, object, "environment",
                                                        environment_text, ENVIRONMENT_COUNT);
    domain->region = (enum region)read_choice(reading, object, "region", region_text, REGION_COUNT);
    records_of_domain_read(reading, object, domain);
    statuses_read(reading, object, domain);
    times_read(reading, object, domain);
    shares_of_domain_read(reading, object, domain);
    findings_read(reading, object, "findings", &domain->findings);
    return domain;
}
