// SPDX-License-Identifier: MIT
#include "base/text.h"
#include "wire/shape.h"

static json_t *letter_to_json(char letter)
{
    const char text[] = {letter, '\0'};

    return json_word(text);
}

/* Those that receivers read; one that is no URI is a finding instead. */
static json_t *uris_to_json(const struct dmarc_uri *uris, size_t count)
{
    json_t *list = json_array();

    for (size_t i = 0; i < count; i++) {
        if (uris[i].valid) {
            json_array_append_new(list, json_text(uris[i].text));
        }
    }
    return list;
}

static json_t *policy_to_json(const struct dmarc_record *record)
{
    json_t *json = json_object();

    json_put(json, "p", json_text(dmarc_policy_name(record->p)));
    json_put(json, "sp", json_text(dmarc_policy_name(record->sp)));
    json_put(json, "np", json_text(dmarc_policy_name(record->np)));
    json_put(json, "aspf", letter_to_json(record->aspf));
    json_put(json, "adkim", letter_to_json(record->adkim));
    json_put(json, "psd", letter_to_json(record->psd));
    json_put(json, "t", letter_to_json(record->t));
    json_put(json, "fo", json_word(record->fo));
    json_put(json, "rua", uris_to_json(record->rua, record->rua_count));
    json_put(json, "ruf", uris_to_json(record->ruf, record->ruf_count));
    return json;
}

/* Whether there was one record to read. */
static bool record_is_read(const struct reply_dmarc_lint *lint)
{
    return text_equal(lint->verdict, "valid") || text_equal(lint->verdict, "invalid");
}

json_t *dmarc_lint_to_json(const struct reply *reply, size_t i)
{
    const struct reply_dmarc_lint *lint = &reply->as.dmarc_lint;
    json_t *json = json_object();

    (void)i;
    json_put(json, "usable", json_boolean(lint->record.usable));
    json_put(json, "clean", json_boolean(lint->clean));
    json_put(json, "verdict", json_text(lint->verdict));
    json_put(json, "policy", record_is_read(lint) ? policy_to_json(&lint->record) : json_null());
    json_put(json, "flags", json_codes(&lint->flags));
    return json;
}

json_t *dmarc_discover_to_json(const struct reply *reply, size_t i)
{
    const struct dmarc_walk *walk = &reply->as.dmarc_walk;
    const char *effective = walk->has_policy ? dmarc_policy_name(walk->effective) : NULL;
    json_t *json = json_object(), *queries = json_array();

    (void)i;
    for (size_t at = 0; at < walk->query_count; at++) {
        json_array_append_new(queries, json_name(&walk->queries[at]));
    }
    json_put(json, "org_domain", json_name(&walk->org_domain));
    json_put(json, "policy_domain",
             walk->has_policy ? json_name(&walk->policy_domain) : json_null());
    json_put(json, "effective", json_text(walk->temperror ? "temperror" : effective));
    json_put(json, "queries", queries);
    return json;
}

json_t *dmarc_reports_to_json(const struct reply *reply, size_t i)
{
    const struct reply_dmarc_reports *reports = &reply->as.dmarc_reports;
    json_t *json = json_object(), *destinations = json_object();

    (void)i;
    for (size_t at = 0; at < reports->count; at++) {
        json_put(destinations, reports->items[at].uri, json_text(reports->items[at].consent));
    }
    json_put(json, "destinations", destinations);
    return json;
}

json_t *dmarc_build_to_json(const struct reply *reply, size_t i)
{
    json_t *json = json_object();

    (void)i;
    json_put(json, "value", json_text(reply->as.text));
    return json;
}
