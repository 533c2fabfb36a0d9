// SPDX-License-Identifier: MIT
#include "wire/shape.h"
#include "wire/spell.h"

static void spell_statuses(struct buffer *out, const struct check_result *check)
{
    spell_open(out, "status", '{');
    for (int record = 0; record < RECORD_COUNT; record++) {
        if (check->only & 1u << record) {
            spell_term(out, record_word((enum record)record),
                       check_status_word(check->records[record].status));
        }
    }
    spell_close(out, '}');
}

static void spell_codes(struct buffer *out, const struct finding_list *findings)
{
    spell_open(out, "codes", '[');
    for (size_t i = 0; i < findings->count; i++) {
        if (!finding_list_repeats(findings, i)) {
            spell_term(out, NULL, code_word(findings->items[i].code));
        }
    }
    spell_close(out, ']');
}

static void spell_cache(struct buffer *out, const struct check_cache *cache, int record)
{
    char address[ADDRESS_TEXT];

    address_port_text(&cache->address, address);
    spell_open(out, NULL, '{');
    spell_text(out, "resolver", address);
    spell_term(out, "record", record_word((enum record)record));
    spell_term(out, "outcome", outcome_name(cache->outcome[record]));
    spell_flag(out, "right", cache->has[record]);
    spell_number(out, "ttl", cache->left[record]);
    spell_close(out, '}');
}

/* One for each resolver and record that it was asked for. */
static void spell_caches(struct buffer *out, const struct check_result *check)
{
    spell_open(out, "caches", '[');
    for (size_t i = 0; i < check->cache_count; i++) {
        for (int record = 0; record < RECORD_COUNT; record++) {
            if (check->caches[i].outcome[record] != OUTCOME_NONE) {
                spell_cache(out, &check->caches[i], record);
            }
        }
    }
    spell_close(out, ']');
}

void spell_check(struct buffer *out, const struct check_result *check)
{
    char domain[NAME_TEXT];

    name_text(&check->domain, domain);
    spell_open(out, NULL, '{');
    spell_text(out, "domain", check->domain.length ? domain : NULL);
    spell_statuses(out, check);
    spell_codes(out, &check->findings);
    spell_findings(out, &check->findings);
    spell_text(out, "fix", check->fix && *check->fix ? check->fix : NULL);
    spell_number(out, "lookups", (int64_t)check->lookups);
    spell_number(out, "took_ms", check->took_ms);
    if (check->cache_count > 0) {
        spell_caches(out, check);
    }
    spell_close(out, '}');
}

void check_to_text(struct buffer *out, const struct reply *reply, size_t i)
{
    (void)i;
    spell_check(out, reply->as.check);
}
