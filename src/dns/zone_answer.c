// SPDX-License-Identifier: MIT
#include "dns/octets.h"
#include "dns/zone_records.h"

#include <stddef.h>

static bool is_owned(const struct zone *zone, const struct name *owner)
{
    for (size_t i = 0; i < zone->count; i++) {
        if (name_equal(&zone->records[i].owner, owner)) {
            return true;
        }
    }
    return false;
}

/* Also the empty non-terminals: names with nothing but names below them (RFC 8020 2). */
static bool exists(const struct zone *zone, const struct name *name)
{
    for (size_t i = 0; i < zone->count; i++) {
        if (name_is_within(&zone->records[i].owner, name)) {
            return true;
        }
    }
    return false;
}

/* The owner whose records answer for name: itself, or the wildcard below the closest encloser (RFC
 * 4592 3.3.1). */
static bool find_source(const struct zone *zone, const struct name *name, struct name *source)
{
    struct name encloser = *name;

    if (exists(zone, name)) {
        *source = *name;
        return true;
    }
    while (name_parent(&encloser, &encloser)) {
        if (exists(zone, &encloser)) {
            return name_prefix("*", &encloser, source) && is_owned(zone, source);
        }
    }
    return false;
}

static const struct zone_rr *find_rr(const struct zone *zone, const struct name *owner,
                                     uint16_t type)
{
    for (size_t i = 0; i < zone->count; i++) {
        if (zone->records[i].type == type && name_equal(&zone->records[i].owner, owner)) {
            return &zone->records[i];
        }
    }
    return NULL;
}

/* The SOA of the zone that name is in: the deepest one above it. */
static const struct zone_rr *find_soa(const struct zone *zone, const struct name *name)
{
    const struct zone_rr *best = NULL;

    for (size_t i = 0; i < zone->count; i++) {
        const struct zone_rr *rr = &zone->records[i];

        if (rr->type == RR_SOA && name_is_within(name, &rr->owner) &&
            (!best || rr->owner.labels > best->owner.labels)) {
            best = rr;
        }
    }
    return best;
}

static void ttl_lower(struct answers *answers, uint32_t ttl)
{
    if (ttl < answers->ttl) {
        answers->ttl = ttl;
    }
}

static void add_soa(struct answers *answers, const struct zone_rr *soa)
{
    const uint8_t *numbers = (const uint8_t *)soa->rdata.bytes + soa->rdata.length - 20;

    answers->has_soa = true;
    answers->soa_owner = soa->owner;
    answers->soa_serial = octets_get32(numbers);
    answers->soa_minimum = octets_get32(numbers + 16);
    answers->soa_ttl =
        soa->ttl < answers->soa_minimum ? soa->ttl : answers->soa_minimum; /* RFC 2308 3 */
}

static void add_records(struct answers *answers, const struct zone *zone, const struct name *owner,
                        uint16_t type)
{
    for (size_t i = 0; i < zone->count; i++) {
        const struct zone_rr *rr = &zone->records[i];

        if (rr->type == type && name_equal(&rr->owner, owner)) {
            answers_add(answers, type, rr->ttl, (const uint8_t *)rr->rdata.bytes, rr->rdata.length);
            ttl_lower(answers, rr->ttl);
        }
    }
}

/* Moves *name to the target of its CNAME; false when there is none to follow. */
static bool follow_alias(struct answers *answers, const struct zone *zone,
                         const struct name *source, struct name *name)
{
    const struct zone_rr *cname = find_rr(zone, source, RR_CNAME);
    struct rr rr = {.type = RR_CNAME};

    if (!cname) {
        return false;
    }
    rr.bytes = (const uint8_t *)cname->rdata.bytes;
    rr.length = (uint16_t)cname->rdata.length;
    if (answers->alias_count == ANSWERS_ALIASES || !rr_name(&rr, name)) {
        answers->outcome = OUTCOME_LOOP;
        return false;
    }
    answers_add_alias(answers, name);
    ttl_lower(answers, cname->ttl);
    return true;
}

/* Runs along the CNAMEs to the last name and says what is there. */
static void answer_name(struct answers *answers, const struct zone *zone, struct name *name,
                        uint16_t type)
{
    struct name source;

    do {
        if (!find_source(zone, name, &source)) {
            answers->outcome = OUTCOME_NXDOMAIN;
            answers->rcode = 3;
            return;
        }
        add_records(answers, zone, &source, type);
    } while (answers->count == 0 && type != RR_CNAME && follow_alias(answers, zone, &source, name));
    if (answers->outcome != OUTCOME_LOOP) {
        answers->outcome = answers->count > 0 ? OUTCOME_FOUND : OUTCOME_NODATA;
    }
}

struct answers *zone_answer(const struct zone *zone, const struct question *question)
{
    struct answers *answers = answers_new(OUTCOME_NONE);
    struct name name = question->name;
    const struct zone_rr *soa = find_soa(zone, &name);
    bool direct = question_asked(question) == ASKED_AUTHORITATIVE;

    answers->server = question->server;
    answers->reachable = true;
    answers->ra = !direct;
    if (direct && !soa) {
        answers->outcome = OUTCOME_REFUSED;
        answers->rcode = 5;
        return answers;
    }
    answers->aa = true;
    answers->ttl = UINT32_MAX;
    answer_name(answers, zone, &name, question->type);
    soa = find_soa(zone, &name);
    if (soa && (answers->count == 0 || question->type == RR_SOA)) {
        add_soa(answers, soa);
    }
    if (answers->count == 0) {
        ttl_lower(answers, answers->has_soa ? answers->soa_ttl : 0);
    }
    return answers;
}
