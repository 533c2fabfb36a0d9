// SPDX-License-Identifier: MIT
#include "domain/judge_dns.h"

#include "base/memory.h"
#include "base/text.h"
#include "domain/txt.h"

#include <stdlib.h>
#include <string.h>

static bool same_alias(const struct name *a, const struct name *b)
{
    return a && b ? name_equal(a, b) : a == b;
}

static bool same_view(const struct view *a, const struct view *b)
{
    struct txt left, right;
    bool same = a->outcome == b->outcome && same_alias(a->alias, b->alias);

    if (!same || a->outcome != OUTCOME_FOUND) {
        return same;
    }
    txt_read(a->answers, &left);
    txt_read(b->answers, &right);
    same = txt_equal(&left, &right);
    txt_clear(&left);
    txt_clear(&right);
    return same;
}

bool sight_take(struct checkup *checkup, enum record record, struct sight *out)
{
    const struct name *name = &checkup->out->records[record].name;
    size_t count = checkup->source->count;
    bool complete = true;

    for (size_t i = 0; i < count; i++) {
        complete = checkup_view(checkup, &checkup->source->servers[i].address, name, RR_TXT,
                                &out->views[i]) &&
                   complete;
    }
    for (size_t i = 0; complete && i < count; i++) {
        while (!same_view(&out->views[out->leader[i]], &out->views[i])) {
            out->leader[i]++;
        }
    }
    for (size_t i = 0; complete && i < count; i++) {
        if (out->leader[i] == i && view_is_definite(&out->views[i])) {
            complete = judge_record(checkup, record, &out->views[i], &out->judged[i]);
        }
    }
    return complete;
}

void sight_clear(struct sight *sight)
{
    for (size_t i = 0; i < SOURCE_SERVERS; i++) {
        judged_clear(&sight->judged[i]);
        sight->leader[i] = 0;
    }
}

static bool is_lame(const struct answers *soa)
{
    return soa->outcome == OUTCOME_LAME || soa->outcome == OUTCOME_REFUSED ||
           soa->outcome == OUTCOME_SERVFAIL;
}

static struct finding *tell_server(struct checkup *checkup, enum code code, const struct name *ns,
                                   const struct address *address)
{
    struct finding *finding = finding_add(&checkup->out->findings, code, AREA_DNS, ns);

    finding_word_name(finding, "ns", ns);
    if (address) {
        finding_server(finding, address);
        finding_word_bytes(finding, "address", finding->server, strlen(finding->server));
    }
    return finding;
}

/* Others may have answered; whether a record can be told is said at the record. */
static void tell_silence(struct checkup *checkup, const struct source_server *server)
{
    struct finding *finding = tell_server(checkup, CODE_DNS_TIMEOUT, &server->ns, &server->address);
    char zone[NAME_TEXT], ns[NAME_TEXT];

    name_text(&checkup->source->zone, zone);
    name_text(&server->ns, ns);
    finding_word(finding, "name", "%s @%s", zone, ns);
    finding->severity = SEVERITY_WARN;
}

static void judge_server(struct checkup *checkup, size_t i, const struct answers *soa, size_t *lame)
{
    const struct source_server *server = &checkup->source->servers[i];

    if (is_lame(soa)) {
        tell_server(checkup, CODE_DNS_LAME, &server->ns, &server->address);
        (*lame)++;
    } else if (soa->outcome == OUTCOME_FORBIDDEN) {
        tell_server(checkup, CODE_DNS_REFUSED_ADDRESS, &server->ns, &server->address);
    } else if (soa->outcome == OUTCOME_TIMEOUT) {
        tell_silence(checkup, server);
    }
    if (soa->has_soa && answers_is_definite(soa)) {
        uint32_t least = soa->soa_ttl < soa->soa_minimum ? soa->soa_ttl : soa->soa_minimum;

        checkup->out->servers[i].serial = soa->soa_serial;
        checkup->out->negative_ttl = least;
    }
}

static void judge_strays(struct checkup *checkup, size_t *lame)
{
    for (size_t i = 0; i < checkup->source->stray_count; i++) {
        tell_server(checkup, CODE_DNS_LAME, &checkup->source->stray[i], NULL);
        (*lame)++;
    }
}

/* About 1 look-up in {n} meets a lame server. */
static void tell_share(struct checkup *checkup, size_t lame)
{
    struct finding_list *findings = &checkup->out->findings;
    size_t all = checkup->source->count + checkup->source->stray_count;

    for (size_t i = 0; i < findings->count; i++) {
        if (findings->items[i].code == CODE_DNS_LAME) {
            finding_word(&findings->items[i], "n", "%zu", all / lame);
        }
    }
}

static void servers_write(struct checkup *checkup)
{
    struct check_result *out = checkup->out;
    const struct source *source = checkup->source;

    if (out->servers) { /* by an earlier round */
        return;
    }
    out->zone = source->zone;
    out->server_count = source->count;
    out->servers = source->count ? mem_array(source->count, sizeof *out->servers) : NULL;
    for (size_t i = 0; i < source->count; i++) {
        char text[NAME_TEXT];

        name_text(&source->servers[i].ns, text);
        text_copy(out->servers[i].ns, sizeof out->servers[i].ns, text);
        out->servers[i].address = source->servers[i].address;
    }
}

bool judge_servers(struct checkup *checkup)
{
    const struct source *source = checkup->source;
    const struct answers *soa[SOURCE_SERVERS] = {NULL};
    bool complete = true;
    size_t lame = 0;

    servers_write(checkup);
    for (size_t i = 0; i < source->count; i++) {
        soa[i] = checkup_ask(checkup, &(struct question){.name = source->zone,
                                                         .type = RR_SOA,
                                                         .cd = true,
                                                         .server = source->servers[i].address});
        complete = complete && soa[i];
    }
    for (size_t i = 0; complete && i < source->count; i++) {
        judge_server(checkup, i, soa[i], &lame);
    }
    if (complete) {
        judge_strays(checkup, &lame);
    }
    if (lame > 0) {
        tell_share(checkup, lame);
    }
    return complete;
}

/* The server whose view speaks for the rest: one that has the record, else the first that answers.
 */
static size_t speaker(const struct checkup *checkup, const struct sight *sight)
{
    size_t count = checkup->source->count, first = count;

    for (size_t i = 0; i < count; i++) {
        if (!view_is_definite(&sight->views[i])) {
            continue;
        }
        if (sight->judged[sight->leader[i]].judgement == JUDGEMENT_RIGHT) {
            return i;
        }
        first = first == count ? i : first;
    }
    return first;
}

void judge_agreement(struct checkup *checkup, enum record record, const struct sight *sight)
{
    const struct source_server *servers = checkup->source->servers;
    const struct check_server *seen = checkup->out->servers;
    size_t a = speaker(checkup, sight);

    for (size_t b = 0; a < checkup->source->count && b < checkup->source->count; b++) {
        if (!view_is_definite(&sight->views[b]) || sight->leader[a] == sight->leader[b]) {
            continue;
        }
        struct finding *finding = finding_add(&checkup->out->findings, CODE_DNS_NS_DISAGREE,
                                              AREA_DNS, &checkup->out->records[record].name);

        finding_word_name(finding, "ns-a", &servers[a].ns);
        finding_word_name(finding, "ns-b", &servers[b].ns);
        finding_word(finding, "a", "%u", seen[a].serial);
        finding_word(finding, "b", "%u", seen[b].serial);
        finding_server(finding, &servers[b].address);
        return;
    }
}
