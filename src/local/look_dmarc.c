// SPDX-License-Identifier: MIT
#include "base/memory.h"
#include "base/text.h"
#include "domain/lint.h"
#include "domain/requirement.h"
#include "domain/trouble.h"
#include "local/asking.h"
#include "local/handler.h"
#include "local/look.h"

#include <stdlib.h>

static const char *dmarc_verdict(const struct answers *answers, const struct lint_dmarc *lint)
{
    if (!answers_is_definite(answers)) {
        return "temperror";
    }
    if (lint->count != 1) {
        return lint->count == 0 ? "none" : "multiple";
    }
    return lint->record.usable ? "valid" : "invalid";
}

/* The record at the name itself, without the tree walk. */
static const struct answers *record_answers(struct task *task, struct book *book,
                                            struct name *domain, struct name *name)
{
    if (!look_name(task, domain) || !record_name(RECORD_DMARC, domain, NULL, name)) {
        name->length = 0;
        return NULL;
    }
    return book_ask_resolver(book, name, RR_TXT);
}

/* Missing is what stands nowhere up the tree either. False: waiting. */
static bool tell_missing(struct book *book, const struct name *domain, struct finding_list *out)
{
    struct dmarc_walk walk = {0};
    bool known = dmarc_walk(book, domain, &walk);

    if (known && !walk.temperror && !walk.has_policy && !walk.unusable) {
        finding_add(out, CODE_DMARC_MISSING, AREA_DMARC, domain);
    }
    dmarc_walk_clear(&walk);
    return known;
}

static bool lint_step(struct task *task, struct book *book)
{
    struct reply_dmarc_lint *out = &task->reply.as.dmarc_lint;
    struct lint_dmarc lint = {0};
    struct name domain;
    struct name name;
    const struct answers *answers = record_answers(task, book, &domain, &name);

    task->reply.kind = REPLY_DMARC_LINT;
    out->verdict = "none";
    if (!answers) {
        return name.length == 0;
    }
    lint.alias = answers_alias(answers);
    if (answers_is_definite(answers)) {
        lint_dmarc(&name, answers, &lint, &out->flags);
    } else {
        trouble_tell(answers->outcome, AREA_DMARC, &name, &out->flags);
    }
    if (answers_is_definite(answers) && lint.count == 0 && out->flags.count == 0 &&
        !tell_missing(book, &domain, &out->flags)) {
        return false;
    }
    out->verdict = dmarc_verdict(answers, &lint);
    out->record = lint.record; /* moved */
    out->clean = lint.count == 1 && out->record.usable && dmarc_is_clean(&out->record);
    return true;
}

void look_dmarc_lint(struct task *task)
{
    task_inquire(task, lint_step, NULL);
}

static bool discover_step(struct task *task, struct book *book)
{
    struct name name;

    task->reply.kind = REPLY_DMARC_DISCOVER;
    return !look_name(task, &name) || dmarc_walk(book, &name, &task->reply.as.dmarc_walk);
}

void look_dmarc_discover(struct task *task)
{
    task_inquire(task, discover_step, NULL);
}

static const char *consent_word(enum dmarc_consent consent)
{
    static const char *const words[] = {
        [DMARC_CONSENT_SAME_ORG] = "same-org",
        [DMARC_CONSENT_YES] = "authorized",
        [DMARC_CONSENT_NO] = "unauthorized",
        [DMARC_CONSENT_TEMPERROR] = "temperror",
    };

    return words[consent];
}

/* All destinations are asked about in one round. */
static bool add_consents(struct book *book, const struct name *domain, const struct dmarc_uri *uris,
                         size_t n, struct reply_dmarc_reports *out)
{
    bool done = true;

    for (size_t i = 0; i < n; i++) {
        enum dmarc_consent consent = DMARC_CONSENT_NO;

        if (uris[i].host[0]) {
            done &= dmarc_consent(book, domain, uris[i].host, &consent);
        }
        out->items[out->count].uri = mem_text(uris[i].text);
        out->items[out->count++].consent = consent_word(consent);
    }
    return done;
}

static bool reports_step(struct task *task, struct book *book)
{
    struct reply_dmarc_reports *out = &task->reply.as.dmarc_reports;
    struct dmarc_record record = {0};
    struct buffer text = {0};
    struct name domain;
    struct name name;
    const struct answers *answers = record_answers(task, book, &domain, &name);
    bool done = true;

    task->reply.kind = REPLY_DMARC_REPORTS;
    if (!answers) {
        return name.length == 0;
    }
    if (dmarc_select(answers, &text) > 0) {
        dmarc_parse(buffer_text(&text), text.length, &record);
        out->items = mem_array(record.rua_count + record.ruf_count + 1, sizeof *out->items);
        done = add_consents(book, &domain, record.rua, record.rua_count, out);
        done &= add_consents(book, &domain, record.ruf, record.ruf_count, out);
    }
    dmarc_record_clear(&record);
    buffer_clear(&text);
    return done;
}

void look_dmarc_reports(struct task *task)
{
    task_inquire(task, reports_step, NULL);
}
