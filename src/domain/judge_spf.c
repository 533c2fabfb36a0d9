// SPDX-License-Identifier: MIT
#include "domain/judge.h"

#include "base/memory.h"
#include "base/text.h"
#include "domain/lint.h"
#include "domain/spf_proposal.h"
#include "domain/txt.h"
#include "mail/spf_typo.h"

#include <string.h>

enum { STRING_MOST = 255 };

static const char *include_of(const struct check_wanted *wanted)
{
    return wanted->include && *wanted->include ? wanted->include : NULL;
}

/* Terms that make a receiver ask the DNS, besides our own include. */
static bool needs_walk(const struct spf *spf, const char *include)
{
    for (size_t i = 0; i < spf->count; i++) {
        const struct spf_term *term = &spf->terms[i];
        bool ours = include && spf_term_includes(term, include);

        if (!ours && term->mechanism != SPF_ALL && term->mechanism != SPF_IP4 &&
            term->mechanism != SPF_IP6) {
            return true;
        }
    }
    return false;
}

static bool holds_include(const struct spf *spf, const char *include)
{
    size_t all = spf_all(spf);

    for (size_t i = 0; include && i < all; i++) {
        if (spf->terms[i].qualifier == '+' && spf_term_includes(&spf->terms[i], include)) {
            return true;
        }
    }
    return include == NULL;
}

/* The everyday record, "v=spf1 include:OURS ip4:... ~all", is right without any further question:
 * what our include costs is the service's business. */
static bool is_plainly_right(const struct spf *spf, const char *include)
{
    size_t all = spf_all(spf);

    return spf->valid && all + 1 == spf->count && strchr("~-", spf->terms[all].qualifier) &&
           holds_include(spf, include) && !needs_walk(spf, include);
}

/* Judged by the record alone; false: it takes more than that. */
static bool judge_quickly(const struct checkup *checkup, const struct answers *answers,
                          struct judged *out)
{
    const char *include = include_of(checkup->wanted);
    struct buffer record = {0};
    bool right = false;

    if (checkup_is_brief(checkup, RECORD_SPF) && spf_select(answers, &record) == 1) {
        struct spf *spf = spf_parse(buffer_text(&record), record.length);

        right = is_plainly_right(spf, include);
        spf_free(spf);
    }
    if (right) {
        out->judgement = JUDGEMENT_RIGHT;
        out->lookups = include ? 1 : 0;
        judged_see_take(out, &record);
    }
    buffer_clear(&record);
    return right;
}

/* A zero is part of the record for receivers, and must not end it here. */
static bool lint_published(struct checkup *checkup, const struct buffer *record,
                           struct spf_lint *out)
{
    const char *include = include_of(checkup->wanted);
    struct buffer whole = {0};
    struct name name;
    bool known = include && name_parse(include, &name);
    bool complete;

    text_add_whole(&whole, buffer_text(record), record->length);
    complete = spf_lint_text(checkup->book, &checkup->wanted->domain, buffer_text(&whole),
                             known ? &name : NULL, out);
    buffer_clear(&whole);
    checkup->waiting = checkup->waiting || !complete;
    return complete;
}

static bool lets_everybody_send(const struct finding_list *findings)
{
    return finding_list_has(findings, CODE_SPF_PLUS_ALL);
}

static enum judgement judgement_of(const struct checkup *checkup, const struct spf_lint *lint,
                                   const struct finding_list *findings)
{
    bool covered = !include_of(checkup->wanted) || lint->covers;

    if (lint->verdict == SPF_VERDICT_TEMPERROR) {
        return JUDGEMENT_UNSURE;
    }
    return lint->verdict == SPF_VERDICT_OK && covered && !lets_everybody_send(findings)
               ? JUDGEMENT_RIGHT
               : JUDGEMENT_WRONG;
}

static void tell_bounce(const struct check_wanted *wanted, struct judged *out)
{
    struct name bounce;

    if (wanted->bounce && *wanted->bounce && name_parse(wanted->bounce, &bounce) &&
        !name_equal(&bounce, &wanted->domain)) {
        struct finding *finding =
            finding_add(&out->findings, CODE_SPF_SUB_ONLY, AREA_SPF, &wanted->domain);

        finding_word_name(finding, "bounce", &bounce);
    }
}

/* Exactly one record is there. False: waiting. */
static bool judge_one(struct checkup *checkup, const struct answers *answers,
                      const struct buffer *record, struct judged *out)
{
    struct lint_spf spf = {.answers = answers, .include = include_of(checkup->wanted)};
    struct spf_lint lint;

    if (!lint_published(checkup, record, &lint)) {
        return false;
    }
    spf.lint = &lint;
    lint_spf(&checkup->wanted->domain, &spf, &out->findings);
    out->judgement = judgement_of(checkup, &lint, &out->findings);
    out->lookups = lint.lookups;
    out->voids = lint.voids;
    judged_see(out, buffer_text(record), record->length);
    tell_bounce(checkup->wanted, out);
    spf_lint_clear(&lint);
    return true;
}

/* None, or several. */
static void judge_set(struct checkup *checkup, const struct answers *answers,
                      const struct buffer *record, struct judged *out)
{
    struct lint_spf spf = {.answers = answers, .include = include_of(checkup->wanted)};

    lint_spf(&checkup->wanted->domain, &spf, &out->findings);
    out->judgement = JUDGEMENT_WRONG;
    out->absent = finding_list_has(&out->findings, CODE_SPF_MISSING);
    if (record->length > 0) {
        judged_see(out, buffer_text(record), record->length);
    } else if (out->findings.count > 0 && out->findings.items[0].found) {
        out->seen = mem_text(out->findings.items[0].found);
    }
}

static void tell_length(const char *fix, const struct name *domain, struct finding_list *out)
{
    struct buffer split = {0};
    struct finding *finding;

    if (strlen(fix) <= STRING_MOST) {
        return;
    }
    finding = finding_add(out, CODE_SPF_STRING_OVER_255, AREA_SPF, domain);
    spf_split(fix, &split);
    finding_word(finding, "n", "%zu", strlen(fix));
    finding_word(finding, "split", "%s", buffer_text(&split));
    buffer_clear(&split);
}

/* Everything about SPF may say what to publish instead. False: waiting. */
static bool propose(struct checkup *checkup, const struct answers *answers, struct judged *out)
{
    if (!spf_propose(checkup, answers, &out->fix)) {
        return false;
    }
    if (!out->fix && out->absent) { /* nothing to merge with: the service's own value stands */
        out->fix = judge_expected(checkup->wanted, RECORD_SPF);
    }
    if (!out->fix) {
        return true;
    }
    tell_length(out->fix, &checkup->wanted->domain, &out->findings);
    for (size_t i = 0; i < out->findings.count; i++) {
        if (out->findings.items[i].area == AREA_SPF) {
            finding_word(&out->findings.items[i], "fix", "%s", out->fix);
            finding_expect(&out->findings.items[i], out->fix, NULL);
        }
    }
    return true;
}

bool judge_spf(struct checkup *checkup, const struct view *view, struct judged *out)
{
    struct buffer record = {0};
    bool complete = true;

    if (judge_quickly(checkup, view->answers, out)) {
        return true;
    }
    if (spf_select(view->answers, &record) == 1) {
        complete = judge_one(checkup, view->answers, &record, out);
    } else {
        judge_set(checkup, view->answers, &record, out);
    }
    if (complete && out->judgement == JUDGEMENT_WRONG) {
        complete = propose(checkup, view->answers, out);
    }
    buffer_clear(&record);
    return complete;
}
