// SPDX-License-Identifier: MIT
#include "domain/source.h"

#include "base/memory.h"
#include "domain/checkup.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* Without a zone again. */
static void servers_clear(struct source *source)
{
    free(source->servers);
    free(source->stray);
    free(source->ns);
    source->listed = false;
    source->zone.length = source->zone.labels = 0;
    source->servers = NULL;
    source->stray = source->ns = NULL;
    source->count = source->stray_count = source->ns_count = 0;
}

/* Of names only their lengths. */
void source_init(struct source *source)
{
    memset(source, 0, offsetof(struct source, zone));
    name_reset(&source->zone);
    name_reset(&source->cut);
}

void source_clear(struct source *source)
{
    servers_clear(source);
    source_init(source);
}

/* Where the name's zone begins; length 0: nobody knows. The SOA of a negative answer says it, too.
 */
static bool zone_find(struct checkup *checkup, const struct name *name, struct name *zone)
{
    const struct answers *soa = checkup_ask_infrastructure(checkup, name, RR_SOA);
    const struct answers *ns = checkup_ask_infrastructure(checkup, name, RR_NS);

    *zone = (struct name){0};
    if (!soa || !ns) {
        return false;
    }
    if (answers_is_found(ns) && ns->alias_count == 0) {
        *zone = *name;
    } else if (answers_is_definite(soa) && soa->has_soa && soa->alias_count == 0 &&
               name_is_within(name, &soa->soa_owner)) {
        *zone = soa->soa_owner;
    }
    return true;
}

static int compare_names(const void *a, const void *b)
{
    return name_compare(a, b);
}

/* The names of the zone's servers, sorted, so that a run does not depend on their order. */
static bool ns_find(struct checkup *checkup, struct source *source)
{
    const struct answers *ns = checkup_ask_infrastructure(checkup, &source->zone, RR_NS);
    size_t most;

    if (!ns) {
        return false;
    }
    if (ns->count == 0) {
        return true;
    }
    most = ns->count < SOURCE_NS ? ns->count : SOURCE_NS;
    source->ns = mem_array(most, sizeof *source->ns);
    for (size_t i = 0; i < ns->count && source->ns_count < most; i++) {
        source->ns_count += rr_name(&ns->records[i], &source->ns[source->ns_count]);
    }
    if (source->ns_count > 1) {
        qsort(source->ns, source->ns_count, sizeof *source->ns, compare_names);
    }
    return true;
}

static void server_add(struct source *source, const struct name *ns, const struct rr *rr)
{
    struct source_server server = {.ns = *ns};

    if (source->count == SOURCE_SERVERS || !rr_address(rr, &server.address)) {
        return;
    }
    for (size_t i = 0; i < source->count; i++) {
        if (address_equal(&source->servers[i].address, &server.address)) {
            return;
        }
    }
    source->servers = mem_resize(source->servers, source->count + 1, sizeof *source->servers);
    source->servers[source->count++] = server;
}

/* IPv4 where there is any: a host without IPv6 would take every other server for dead. */
static bool addresses_find(struct checkup *checkup, struct source *source, const struct name *ns)
{
    const struct answers *four = checkup_ask_infrastructure(checkup, ns, RR_A);
    const struct answers *six = checkup_ask_infrastructure(checkup, ns, RR_AAAA);
    const struct answers *best;

    if (!four || !six) {
        return false;
    }
    best = answers_is_found(four) ? four : six;
    for (size_t i = 0; i < best->count; i++) {
        server_add(source, ns, &best->records[i]);
    }
    if (answers_is_definite(four) && answers_is_definite(six) && best->count == 0) {
        source->stray = mem_resize(source->stray, source->stray_count + 1, sizeof *source->stray);
        source->stray[source->stray_count++] = *ns;
    }
    return true;
}

static bool servers_find(struct checkup *checkup, const struct name *zone, struct source *source)
{
    bool complete;

    if (source->listed && name_equal(&source->zone, zone)) {
        return true;
    }
    servers_clear(source);
    source->zone = *zone;
    complete = ns_find(checkup, source);
    for (size_t i = 0; i < source->ns_count; i++) {
        complete = addresses_find(checkup, source, &source->ns[i]) && complete;
    }
    source->listed = complete;
    return complete;
}

enum holding {
    HOLDING_UNKNOWN, /* the servers say nothing */
    HOLDING_HERE,    /* the zone holds the domain */
    HOLDING_BELOW    /* it was delegated, or is a zone of its own at the same servers */
};

/* What the servers of a zone above the domain say about it; `cut` is where its zone begins. */
static bool holding_find(struct checkup *checkup, const struct source *source,
                         enum holding *holding, struct name *cut)
{
    const struct name *domain = &checkup->wanted->domain;
    bool complete = true;

    *holding = HOLDING_UNKNOWN;
    *cut = *domain;
    for (size_t i = 0; i < source->count; i++) {
        struct question question = {
            .name = *domain, .type = RR_SOA, .cd = true, .server = source->servers[i].address};
        const struct answers *soa = checkup_ask(checkup, &question);

        complete = complete && soa;
        if (!soa || *holding == HOLDING_HERE) {
            continue;
        }
        if (soa->outcome == OUTCOME_LAME) {
            *holding = HOLDING_BELOW;
        } else if (answers_is_definite(soa)) {
            bool below = soa->has_soa && soa->alias_count == 0 &&
                         soa->soa_owner.labels > source->zone.labels &&
                         name_is_within(domain, &soa->soa_owner);

            *holding = below ? HOLDING_BELOW : HOLDING_HERE;
            *cut = below ? soa->soa_owner : *cut;
        }
    }
    return complete;
}

/* A name below another exists only when somebody made it: its parent, which does exist, is asked
 * for first, and the parent's servers say the rest. Top-level domains are left in peace. */
static bool parent_search(struct checkup *checkup, struct source *source, enum holding *holding,
                          struct name *cut)
{
    struct name parent, zone;

    *holding = HOLDING_BELOW;
    *cut = checkup->wanted->domain;
    if (checkup->wanted->domain.labels < 3 || !name_parent(&checkup->wanted->domain, &parent)) {
        return true;
    }
    if (!zone_find(checkup, &parent, &zone)) {
        return false;
    }
    if (zone.labels < 2) {
        return true;
    }
    if (!servers_find(checkup, &zone, source)) {
        return false;
    }
    return source->count == 0 || holding_find(checkup, source, holding, cut);
}

/* False: waiting. source->known when the zone above holds the domain. */
static bool climb(struct checkup *checkup, struct source *source)
{
    enum holding holding;
    struct name cut;

    if (!parent_search(checkup, source, &holding, &cut)) {
        return false;
    }
    source->known = holding == HOLDING_HERE;
    source->climbed = true;
    source->cut = cut;
    return true;
}

bool source_find(struct checkup *checkup, struct source *source)
{
    struct name zone;

    if (!source->climbed && !climb(checkup, source)) {
        return false;
    }
    if (source->known) {
        return true;
    }
    if (!zone_find(checkup, &source->cut, &zone)) {
        return false;
    }
    if (zone.labels < 2) {
        servers_clear(source);
    }
    source->known = zone.labels < 2 || servers_find(checkup, &zone, source);
    return source->known;
}
