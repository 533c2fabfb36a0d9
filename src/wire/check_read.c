// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "base/text.h"
#include "wire/more.h"

#include <string.h>

enum { SERVERS_MOST = 256, CACHES_MOST = 256, COUNT_MOST = 1 << 20 };

static const char *status_text(int status)
{
    return check_status_word((enum check_status)status);
}

static const char *outcome_text(int outcome)
{
    return outcome_name((enum outcome)outcome);
}

static const char *record_text(int record)
{
    return record_word((enum record)record);
}

static const char *policy_text(int policy)
{
    static const char *const words[] = {"unknown", "none", "quarantine", "reject"};

    return words[policy];
}

static json_t *record_more(const struct check_record *record)
{
    json_t *json = json_object();

    json_put(json, "source_asked", json_boolean(record->source_asked));
    json_put(json, "source_has_all", json_boolean(record->source_has_all));
    json_put(json, "source_has_some", json_boolean(record->source_has_some));
    json_put(json, "resolver", json_text(outcome_name(record->resolver)));
    json_put(json, "cached_seconds", json_integer(record->cached_seconds));
    json_put(json, "name", json_name(&record->name));
    json_put(json, "expected", json_text(record->expected));
    json_put(json, "seen", json_text(record->seen));
    json_put(json, "found_at", record->found_at ? json_name(record->found_at) : json_null());
    json_put(json, "found_whole", json_boolean(record->found_whole));
    json_put(json, "places", json_integer(record->places));
    return json;
}

static json_t *server_more(const struct check_server *server)
{
    json_t *json = json_object(), *outcomes = json_array(), *has = json_array();
    char address[ADDRESS_TEXT] = "";

    if (server->address.family != ADDRESS_NONE) {
        address_port_text(&server->address, address);
    }
    for (int record = 0; record < RECORD_COUNT; record++) {
        json_array_append_new(outcomes, json_text(outcome_name(server->outcome[record])));
        json_array_append_new(has, json_boolean(server->has[record]));
    }
    json_put(json, "ns", json_text(server->ns));
    json_put(json, "address", json_word(address));
    json_put(json, "outcomes", outcomes);
    json_put(json, "has", has);
    json_put(json, "serial", json_integer(server->serial));
    return json;
}

void check_add_more(const struct check_result *check, json_t *object)
{
    json_t *more = json_object(), *records = json_object(), *servers = json_array();

    for (int record = 0; record < RECORD_COUNT; record++) {
        json_put(records, record_word((enum record)record), record_more(&check->records[record]));
    }
    for (size_t i = 0; i < check->server_count; i++) {
        json_array_append_new(servers, server_more(&check->servers[i]));
    }
    findings_add_more(&check->findings, json_object_get(object, "findings"));
    json_put(more, "records", records);
    json_put(more, "voids", json_number(check->voids));
    json_put(more, "policy", json_text(policy_text((int)check->policy)));
    json_put(more, "policy_inherited", json_boolean(check->policy_inherited));
    json_put(more, "zone", json_name(&check->zone));
    json_put(more, "servers", servers);
    json_put(more, "providers", providers_to_json(check->providers));
    json_put(more, "negative_ttl", json_integer(check->negative_ttl));
    json_put(more, "questions", json_integer(check->questions));
    json_put(object, "more", more);
}

static void record_read_more(struct reading *reading, const json_t *json,
                             struct check_record *record)
{
    struct name found_at;

    record->source_asked = read_flag(reading, json, "source_asked");
    record->source_has_all = read_flag(reading, json, "source_has_all");
    record->source_has_some = read_flag(reading, json, "source_has_some");
    record->resolver =
        (enum outcome)read_choice(reading, json, "resolver", outcome_text, OUTCOME_COUNT);
    record->cached_seconds = (uint32_t)read_integer(reading, json, "cached_seconds", 0, UINT32_MAX);
    read_name(reading, json, "name", &record->name);
    record->expected = read_text_new(reading, json, "expected");
    record->seen = read_text_new(reading, json, "seen");
    read_name(reading, json, "found_at", &found_at);
    record->found_at = found_at.length > 0 ? mem_dup(&found_at, sizeof found_at) : NULL;
    record->found_whole = read_flag(reading, json, "found_whole");
    record->places = (uint32_t)read_integer(reading, json, "places", 0, UINT32_MAX);
}

/* Two arrays with a place a record. */
static void outcomes_read(struct reading *reading, const json_t *json, struct check_server *server)
{
    const json_t *outcomes = read_array(reading, json, "outcomes", RECORD_COUNT);
    const json_t *has = read_array(reading, json, "has", RECORD_COUNT);

    for (size_t record = 0; record < RECORD_COUNT; record++) {
        const char *word = json_string_value(json_array_get(outcomes, record));
        int outcome = 0;

        while (outcome < OUTCOME_COUNT && !text_equal(outcome_text(outcome), word)) {
            outcome++;
        }
        if (outcome == OUTCOME_COUNT || !json_is_boolean(json_array_get(has, record))) {
            reading_wrong(reading, "outcomes");
            return;
        }
        server->outcome[record] = (enum outcome)outcome;
        server->has[record] = json_is_true(json_array_get(has, record));
    }
}

static void server_read(struct reading *reading, const json_t *json, struct check_server *server)
{
    const char *address = read_word(reading, json, "address");

    read_text(reading, json, "ns", server->ns, sizeof server->ns);
    if (address && !address_parse_port(address, &server->address)) {
        reading_wrong(reading, "address");
    }
    outcomes_read(reading, json, server);
    server->serial = (uint32_t)read_integer(reading, json, "serial", 0, UINT32_MAX);
}

static void servers_read(struct reading *reading, const json_t *more, struct check_result *check)
{
    const json_t *servers = read_array(reading, more, "servers", SERVERS_MOST);

    check->server_count = json_array_size(servers);
    check->servers =
        check->server_count ? mem_array(check->server_count, sizeof *check->servers) : NULL;
    for (size_t i = 0; i < check->server_count; i++) {
        server_read(reading, json_array_get(servers, i), &check->servers[i]);
    }
}

static void check_read_more(struct reading *reading, const json_t *more, struct check_result *check)
{
    const json_t *records = read_object(reading, more, "records");

    for (int record = 0; record < RECORD_COUNT; record++) {
        const json_t *json = read_object(reading, records, record_word((enum record)record));

        record_read_more(reading, json, &check->records[record]);
    }
    check->voids = (size_t)read_integer(reading, more, "voids", 0, COUNT_MOST);
    check->policy = (enum policy)read_choice(reading, more, "policy", policy_text, 4);
    check->policy_inherited = read_flag(reading, more, "policy_inherited");
    read_name(reading, more, "zone", &check->zone);
    servers_read(reading, more, check);
    providers_read(reading, more, check->providers);
    check->negative_ttl = (uint32_t)read_integer(reading, more, "negative_ttl", 0, UINT32_MAX);
    check->questions = (uint32_t)read_integer(reading, more, "questions", 0, UINT32_MAX);
}

/* The records that were looked at are those that have a status. */
static void statuses_read(struct reading *reading, const json_t *object, struct check_result *check)
{
    const json_t *status = read_object(reading, object, "status");

    for (int record = 0; record < RECORD_COUNT; record++) {
        const char *word = record_word((enum record)record);

        if (json_object_get(status, word)) {
            check->only |= 1u << record;
            check->records[record].status =
                (enum check_status)read_choice(reading, status, word, status_text, CHECK_TEMP + 1);
        }
    }
}

/* The resolver's place in the result; a new one behind the last. */
static struct check_cache *cache_place(struct check_result *check, const struct address *address)
{
    struct check_cache *cache = check->caches;

    while (cache < check->caches + check->cache_count && !address_equal(&cache->address, address)) {
        cache++;
    }
    if (cache == check->caches + check->cache_count) {
        check->cache_count++;
        cache->address = *address;
    }
    return cache;
}

static void cache_read(struct reading *reading, const json_t *json, struct check_result *check)
{
    const char *address = read_word(reading, json, "resolver");
    int record = read_choice(reading, json, "record", record_text, RECORD_COUNT);
    struct check_cache *cache;
    struct address resolver;

    if (!address || !address_parse_port(address, &resolver)) {
        reading_wrong(reading, "resolver");
        return;
    }
    cache = cache_place(check, &resolver);
    cache->outcome[record] =
        (enum outcome)read_choice(reading, json, "outcome", outcome_text, OUTCOME_COUNT);
    cache->has[record] = read_flag(reading, json, "right");
    cache->left[record] = (uint32_t)read_integer(reading, json, "ttl", 0, UINT32_MAX);
}

static void caches_read(struct reading *reading, const json_t *object, struct check_result *check)
{
    const json_t *rows = read_array(reading, object, "caches", CACHES_MOST);
    size_t count = json_array_size(rows);

    check->caches = count ? mem_array(count, sizeof *check->caches) : NULL;
    for (size_t i = 0; i < count; i++) {
        cache_read(reading, json_array_get(rows, i), check);
    }
}

struct check_result *check_read(struct reading *reading, const json_t *object)
{
    struct check_result *check = mem_new(sizeof *check);
    const json_t *more = read_more(reading, object);

    read_name(reading, object, "domain", &check->domain);
    if (check->domain.length == 0) {
        reading_wrong(reading, "domain");
    }
    statuses_read(reading, object, check);
    if (more) {
        check_read_more(reading, more, check);
    }
    findings_read(reading, object, "findings", &check->findings);
    check->fix = read_text_new(reading, object, "fix");
    check->lookups = (size_t)read_integer(reading, object, "lookups", 0, COUNT_MOST);
    check->took_ms = read_integer(reading, object, "took_ms", 0, INT64_MAX);
    if (json_object_get(object, "caches")) {
        caches_read(reading, object, check);
    }
    return check;
}
