// SPDX-License-Identifier: MIT
#include "domain/judge.h"

#include "base/text.h"
#include "domain/lint.h"
#include "domain/requirement.h"
#include "domain/trouble.h"
#include "mail/dmarc_walk.h"

#include <string.h>

// clang-format off
static const enum policy policies[] = {
    [DMARC_POLICY_UNSET] = POLICY_UNKNOWN,          [DMARC_POLICY_NONE] = POLICY_NONE,
    [DMARC_POLICY_QUARANTINE] = POLICY_QUARANTINE,  [DMARC_POLICY_REJECT] = POLICY_REJECT,
};
// clang-format on

static const struct name *name_of(const struct checkup *checkup)
{
    return &checkup->out->records[RECORD_DMARC].name;
}

/* Has the host of one report address agreed? False: waiting. */
static bool judge_consent(struct checkup *checkup, const char *host, struct judged *out)
{
    const struct name *domain = &checkup->wanted->domain;
    enum dmarc_consent consent;
    bool complete = dmarc_consent(checkup->book, domain, host, &consent);

    checkup->waiting = checkup->waiting || !complete;
    if (complete && (consent == DMARC_CONSENT_YES || consent == DMARC_CONSENT_NO)) {
        bool agreed = consent == DMARC_CONSENT_YES;
        struct finding *finding =
            finding_add(&out->findings, agreed ? CODE_DMARC_EXT_OK : CODE_DMARC_EXT_UNAUTHORIZED,
                        AREA_DMARC, name_of(checkup));

        finding_word(finding, "target", "%s", host);
    }
    return complete;
}

static bool judge_uris(struct checkup *checkup, const struct dmarc_uri *uris, size_t n,
                       struct judged *out)
{
    bool complete = true;

    for (size_t i = 0; i < n; i++) {
        if (uris[i].valid && *uris[i].host) {
            complete = judge_consent(checkup, uris[i].host, out) && complete;
        }
    }
    return complete;
}

/* Strict SPF alignment cannot hold when the service bounces to a name of its own. */
static void tell_conflict(const struct checkup *checkup, const struct dmarc_record *record,
                          struct judged *out)
{
    const char *bounce = checkup->wanted->bounce;
    struct name name;

    if (record->aspf == 's' && bounce && *bounce && name_parse(bounce, &name) &&
        !name_equal(&name, &checkup->wanted->domain)) {
        struct finding *finding =
            finding_add(&out->findings, CODE_DMARC_STRICT_CONFLICT, AREA_DMARC, name_of(checkup));

        finding_word(finding, "part", "aspf=s");
        finding_word(finding, "better", "aspf=r");
        finding_word(finding, "bounce", "%s", bounce);
    }
}

static bool judge_own(struct checkup *checkup, const struct dmarc_record *record,
                      struct judged *out)
{
    out->judgement = record->usable ? JUDGEMENT_RIGHT : JUDGEMENT_WRONG;
    if (!record->usable) {
        return true;
    }
    out->policy = policies[record->p];
    tell_conflict(checkup, record, out);
    if (checkup_is_brief(checkup, RECORD_DMARC)) {
        return true;
    }
    bool aggregate = judge_uris(checkup, record->rua, record->rua_count, out);

    return judge_uris(checkup, record->ruf, record->ruf_count, out) && aggregate;
}

/* sp= is for names that exist, np= for those that do not (RFC 9989 4.10.1). Whether the domain does
 * is asked only where that makes a difference. False: waiting. */
static bool inherited_policy(struct checkup *checkup, const struct dmarc_walk *walk,
                             enum dmarc_policy *out)
{
    const struct source *source = checkup->source;
    const struct address *server = source->count > 0 ? &source->servers[0].address : NULL;
    struct dmarc_record record;
    struct view view = {0};
    bool complete = true;

    dmarc_parse(buffer_text(&walk->record), walk->record.length, &record);
    if (record.sp != record.np) {
        complete = checkup_view(checkup, server, &checkup->wanted->domain, RR_TXT, &view);
    }
    *out = view.outcome == OUTCOME_NXDOMAIN && !view.alias ? record.np : record.sp;
    dmarc_record_clear(&record);
    return complete;
}

static void tell_inherited(struct checkup *checkup, const struct dmarc_walk *walk,
                           enum dmarc_policy policy, struct judged *out)
{
    struct finding *finding =
        finding_add(&out->findings, CODE_DMARC_INHERITED, AREA_DMARC, name_of(checkup));

    finding_word_name(finding, "org", &walk->policy_domain);
    finding_word(finding, "policy", "%s", dmarc_policy_name(policy));
    judged_see(out, buffer_text(&walk->record), walk->record.length);
    out->judgement = JUDGEMENT_RIGHT;
    out->inherited = true;
    out->policy = policies[policy];
}

/* An SPF record by a wildcard at _dmarc does no harm where a record above applies. */
static void excuse_foreign(struct judged *out)
{
    for (size_t i = 0; i < out->findings.count; i++) {
        if (out->findings.items[i].code == CODE_DMARC_FOREIGN_RECORD) {
            out->findings.items[i].severity = SEVERITY_WARN;
        }
    }
}

/* A record above that no policy comes of: what is wrong with it is said of its own name. */
static void tell_unusable(struct checkup *checkup, const struct dmarc_walk *walk,
                          struct judged *out)
{
    struct lint_dmarc lint = {0};
    const struct answers *answers;
    struct name name;

    if (!record_name(RECORD_DMARC, &walk->policy_domain, NULL, &name)) {
        return;
    }
    answers = book_ask_resolver(checkup->book, &name, RR_TXT); /* the walk has asked it */
    if (answers) {
        lint_dmarc(&name, answers, &lint, &out->findings);
        dmarc_record_clear(&lint.record);
    }
}

static bool judge_walk(struct checkup *checkup, const struct dmarc_walk *walk, struct judged *out)
{
    enum dmarc_policy policy;

    if (walk->temperror) {
        out->judgement = JUDGEMENT_UNSURE;
        trouble_tell(walk->trouble, AREA_DMARC, &walk->trouble_name, &out->findings);
        return true;
    }
    if (walk->unusable) {
        tell_unusable(checkup, walk, out);
    }
    if (!walk->has_policy) {
        return true;
    }
    if (!inherited_policy(checkup, walk, &policy)) {
        return false;
    }
    tell_inherited(checkup, walk, policy, out);
    excuse_foreign(out);
    return true;
}

/* The domain's own name shows no record: the walk goes on above it. Asked from its parent up, so
 * that nobody is asked for the name people are about to create. */
static bool judge_above(struct checkup *checkup, struct judged *out)
{
    struct dmarc_walk walk;
    struct name parent;
    bool complete;

    if (!name_parent(&checkup->wanted->domain, &parent) || name_is_root(&parent)) {
        return true;
    }
    if (!dmarc_walk(checkup->book, &parent, &walk)) {
        checkup->waiting = true;
        return false;
    }
    complete = judge_walk(checkup, &walk, out);
    dmarc_walk_clear(&walk);
    return complete;
}

bool judge_dmarc(struct checkup *checkup, const struct view *view, struct judged *out)
{
    struct lint_dmarc dmarc = {.alias = view->alias};
    bool complete = true;

    lint_dmarc(name_of(checkup), view->answers, &dmarc, &out->findings);
    out->judgement = JUDGEMENT_WRONG;
    if (view->answers->count > 0) {
        judged_see_first(out, view->answers);
    }
    if (dmarc.count == 1) {
        complete = judge_own(checkup, &dmarc.record, out);
    } else if (dmarc.foreign || view->answers->count == 0) {
        out->absent = true;
        complete = judge_above(checkup, out);
        if (complete && !dmarc.foreign && out->judgement == JUDGEMENT_WRONG) {
            finding_add(&out->findings, CODE_DMARC_MISSING, AREA_DMARC, name_of(checkup));
        }
    }
    dmarc_record_clear(&dmarc.record);
    return complete;
}
