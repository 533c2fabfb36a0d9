// SPDX-License-Identifier: MIT
#include "base/text.h"
#include "domain/lifecycle.h"
#include "domain/requirement.h"
#include "wire/shape.h"
#include "wire/wire.h"

// clang-format off
static const char *const policies[] = {
    [POLICY_UNKNOWN] = NULL, [POLICY_NONE] = "none", [POLICY_QUARANTINE] = "quarantine",
    [POLICY_REJECT] = "reject",
};
/* Which members a record's object has beside state, verified_at, host and name. */
static const struct { bool selector, value, in_use, policy; } members[RECORD_COUNT] = {
    [RECORD_TOKEN] = {.value = true},
    [RECORD_SPF]   = {.value = true, .in_use = true},
    [RECORD_DKIM]  = {.selector = true, .value = true, .in_use = true},
    [RECORD_DMARC] = {.policy = true},
};
// clang-format on

static const char *role_word(enum role role)
{
    return role == ROLE_GUEST ? "guest" : "owner";
}

static json_t *unicode_to_json(const char *domain)
{
    struct name name;
    char text[NAME_TEXT];

    if (!name_parse(domain, &name)) {
        return json_text(domain);
    }
    name_unicode(&name, text);
    return json_text(text);
}

static json_t *record_status_to_json(const struct domain *domain, const struct requirement *needed)
{
    const struct record_status *status = &domain->records[needed->record];
    json_t *json = json_object();

    json_put(json, "state", json_text(state_word(record_state(domain, needed->record))));
    if (members[needed->record].selector) {
        json_put(json, "selector", json_word(domain->selector));
    }
    if (members[needed->record].value) {
        json_put(json, "value", json_word(needed->value));
    }
    json_put(json, "verified_at", json_time(status->verified_at));
    if (members[needed->record].policy) {
        json_put(json, "policy", json_word(policies[domain->policy]));
    }
    if (members[needed->record].in_use) {
        json_put(json, "in_use", json_boolean(status->power == POWER_ON));
    }
    json_put(json, "host", json_text(needed->host));
    json_put(json, "name", json_text(needed->name));
    return json;
}

/* What must be published for the record; a guest, who is not told the token, still sees its state.
 */
static struct requirement needed_for(const struct domain *domain,
                                     const struct requirement_list *list, enum record record)
{
    struct requirement untold = {.record = record, .host = "@"};

    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].record == record) {
            return list->items[i];
        }
    }
    text_copy(untold.name, sizeof untold.name, domain->name);
    return untold;
}

static void records_put(json_t *json, const struct domain *domain)
{
    struct requirement_list list = {0};

    requirement_list_make(domain, NULL, &list);
    for (int record = 0; record < RECORD_COUNT; record++) {
        struct requirement needed = needed_for(domain, &list, (enum record)record);

        json_put(json, record_word(needed.record), record_status_to_json(domain, &needed));
    }
    requirement_list_clear(&list);
}

static json_t *one_share_to_json(const struct share *share)
{
    json_t *json = json_object();

    json_put(json, "project_key", json_text(share->project_key));
    json_put(json, "registered_at", json_time(share->registered_at));
    if (*share->label) {
        json_put(json, "label", json_text(share->label));
    }
    return json;
}

json_t *wire_domain(const struct domain *domain)
{
    json_t *json = json_object(), *shares = json_array();

    for (size_t i = 0; i < domain->share_count; i++) {
        json_array_append_new(shares, one_share_to_json(&domain->shares[i]));
    }
    json_put(json, "domain", json_text(domain->name));
    json_put(json, "unicode", unicode_to_json(domain->name));
    json_put(json, "role", json_text(role_word(domain->role)));
    json_put(json, "environment", json_text(environment_word(domain->environment)));
    json_put(json, "region", json_text(region_word(domain->region)));
    json_put(json, "registered_at", json_time(domain->registered_at));
    records_put(json, domain);
    json_put(json, "shares", shares);
    json_put(json, "checked_at", json_time(domain->checked_at));
    json_put(json, "next_check_at", json_time(domain->next_check_at));
    json_put(json, "findings", json_findings(&domain->findings));
    return json;
}

json_t *domain_to_json(const struct reply *reply, size_t i)
{
    (void)i;
    return wire_domain(reply->as.domain);
}

json_t *domains_to_json(const struct reply *reply, size_t i)
{
    return wire_domain(reply->as.domains.items[i]);
}

json_t *share_to_json(const struct reply *reply, size_t i)
{
    return one_share_to_json(&reply->as.shares.items[i]);
}

json_t *record_to_json(const struct reply *reply, size_t i)
{
    const struct reply_records *records = &reply->as.records;
    const struct requirement *needed = &records->list.items[i];
    json_t *json = json_object();

    json_put(json, "domain", json_text(records->domain->name));
    json_put(json, "record", json_text(record_word(needed->record)));
    json_put(json, "type", json_text("TXT"));
    json_put(json, "name", json_text(needed->name));
    json_put(json, "host", json_text(needed->host));
    json_put(json, "value", json_word(needed->value));
    json_put(json, "zone", json_word(records->zone));
    json_put(json, "provider", json_word(records->providers[0]));
    json_put(json, "verified", json_boolean(needed->satisfied));
    return json;
}
