// SPDX-License-Identifier: MIT
#include "domain/decide.h"

#include "base/memory.h"
#include "base/text.h"
#include "domain/caches.h"
#include "domain/places.h"
#include "domain/probe.h"
#include "domain/trouble.h"

#include <stdlib.h>

void decide_clear(struct check *check)
{
    source_clear(&check->source);
    for (int i = 0; i < RECORD_COUNT; i++) {
        struct matter *matter = &check->matters[i];

        judged_clear(&matter->opinion.judged);
        judged_clear(&matter->ruling.judged);
        if (matter->sight) {
            sight_clear(matter->sight);
            free(matter->sight);
        }
        places_free(check->checkup.places[i]);
    }
}

static void move_text(char **to, char **from)
{
    if (*from) {
        free(*to);
        *to = *from;
        *from = NULL;
    }
}

/* Token and SPF share a name, and what is wrong with it. */
static bool is_told(const struct finding_list *list, const struct finding *finding)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct finding *told = &list->items[i];

        if (told->code == finding->code && told->area == finding->area &&
            text_equal(told->name, finding->name)) {
            return true;
        }
    }
    return false;
}

/* Those of one judge are told once anyway: where there were none, the list is theirs. */
static void findings_move(struct finding_list *to, struct finding_list *from)
{
    if (to->count == 0 && to->capacity == 0) {
        *to = *from;
        *from = (struct finding_list){0};
        return;
    }
    for (size_t i = 0; i < from->count; i++) {
        if (!is_told(to, &from->items[i])) {
            finding_list_take(to, &from->items[i]);
        }
    }
}

/* A judged view decides; the judged keeps nothing. */
static void rule(struct check *check, enum record record, enum check_status status,
                 const struct view *view, struct judged *judged)
{
    struct ruling *ruling = &check->matters[record].ruling;

    ruling->given = true;
    ruling->status = status;
    ruling->answers = view->answers;
    ruling->judged = *judged;
    *judged = (struct judged){0};
}

/* Makes the ruling the record's result. */
static void accept(struct check *check, enum record record)
{
    struct check_result *out = check->checkup.out;
    struct check_record *seen = &out->records[record];
    struct ruling *ruling = &check->matters[record].ruling;
    struct judged *judged = &ruling->judged;

    seen->status = ruling->status;
    move_text(&seen->seen, &judged->seen);
    if (record == RECORD_SPF) {
        move_text(&out->fix, &judged->fix);
        out->lookups = judged->lookups;
        out->voids = judged->voids;
    } else if (record == RECORD_DMARC) {
        out->policy = judged->policy;
        out->policy_inherited = judged->inherited;
    }
    for (size_t i = 0; i < judged->findings.count; i++) {
        struct finding *finding = &judged->findings.items[i];

        if (!finding->server && ruling->answers) {
            finding_server(finding, &ruling->answers->server);
            finding->ttl = finding->ttl ? finding->ttl : ruling->answers->ttl;
        }
    }
    findings_move(&out->findings, &judged->findings);
    if (ruling->apex_known) {
        check->apex_known = true;
        check->apex_missing = ruling->apex_missing;
    }
}

/* What the resolver decided alone comes first. */
void decide_accept(struct check *check)
{
    for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < RECORD_COUNT; i++) {
            const struct ruling *ruling = &check->matters[i].ruling;

            if (ruling->given && ruling->at_source == (pass == 1)) {
                accept(check, (enum record)i);
            }
        }
    }
}

static void note_apex(struct check *check, enum record record, const struct view *view)
{
    struct ruling *ruling = &check->matters[record].ruling;

    if ((record == RECORD_TOKEN || record == RECORD_SPF) && view_is_definite(view)) {
        ruling->apex_known = true;
        ruling->apex_missing = view->outcome == OUTCOME_NXDOMAIN && !view->alias;
    }
}

/* Token and SPF stand at one name, which need not be looked up twice. */
static bool take_view(struct check *check, enum record record)
{
    const struct opinion *token = &check->matters[RECORD_TOKEN].opinion;
    struct opinion *opinion = &check->matters[record].opinion;

    if (record == RECORD_SPF && token->viewed) {
        opinion->viewed = true;
        opinion->view = token->view;
    } else if (!opinion->viewed) {
        opinion->viewed =
            checkup_view(&check->checkup, NULL, &check->checkup.out->records[record].name, RR_TXT,
                         &opinion->view);
    }
    return opinion->viewed;
}

/* False: not known yet. */
static bool form_opinion(struct check *check, enum record record)
{
    struct checkup *checkup = &check->checkup;
    struct check_record *seen = &checkup->out->records[record];
    struct opinion *opinion = &check->matters[record].opinion;

    if (opinion->known) {
        return true;
    }
    opinion->known =
        take_view(check, record) && judge_record(checkup, record, &opinion->view, &opinion->judged);
    if (opinion->known) {
        seen->resolver = opinion->view.outcome;
    }
    return opinion->known;
}

bool decide_at_resolver(struct check *check, enum record record)
{
    struct opinion *opinion = &check->matters[record].opinion;

    if (!form_opinion(check, record) || opinion->judged.judgement != JUDGEMENT_RIGHT) {
        return false;
    }
    note_apex(check, record, &opinion->view);
    rule(check, record, CHECK_PASS, &opinion->view, &opinion->judged);
    return true;
}

/* What is not there is looked for elsewhere, and what is there may be a wildcard's. False: waiting.
 */
static bool explain(struct check *check, enum record record, const struct address *server,
                    const struct view *view, struct judged *judged)
{
    struct checkup *checkup = &check->checkup;
    bool complete = true;

    if (judged->absent) {
        complete = probe_record(checkup, record, server, judged);
    }
    if (view->outcome == OUTCOME_FOUND) {
        complete = probe_wildcard(checkup, record, server, view, &judged->findings) && complete;
    }
    return complete;
}

/* Nobody at the source can be asked: the resolver's word is an estimate. */
static void estimate(struct check *check, enum record record)
{
    struct opinion *opinion = &check->matters[record].opinion;
    enum check_status status = CHECK_PASS;

    if (!form_opinion(check, record)) {
        return;
    }
    note_apex(check, record, &opinion->view);
    if (opinion->judged.judgement == JUDGEMENT_WRONG) {
        status = CHECK_FAIL;
        if (!explain(check, record, NULL, &opinion->view, &opinion->judged)) {
            return;
        }
    } else if (opinion->judged.judgement == JUDGEMENT_UNSURE) {
        status = CHECK_TEMP;
    }
    rule(check, record, status, &opinion->view, &opinion->judged);
}

/* The resolver still remembers what was there before: nothing, or something else. */
static void wait_for_cache(struct check *check, enum record record, struct judged *source)
{
    struct check_result *out = check->checkup.out;
    struct check_record *seen = &out->records[record];
    struct opinion *opinion = &check->matters[record].opinion;
    bool negative = opinion->view.outcome != OUTCOME_FOUND;
    enum code code = negative ? CODE_DNS_NEGATIVE_CACHED : CODE_DNS_OLD_CACHED;
    struct finding *finding =
        finding_add(&source->findings, code, record_area(record), &seen->name);

    seen->cached_seconds = cache_left(out, &opinion->view);
    finding->ttl = seen->cached_seconds;
    finding_server(finding, &opinion->view.answers->server);
    finding_expect(finding, source->seen, opinion->judged.seen ? opinion->judged.seen : "");
    move_text(&source->seen, &opinion->judged.seen);
    rule(check, record, CHECK_TEMP, &opinion->view, source);
}

/* The obsolete record type beside a right TXT does no harm, and no good. False: waiting. */
static bool tell_type99(struct check *check, const struct address *server, struct judged *judged)
{
    const struct name *domain = &check->checkup.wanted->domain;
    struct view view;

    if (!checkup_view(&check->checkup, server, domain, RR_SPF, &view)) {
        return false;
    }
    if (view.outcome == OUTCOME_FOUND) {
        finding_add(&judged->findings, CODE_SPF_TYPE99, AREA_SPF, domain);
    }
    return true;
}

/* What else the server shows beside a right record. False: waiting. */
static bool look_around(struct check *check, enum record record, const struct address *server,
                        const struct opinion *opinion, struct judged *judged)
{
    bool complete = true;

    if (opinion->view.outcome == OUTCOME_FOUND) {
        complete =
            probe_wildcard(&check->checkup, record, server, &opinion->view, &judged->findings);
    }
    if (record == RECORD_SPF) {
        complete = tell_type99(check, server, judged) && complete;
    }
    return complete;
}

/* The source has it; does the resolver know? */
static void confirm(struct check *check, enum record record, const struct address *server,
                    struct judged *source)
{
    struct opinion *opinion = &check->matters[record].opinion;

    if (!form_opinion(check, record)) {
        return;
    }
    if (opinion->judged.judgement == JUDGEMENT_RIGHT) {
        if (look_around(check, record, server, opinion, &opinion->judged)) {
            rule(check, record, CHECK_PASS, &opinion->view, &opinion->judged);
        }
    } else if (opinion->judged.judgement == JUDGEMENT_WRONG && view_is_definite(&opinion->view)) {
        wait_for_cache(check, record, source);
    } else {
        rule(check, record, CHECK_TEMP, &opinion->view, &opinion->judged);
    }
}

/* Which server's view decides: one that is right, else one that cannot tell, else the first that is
 * definite; count: none is. */
static size_t decisive(const struct sight *sight, size_t count)
{
    size_t best = count;

    for (size_t i = 0; i < count; i++) {
        if (sight->leader[i] != i || !view_is_definite(&sight->views[i])) {
            continue;
        }
        if (sight->judged[i].judgement == JUDGEMENT_RIGHT) {
            return i;
        }
        if (best == count || (sight->judged[i].judgement == JUDGEMENT_UNSURE &&
                              sight->judged[best].judgement == JUDGEMENT_WRONG)) {
            best = i;
        }
    }
    return best;
}

static void servers_note(struct check *check, enum record record, const struct sight *sight)
{
    struct check_result *out = check->checkup.out;
    struct check_record *seen = &out->records[record];
    size_t right = 0;

    for (size_t i = 0; i < out->server_count; i++) {
        bool has = sight->judged[sight->leader[i]].judgement == JUDGEMENT_RIGHT;

        out->servers[i].outcome[record] = sight->views[i].outcome;
        out->servers[i].has[record] = has;
        right += has;
    }
    seen->source_asked = out->server_count > 0;
    seen->source_has_some = right > 0;
    seen->source_has_all = right > 0 && right == out->server_count;
}

static void decide_by(struct check *check, enum record record, struct sight *sight, size_t best)
{
    const struct address *server = &check->source.servers[best].address;
    struct view *view = &sight->views[best];
    struct judged *judged = &sight->judged[best];

    note_apex(check, record, view);
    if (judged->judgement == JUDGEMENT_RIGHT && !judged->inherited) {
        check->matters[record].shown = true;
        confirm(check, record, server, judged);
    } else if (judged->judgement == JUDGEMENT_RIGHT) {
        rule(check, record, CHECK_PASS, view, judged);
    } else if (judged->judgement == JUDGEMENT_UNSURE) {
        rule(check, record, CHECK_TEMP, view, judged);
    } else if (explain(check, record, server, view, judged)) {
        rule(check, record, CHECK_FAIL, view, judged);
    }
}

/* What the servers show is noted once, when all of it is known. False: waiting. */
static bool sight_complete(struct check *check, enum record record)
{
    struct checkup *checkup = &check->checkup;
    struct matter *matter = &check->matters[record];

    if (matter->sighted) {
        return true;
    }
    if (!matter->sight) {
        matter->sight = mem_new(sizeof *matter->sight);
    }
    sight_clear(matter->sight);
    if (!sight_take(checkup, record, matter->sight) || !check->servers_judged) {
        return false;
    }
    matter->sighted = true;
    servers_note(check, record, matter->sight);
    judge_agreement(checkup, record, matter->sight);
    return true;
}

void decide_at_source(struct check *check, enum record record)
{
    struct matter *matter = &check->matters[record];
    size_t best;

    if (!sight_complete(check, record)) {
        return;
    }
    matter->ruling.at_source = true;
    best = decisive(matter->sight, check->source.count);
    if (best < check->source.count) {
        decide_by(check, record, matter->sight, best);
    } else {
        estimate(check, record);
    }
}
