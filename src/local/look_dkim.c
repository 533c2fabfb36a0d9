// SPDX-License-Identifier: MIT
#include "base/text.h"
#include "domain/lint.h"
#include "domain/requirement.h"
#include "domain/trouble.h"
#include "local/asking.h"
#include "local/handler.h"
#include "local/look.h"

static const char *dkim_verdict(const struct answers *answers, const struct dkim_record *record)
{
    if (!answers_is_definite(answers)) {
        return "temperror";
    }
    if (answers->count == 0) {
        return "none";
    }
    if (answers->count > 1) {
        return "multiple";
    }
    if (record->reason == DKIM_REASON_EMPTY_P) {
        return "revoked";
    }
    return record->reason == DKIM_REASON_NONE ? "ok" : "invalid";
}

/* -1: nobody said which key it should be. */
static int dkim_match(const struct task *task, const struct dkim_record *record)
{
    const char *ours = request_get(&task->request, "dkim-key");
    size_t at;

    if (!ours || !*ours) {
        return -1;
    }
    if (dkim_key_relation(buffer_text(&record->p), ours, &at) == DKIM_SAME) {
        return 1;
    }
    return 0;
}

static void read_record(const struct task *task, const struct answers *answers,
                        struct reply_dkim_lint *out)
{
    struct dkim_record record = {0};
    struct buffer text = {0};

    if (answers->count == 1) {
        rr_txt_join(&answers->records[0], &text);
        dkim_parse(buffer_text(&text), text.length, &record);
        out->reason = record.reason;
        text_copy(out->k, sizeof out->k, record.k);
        out->bits = record.key.bits;
        out->match = dkim_match(task, &record);
    }
    if (answers->outcome == OUTCOME_NXDOMAIN) {
        out->reason = DKIM_REASON_NXDOMAIN;
    }
    out->verdict = dkim_verdict(answers, &record);
    dkim_record_clear(&record);
    buffer_clear(&text);
}

static bool dkim_step(struct task *task, struct book *book)
{
    struct reply_dkim_lint *out = &task->reply.as.dkim_lint;
    struct lint_dkim lint = {.key = request_get(&task->request, "dkim-key")};
    const struct answers *answers;
    struct name domain;
    struct name name;

    task->reply.kind = REPLY_DKIM_LINT;
    out->match = -1;
    out->verdict = "none";
    if (!look_name(task, &domain) ||
        !record_name(RECORD_DKIM, &domain, request_get(&task->request, "selector"), &name)) {
        return true;
    }
    answers = book_ask_resolver(book, &name, RR_TXT);
    if (!answers) {
        return false;
    }
    read_record(task, answers, out);
    lint.alias = answers_alias(answers);
    if (answers_is_definite(answers)) {
        lint_dkim(&name, answers, &lint, &out->flags);
    } else {
        trouble_tell(answers->outcome, AREA_DKIM, &name, &out->flags);
    }
    return true;
}

void look_dkim_lint(struct task *task)
{
    task_inquire(task, dkim_step, NULL);
}
