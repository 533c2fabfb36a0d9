// SPDX-License-Identifier: MIT
#include "tests/support/json_zone.h"
#include "tests/support/json_rdata.h"

#include "base/array.h"
#include "base/text.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

enum { VIEWS = 8, TTL = 300, FAKE_MINIMUM = 60, HOPS = 12 };

struct owner {
    struct name name;
    const json_t *records;
};

struct view {
    struct address address;
    struct owner *owners;
    size_t count, capacity;
};

struct json_world {
    struct view views[VIEWS];
    size_t count;
};

// clang-format off
static const struct {
    const char *word;
    uint16_t type;
} types[] = {
    {"A", RR_A}, {"NS", RR_NS}, {"CNAME", RR_CNAME}, {"SOA", RR_SOA}, {"PTR", RR_PTR}, {"MX", RR_MX}, {"TXT", RR_TXT},
    {"AAAA", RR_AAAA}, {"SPF", RR_SPF},
};
static const struct {
    const char *word;
    enum outcome outcome;
} faults[] = {
    {"!SERVFAIL", OUTCOME_SERVFAIL}, {"!FORMERR", OUTCOME_SERVFAIL}, {"!NOTIMP", OUTCOME_SERVFAIL},
    {"!GARBAGE", OUTCOME_TIMEOUT},   {"!WRONGID", OUTCOME_TIMEOUT},  {"!TIMEOUT", OUTCOME_TIMEOUT},
    {"!REFUSED", OUTCOME_REFUSED},   {"!LAME", OUTCOME_LAME},        {"!NXDOMAIN", OUTCOME_NXDOMAIN},
    {"!TC-NO-TCP", OUTCOME_TRUNCATED},
};
// clang-format on

static uint16_t type_of(const char *word)
{
    for (size_t i = 0; i < COUNT(types); i++) {
        if (text_equal(types[i].word, word)) {
            return types[i].type;
        }
    }
    return 0;
}

static const char *word_of(uint16_t type)
{
    for (size_t i = 0; i < COUNT(types); i++) {
        if (types[i].type == type) {
            return types[i].word;
        }
    }
    return "";
}

static void view_read(struct view *view, json_t *zone)
{
    const char *key;
    json_t *records;

    json_object_foreach(zone, key, records)
    {
        struct owner *owner = ARRAY_ADD(view->owners, view->count, view->capacity);

        owner->records = records;
        if (!name_parse(key, &owner->name)) {
            view->count--;
        }
    }
}

struct json_world *json_world_new(json_t *zone, json_t *views)
{
    struct json_world *world = mem_new(sizeof *world);
    const char *key;
    json_t *view;

    if (json_object_size(views) == 0) {
        view_read(&world->views[world->count++], zone);
        return world;
    }
    json_object_foreach(views, key, view)
    {
        if (world->count < VIEWS && address_parse(key, &world->views[world->count].address)) {
            view_read(&world->views[world->count++], view);
        }
    }
    return world;
}

void json_world_free(struct json_world *world)
{
    for (size_t i = 0; i < world->count; i++) {
        free(world->views[i].owners);
    }
    free(world);
}

static const struct owner *owner_find(const struct view *view, const struct name *name)
{
    for (size_t i = 0; i < view->count; i++) {
        if (name_equal(&view->owners[i].name, name)) {
            return &view->owners[i];
        }
    }
    return NULL;
}

/* A name that owns records, or has names below it. */
static bool exists(const struct view *view, const struct name *name)
{
    for (size_t i = 0; i < view->count; i++) {
        if (name_is_within(&view->owners[i].name, name)) {
            return true;
        }
    }
    return false;
}

static const struct owner *wildcard_find(const struct view *view, const struct name *name)
{
    struct name above = *name, wild;

    while (name_parent(&above, &above)) {
        const struct owner *owner =
            name_prefix("*", &above, &wild) ? owner_find(view, &wild) : NULL;

        if (owner || exists(view, &above)) {
            return owner;
        }
    }
    return NULL;
}

static const struct owner *source_find(const struct view *view, const struct name *name)
{
    const struct owner *owner = owner_find(view, name);

    return owner || exists(view, name) ? owner : wildcard_find(view, name);
}

static uint32_t ttl_of(const json_t *record)
{
    const json_t *ttl = json_object_get(json_array_get(record, 2), "ttl");

    return ttl ? (uint32_t)json_integer_value(ttl) : TTL;
}

static const json_t *record_find(const struct owner *owner, uint16_t type)
{
    for (size_t i = 0; owner && i < json_array_size(owner->records); i++) {
        const json_t *record = json_array_get(owner->records, i);

        if (type_of(json_string_value(json_array_get(record, 0))) == type) {
            return record;
        }
    }
    return NULL;
}

/* The zone's SOA, or one made up where the case has none. */
static void add_soa(struct answers *answers, const struct view *view, const struct name *name)
{
    struct name at = *name;
    const json_t *soa = NULL;

    while (!(soa = record_find(owner_find(view, &at), RR_SOA)) && at.labels > 1 &&
           name_parent(&at, &at)) {
    }
    answers->has_soa = true;
    answers->soa_serial = 1;
    answers->soa_minimum = FAKE_MINIMUM;
    answers->soa_ttl = FAKE_MINIMUM;
    name_suffix(name, name->labels < 2 ? name->labels : 2, &answers->soa_owner);
    if (soa) {
        const json_t *data = json_array_get(soa, 1);
        json_int_t minimum = json_integer_value(json_object_get(data, "minimum"));

        answers->soa_owner = at;
        answers->soa_serial = (uint32_t)json_integer_value(json_object_get(data, "serial"));
        answers->soa_minimum = minimum ? (uint32_t)minimum : TTL;
        answers->soa_ttl = ttl_of(soa) < answers->soa_minimum ? ttl_of(soa) : answers->soa_minimum;
    }
}

static void add_records(struct answers *answers, const struct owner *owner, uint16_t type)
{
    for (size_t i = 0; owner && i < json_array_size(owner->records); i++) {
        const json_t *record = json_array_get(owner->records, i);
        struct buffer rdata = {0};

        if (type_of(json_string_value(json_array_get(record, 0))) == type && type != RR_SOA) {
            json_rdata(type, json_array_get(record, 1), &rdata);
            answers_add(answers, type, ttl_of(record), (const uint8_t *)buffer_text(&rdata),
                        rdata.length);
            answers->ttl = ttl_of(record);
        }
        buffer_clear(&rdata);
    }
}

static void answer_negative(struct answers *answers, const struct view *view,
                            const struct name *name)
{
    const struct owner *owner = source_find(view, name);

    answers->outcome = owner || exists(view, name) ? OUTCOME_NODATA : OUTCOME_NXDOMAIN;
    add_soa(answers, view, name);
    answers->ttl = answers->soa_ttl;
}

static struct answers *look_up(const struct view *view, const struct question *question)
{
    struct answers *answers = answers_new(OUTCOME_FOUND);
    struct name name = question->name;

    for (int hop = 0; hop < HOPS; hop++) {
        const struct owner *owner = source_find(view, &name);
        const json_t *alias = record_find(owner, RR_CNAME);

        if (alias && question->type != RR_CNAME) {
            if (!name_parse(json_string_value(json_array_get(alias, 1)), &name)) {
                break;
            }
            if (answers->alias_count < ANSWERS_ALIASES) {
                answers_add_alias(answers, &name);
            }
            continue;
        }
        add_records(answers, owner, question->type);
        if (question->type == RR_SOA && record_find(owner, RR_SOA)) {
            add_soa(answers, view, &name);
            answers_add(answers, RR_SOA, answers->soa_ttl, (const uint8_t *)"", 1);
        }
        if (answers->count == 0) {
            answer_negative(answers, view, &name);
        }
        return answers;
    }
    answers->outcome = OUTCOME_LOOP;
    return answers;
}

static bool fault_applies(const json_t *record, uint16_t type)
{
    const json_t *of = json_array_get(record, 1);
    const char *word =
        json_is_object(of) ? json_string_value(json_object_get(of, "type")) : json_string_value(of);

    return !word || text_equal(word, "*") || text_equal(word, word_of(type));
}

/* OUTCOME_NONE: no fault for this question. */
static enum outcome fault_find(const struct owner *owner, const struct question *question)
{
    for (size_t i = 0; owner && i < json_array_size(owner->records); i++) {
        const json_t *record = json_array_get(owner->records, i);
        const char *word = json_string_value(json_array_get(record, 0));

        if (text_equal(word, "!BOGUS") && fault_applies(record, question->type) && !question->cd) {
            return OUTCOME_SERVFAIL;
        }
        for (size_t j = 0; j < COUNT(faults); j++) {
            if (text_equal(word, faults[j].word) && fault_applies(record, question->type)) {
                return faults[j].outcome;
            }
        }
    }
    return OUTCOME_NONE;
}

static struct answers *view_answer(const struct view *view, const struct question *question)
{
    const struct owner *owner = owner_find(view, &question->name);
    enum outcome fault = fault_find(owner ? owner : wildcard_find(view, &question->name), question);
    struct answers *answers;

    if (fault == OUTCOME_NONE) {
        return look_up(view, question);
    }
    answers = answers_new(fault);
    if (fault == OUTCOME_NXDOMAIN) {
        add_soa(answers, view, &question->name);
        answers->ttl = answers->soa_ttl;
    }
    return answers;
}

static const struct view *view_find(const struct json_world *world, const struct address *server)
{
    struct address resolver, wanted = *server;

    if (!address_parse("127.0.0.1", &resolver)) {
        return NULL;
    }
    if (server->family == ADDRESS_NONE || world->count == 1) {
        wanted = resolver;
    }
    wanted.port = 0;
    for (size_t i = 0; i < world->count; i++) {
        if (world->count == 1 || address_equal(&world->views[i].address, &wanted)) {
            return &world->views[i];
        }
    }
    return NULL;
}

struct answers *json_world_answer(const struct json_world *world, const struct question *question)
{
    const struct view *view = view_find(world, &question->server);
    bool allowed = question->server.family == ADDRESS_NONE || question->server.bytes[0] == 127;
    struct answers *answers;

    if (!allowed) {
        return answers_new(OUTCOME_FORBIDDEN);
    }
    if (world->count == 1 && question->server.family != ADDRESS_NONE &&
        question->server.bytes[3] != 1) {
        view = NULL; /* nobody listens there */
    }
    answers = view ? view_answer(view, question) : answers_new(OUTCOME_TIMEOUT);
    answers->server = question->server;
    if (answers->server.family == ADDRESS_NONE && !address_parse("127.0.0.1", &answers->server)) {
        answers->server = question->server;
    }
    return answers;
}

bool json_world_answer_book(const struct json_world *world, struct book *book)
{
    const struct question *question;
    bool wanted = book_wanted(book) > 0;

    while ((question = book_take_wanted(book))) {
        book_put_take(book, question, json_world_answer(world, question));
    }
    return wanted;
}
