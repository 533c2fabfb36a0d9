// SPDX-License-Identifier: MIT
#include "domain/decide.h"

#include "base/memory.h"
#include "base/text.h"
#include "domain/probe.h"
#include "domain/trouble.h"

#include <stdlib.h>

void decision_clear(struct decision *decision)
{
    source_clear(&decision->checkup.source);
    for (int record = 0; record < RECORD_COUNT; record++) {
        judged_clear(&decision->opinions[record].judged);
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

/* Takes a judged view as the record's result; the judged keeps nothing. */
static void accept(struct decision *decision, enum record record, enum check_status status,
                   const struct view *view, struct judged *judged)
{
    struct check_result *out = decision->checkup.out;
    struct check_record *seen = &out->records[record];

    seen->status = status;
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

        if (!finding->server && view->answers) {
            finding_server(finding, &view->answers->server);
            finding->ttl = finding->ttl ? finding->ttl : view->answers->ttl;
        }
        if (!is_told(&out->findings, finding)) {
            finding_list_take(&out->findings, finding);
        }
    }
    judged_clear(judged);
}

static void note_apex(struct decision *decision, enum record record, const struct view *view)
{
    if ((record == RECORD_TOKEN || record == RECORD_SPF) && view_is_definite(view)) {
        decision->apex_known = true;
        decision->apex_missing = view->outcome == OUTCOME_NXDOMAIN && !view->alias.length;
    }
}

/* False: not known yet. */
static bool form_opinion(struct decision *decision, enum record record)
{
    struct checkup *checkup = &decision->checkup;
    struct check_record *seen = &checkup->out->records[record];
    struct opinion *opinion = &decision->opinions[record];

    if (opinion->known) {
        return true;
    }
    opinion->known = checkup_view(checkup, NULL, &seen->name, RR_TXT, &opinion->view) &&
                     judge_record(checkup, record, &opinion->view, &opinion->judged);
    if (opinion->known) {
        seen->resolver = opinion->view.outcome;
    }
    return opinion->known;
}

bool decide_at_resolver(struct decision *decision, enum record record)
{
    struct opinion *opinion = &decision->opinions[record];

    if (!form_opinion(decision, record) || opinion->judged.judgement != JUDGEMENT_RIGHT) {
        return false;
    }
    note_apex(decision, record, &opinion->view);
    accept(decision, record, CHECK_PASS, &opinion->view, &opinion->judged);
    return true;
}

/* What is not there is looked for elsewhere, and what is there may be a wildcard's. False: waiting.
 */
static bool explain(struct decision *decision, enum record record, const struct address *server,
                    const struct view *view, struct judged *judged)
{
    struct checkup *checkup = &decision->checkup;
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
static void estimate(struct decision *decision, enum record record)
{
    struct opinion *opinion = &decision->opinions[record];
    enum check_status status = CHECK_PASS;

    if (!form_opinion(decision, record)) {
        return;
    }
    note_apex(decision, record, &opinion->view);
    if (opinion->judged.judgement == JUDGEMENT_WRONG) {
        status = CHECK_FAIL;
        if (!explain(decision, record, NULL, &opinion->view, &opinion->judged)) {
            return;
        }
    } else if (opinion->judged.judgement == JUDGEMENT_UNSURE) {
        status = CHECK_TEMP;
    }
    accept(decision, record, status, &opinion->view, &opinion->judged);
}

/* The resolver still remembers what was there before: nothing, or something else. */
static void wait_for_cache(struct decision *decision, enum record record, struct judged *source)
{
    struct check_result *out = decision->checkup.out;
    struct check_record *seen = &out->records[record];
    struct opinion *opinion = &decision->opinions[record];
    const struct answers *answers = opinion->view.answers;
    bool negative = opinion->view.outcome != OUTCOME_FOUND;
    enum code code = negative ? CODE_DNS_NEGATIVE_CACHED : CODE_DNS_OLD_CACHED;
    struct finding *finding =
        finding_add(&source->findings, code, record_area(record), &seen->name);

    seen->cached_seconds = negative && !answers->has_soa ? out->negative_ttl : answers->ttl;
    finding->ttl = seen->cached_seconds;
    finding_server(finding, &answers->server);
    finding_expect(finding, source->seen, opinion->judged.seen ? opinion->judged.seen : "");
    move_text(&source->seen, &opinion->judged.seen);
    accept(decision, record, CHECK_TEMP, &opinion->view, source);
}

/* The obsolete record type beside a right TXT does no harm, and no good. False: waiting. */
static bool tell_type99(struct decision *decision, const struct address *server,
                        struct judged *judged)
{
    const struct name *domain = &decision->checkup.wanted->domain;
    struct view view;

    if (!checkup_view(&decision->checkup, server, domain, RR_SPF, &view)) {
        return false;
    }
    if (view.outcome == OUTCOME_FOUND) {
        finding_add(&judged->findings, CODE_SPF_TYPE99, AREA_SPF, domain);
    }
    return true;
}

/* What else the server shows beside a right record. False: waiting. */
static bool look_around(struct decision *decision, enum record record, const struct address *server,
                        const struct opinion *opinion, struct judged *judged)
{
    bool complete = true;

    if (opinion->view.outcome == OUTCOME_FOUND) {
        complete =
            probe_wildcard(&decision->checkup, record, server, &opinion->view, &judged->findings);
    }
    if (record == RECORD_SPF) {
        complete = tell_type99(decision, server, judged) && complete;
    }
    return complete;
}

/* The source has it; does the resolver know? */
static void confirm(struct decision *decision, enum record record, const struct address *server,
                    struct judged *source)
{
    struct opinion *opinion = &decision->opinions[record];

    if (!form_opinion(decision, record)) {
        return;
    }
    if (opinion->judged.judgement == JUDGEMENT_RIGHT) {
        if (look_around(decision, record, server, opinion, &opinion->judged)) {
            accept(decision, record, CHECK_PASS, &opinion->view, &opinion->judged);
        }
    } else if (opinion->judged.judgement == JUDGEMENT_WRONG && view_is_definite(&opinion->view)) {
        wait_for_cache(decision, record, source);
    } else {
        accept(decision, record, CHECK_TEMP, &opinion->view, &opinion->judged);
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

static void servers_note(struct decision *decision, enum record record, const struct sight *sight)
{
    struct check_result *out = decision->checkup.out;
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

static void decide_by(struct decision *decision, enum record record, struct sight *sight,
                      size_t best)
{
    const struct address *server = &decision->checkup.source.servers[best].address;
    struct view *view = &sight->views[best];
    struct judged *judged = &sight->judged[best];

    note_apex(decision, record, view);
    if (judged->judgement == JUDGEMENT_RIGHT && !judged->inherited) {
        confirm(decision, record, server, judged);
    } else if (judged->judgement == JUDGEMENT_RIGHT) {
        accept(decision, record, CHECK_PASS, view, judged);
    } else if (judged->judgement == JUDGEMENT_UNSURE) {
        accept(decision, record, CHECK_TEMP, view, judged);
    } else if (explain(decision, record, server, view, judged)) {
        accept(decision, record, CHECK_FAIL, view, judged);
    }
}

void decide_at_source(struct decision *decision, enum record record)
{
    struct checkup *checkup = &decision->checkup;
    struct sight sight;

    if (sight_take(checkup, record, &sight)) {
        size_t best = decisive(&sight, checkup->source.count);

        servers_note(decision, record, &sight);
        judge_agreement(checkup, record, &sight);
        if (best < checkup->source.count) {
            decide_by(decision, record, &sight, best);
        } else {
            estimate(decision, record);
        }
    }
    sight_clear(&sight);
}
