// SPDX-License-Identifier: MIT
#include "base/text.h"
#include "wire/more.h"
#include "wire/wire.h"

#include <string.h>

json_t *providers_to_json(const char providers[2][32])
{
    json_t *list = json_array();

    for (size_t i = 0; i < 2; i++) {
        json_array_append_new(list, json_text(providers[i]));
    }
    return list;
}

void providers_read(struct reading *reading, const json_t *object, char providers[2][32])
{
    const json_t *list = read_array(reading, object, "providers", 2);

    for (size_t i = 0; i < 2; i++) {
        const char *text = json_string_value(json_array_get(list, i));

        if (!text || !text_copy(providers[i], 32, text) || !text_is_ascii(text, strlen(text))) {
            reading_wrong(reading, "providers");
            providers[i][0] = '\0';
        }
    }
}

void records_add_more(const struct reply_records *records, json_t *body)
{
    json_t *more = json_object(), *domain = wire_domain(records->domain);

    domain_add_more(records->domain, domain);
    json_put(more, "domain", domain);
    json_put(more, "zone", json_word(records->zone));
    json_put(more, "providers", providers_to_json(records->providers));
    json_put(body, "more", more);
}

static const char *record_text(int record)
{
    return record_word((enum record)record);
}

static void requirement_read(struct reading *reading, const json_t *object,
                             struct requirement *needed)
{
    needed->record = (enum record)read_choice(reading, object, "record", record_text, RECORD_COUNT);
    read_text(reading, object, "name", needed->name, sizeof needed->name);
    read_text(reading, object, "host", needed->host, sizeof needed->host);
    needed->value = read_text_new(reading, object, "value");
    needed->satisfied = read_flag(reading, object, "verified");
}

/* Without "more" each record names its domain and its zone. */
static void surroundings_read(struct reading *reading, const json_t *list,
                              struct reply_records *records)
{
    const json_t *first = json_array_get(list, 0);

    records->domain = domain_new();
    if (first) {
        read_text(reading, first, "domain", records->domain->name, sizeof records->domain->name);
        read_text(reading, first, "zone", records->zone, sizeof records->zone);
        read_text(reading, first, "provider", records->providers[0], sizeof records->providers[0]);
    }
}

void records_read(struct reading *reading, const json_t *body, struct reply_records *records)
{
    const json_t *list = read_array(reading, body, "records", RECORD_COUNT);
    const json_t *more = read_more(reading, body);

    for (size_t i = 0; i < json_array_size(list); i++) {
        requirement_read(reading, json_array_get(list, i), requirement_add(&records->list));
    }
    if (more) {
        records->domain = domain_read(reading, read_object(reading, more, "domain"));
        read_text(reading, more, "zone", records->zone, sizeof records->zone);
        providers_read(reading, more, records->providers);
    } else {
        surroundings_read(reading, list, records);
    }
}
