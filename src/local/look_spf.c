// SPDX-License-Identifier: MIT
#include "base/array.h"
#include "base/text.h"
#include "base/words.h"
#include "domain/lint.h"
#include "local/asking.h"
#include "local/handler.h"
#include "local/look.h"
#include "mail/spf_merge.h"

#include <stdlib.h>

static bool eval_step(struct task *task, struct book *book)
{
    const char *from = request_get(&task->request, "mail-from");
    const char *helo = request_get(&task->request, "helo");
    struct spf_sender sender = {
        .mail_from = from ? from : "", .helo = helo ? helo : "", .now_ms = task_now(task)};

    task->reply.kind = REPLY_SPF_EVAL;
    return address_parse(request_get(&task->request, "ip"), &sender.ip) &&
           spf_eval(book, &sender, &task->reply.as.spf_eval);
}

void look_spf_eval(struct task *task)
{
    const char *ip = request_get(&task->request, "ip");
    struct address address;
    struct fault fault = {0};

    if (!address_parse(ip, &address)) {
        fault_set(&fault, STATUS_INVALID, "usage", _("--ip wants an IP address, not \"%s\""), ip);
        task_fail(task, &fault);
        return;
    }
    task_inquire(task, eval_step, NULL);
}

/* The obsolete record type: no harm beside a TXT record, nothing without one. */
static void tell_type99(const struct name *name, const struct answers *obsolete,
                        struct reply_spf_lint *out)
{
    if (answers_is_found(obsolete)) {
        struct finding *finding = finding_add(&out->flags, CODE_SPF_TYPE99, AREA_SPF, name);

        finding->severity =
            out->lint.root && out->lint.root->record_count > 0 ? SEVERITY_WARN : SEVERITY_ERROR;
    }
}

static bool lint_step(struct task *task, struct book *book)
{
    struct reply_spf_lint *out = &task->reply.as.spf_lint;
    const struct answers *obsolete;
    struct lint_spf spf = {.grammar = true};
    struct name name;

    task->reply.kind = REPLY_SPF_LINT;
    if (!look_name(task, &name)) {
        return true; /* no name, no record: the verdict is none */
    }
    spf.answers = book_ask_resolver(book, &name, RR_TXT);
    obsolete = book_ask_resolver(book, &name, RR_SPF);
    if (!spf_lint(book, &name, NULL, &out->lint)) {
        return false;
    }
    if (!obsolete) {
        spf_lint_clear(&out->lint);
        return false;
    }
    spf.lint = out->lint.root && out->lint.root->record ? &out->lint : NULL;
    lint_spf(&name, &spf, &out->flags);
    tell_type99(&name, obsolete, out);
    return true;
}

void look_spf_lint(struct task *task)
{
    task_inquire(task, lint_step, NULL);
}

/* The SPF records of the answer, as published. */
static size_t collect_records(const struct answers *answers, struct buffer **out)
{
    size_t count = 0;
    size_t capacity = 0;

    *out = NULL;
    for (size_t i = 0; i < answers->count; i++) {
        struct buffer text = {0};

        rr_txt_join(&answers->records[i], &text);
        if (spf_is_record(buffer_text(&text), text.length)) {
            *ARRAY_ADD(*out, count, capacity) = text;
        } else {
            buffer_clear(&text);
        }
    }
    return count;
}

static void tell_records(const struct buffer *records, size_t count, struct reply_spf_merge *out)
{
    out->records = mem_array(count + 1, sizeof *out->records);
    for (size_t i = 0; i < count; i++) {
        struct buffer safe = {0};

        text_safe(&safe, records[i].bytes, records[i].length);
        out->records[out->record_count++] = buffer_take(&safe);
    }
}

/* Once more without the terms that break it, if there are any. False: waiting. */
static bool lint_pruned(struct book *book, const struct name *name, const char *include,
                        struct reply_spf_merge *out, struct spf_lint *lint)
{
    struct name wanted;
    bool known = include && name_parse(include, &wanted);
    struct buffer pruned = {0};
    bool done = spf_lint_text(book, name, out->merged, known ? &wanted : NULL, lint);

    if (done && lint->verdict == SPF_VERDICT_PERMERROR && spf_prune(lint, include, &pruned)) {
        free(out->merged);
        out->merged = buffer_take(&pruned);
        spf_lint_clear(lint);
        done = spf_lint_text(book, name, out->merged, known ? &wanted : NULL, lint);
    }
    buffer_clear(&pruned);
    return done;
}

/* What the proposal costs, counted as the published record is, before anybody sees it. */
static bool lint_merged(struct book *book, const struct name *name, const char *include,
                        struct reply_spf_merge *out)
{
    struct lint_spf spf = {.include = include};
    struct spf_lint after = {0};
    bool done = lint_pruned(book, name, include, out, &after);

    if (done) {
        out->lookups = after.lookups;
        out->voids = after.voids;
        spf.lint = &after;
        spf.answers = book_ask_resolver(book, name, RR_TXT);
        lint_spf(name, &spf, &out->flags);
    }
    spf_lint_clear(&after);
    return done;
}

static bool merge_records(struct task *task, struct book *book, const struct name *name,
                          const struct answers *answers)
{
    const char *include = request_get(&task->request, "include");
    struct reply_spf_merge *out = &task->reply.as.spf_merge;
    struct spf_merge merge = {0};
    struct buffer *records;
    size_t count = collect_records(answers, &records);

    include = include ? include : task->local->options.profile->include;
    spf_merge(records, count, include, &merge);
    tell_records(records, count, out);
    out->merged = buffer_take(&merge.text);
    spf_merge_clear(&merge);
    for (size_t i = 0; i < count; i++) {
        buffer_clear(&records[i]);
    }
    free(records);
    return lint_merged(book, name, include, out);
}

static bool merge_step(struct task *task, struct book *book)
{
    struct reply_spf_merge *out = &task->reply.as.spf_merge;
    const struct answers *answers;
    struct spf_lint before = {0};
    struct name name;
    bool done;

    task->reply.kind = REPLY_SPF_MERGE;
    if (!look_name(task, &name)) {
        return true;
    }
    answers = book_ask_resolver(book, &name, RR_TXT);
    if (!answers) {
        return false;
    }
    done = spf_lint(book, &name, NULL, &before);
    out->lookups_before = before.lookups;
    spf_lint_clear(&before);
    return done && merge_records(task, book, &name, answers);
}

void look_spf_merge(struct task *task)
{
    task_inquire(task, merge_step, NULL);
}
