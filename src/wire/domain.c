// SPDX-License-Identifier: MIT
#include "base/text.h"
#include "domain/lifecycle.h"
#include "domain/requirement.h"
#include "wire/shape.h"
#include "wire/spell.h"
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

static void spell_unicode(struct buffer *out, const char *domain)
{
    struct name name;
    char text[NAME_TEXT];

    if (!name_parse(domain, &name)) {
        spell_text(out, "unicode", domain);
        return;
    }
    name_unicode(&name, text);
    spell_text(out, "unicode", text);
}

static void spell_record(struct buffer *out, const struct domain *domain,
                         const struct requirement *needed)
{
    const struct record_status *status = &domain->records[needed->record];

    spell_open(out, record_word(needed->record), '{');
    spell_term(out, "state", state_word(record_state(domain, needed->record)));
    if (members[needed->record].selector) {
        spell_word(out, "selector", domain->selector);
    }
    if (members[needed->record].value) {
        spell_word(out, "value", needed->value);
    }
    spell_time(out, "verified_at", status->verified_at);
    if (members[needed->record].policy) {
        spell_word(out, "policy", policies[domain->policy]);
    }
    if (members[needed->record].in_use) {
        spell_flag(out, "in_use", status->power == POWER_ON);
    }
    spell_text(out, "host", needed->host);
    spell_text(out, "name", needed->name);
    spell_close(out, '}');
}

/* A guest, who is not told the token, still sees its state. */
static void spell_untold(struct buffer *out, const struct domain *domain, enum record record)
{
    struct requirement untold = {.record = record, .host = "@"};

    text_copy(untold.name, sizeof untold.name, domain->name);
    spell_record(out, domain, &untold);
}

static const struct requirement *requirement_of(const struct requirement_list *list,
                                                enum record record)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].record == record) {
            return &list->items[i];
        }
    }
    return NULL;
}

static void spell_records(struct buffer *out, const struct domain *domain)
{
    struct requirement_list list = {0};

    requirement_list_make(domain, NULL, &list);
    for (int record = 0; record < RECORD_COUNT; record++) {
        const struct requirement *needed = requirement_of(&list, (enum record)record);

        if (needed) {
            spell_record(out, domain, needed);
        } else {
            spell_untold(out, domain, (enum record)record);
        }
    }
    requirement_list_clear(&list);
}

static void spell_share(struct buffer *out, const struct share *share)
{
    spell_open(out, NULL, '{');
    spell_text(out, "project_key", share->project_key);
    spell_time(out, "registered_at", share->registered_at);
    if (*share->label) {
        spell_text(out, "label", share->label);
    }
    spell_close(out, '}');
}

static void spell_shares(struct buffer *out, const struct domain *domain)
{
    spell_open(out, "shares", '[');
    for (size_t i = 0; i < domain->share_count; i++) {
        spell_share(out, &domain->shares[i]);
    }
    spell_close(out, ']');
}

void spell_domain(struct buffer *out, const struct domain *domain)
{
    spell_open(out, NULL, '{');
    spell_text(out, "domain", domain->name);
    spell_unicode(out, domain->name);
    spell_term(out, "role", role_word(domain->role));
    spell_term(out, "environment", environment_word(domain->environment));
    spell_term(out, "region", region_word(domain->region));
    spell_time(out, "registered_at", domain->registered_at);
    spell_records(out, domain);
    spell_shares(out, domain);
    spell_time(out, "checked_at", domain->checked_at);
    spell_time(out, "next_check_at", domain->next_check_at);
    spell_findings(out, &domain->findings);
    spell_close(out, '}');
}

json_t *wire_domain(const struct domain *domain)
{
    struct buffer text = {0};

    spell_domain(&text, domain);
    return json_spelled(&text);
}

void domain_to_text(struct buffer *out, const struct reply *reply, size_t i)
{
    (void)i;
    spell_domain(out, reply->as.domain);
}

void domains_to_text(struct buffer *out, const struct reply *reply, size_t i)
{
    spell_domain(out, reply->as.domains.items[i]);
}

void share_to_text(struct buffer *out, const struct reply *reply, size_t i)
{
    spell_share(out, &reply->as.shares.items[i]);
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
