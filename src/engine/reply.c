// SPDX-License-Identifier: MIT
#include "engine/reply.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static void clear_domain(struct reply *reply)
{
    domain_free(reply->as.domain);
}

static void clear_domains(struct reply *reply)
{
    for (size_t i = 0; i < reply->as.domains.count; i++) {
        domain_free(reply->as.domains.items[i]);
    }
    free(reply->as.domains.items);
}

static void clear_check(struct reply *reply)
{
    if (reply->as.check) {
        check_result_clear(reply->as.check);
        free(reply->as.check);
    }
}

static void clear_records(struct reply *reply)
{
    requirement_list_clear(&reply->as.records.list);
    domain_free(reply->as.records.domain);
}

static void clear_shares(struct reply *reply)
{
    free(reply->as.shares.items);
}

static void clear_log(struct reply *reply)
{
    for (size_t i = 0; i < reply->as.log.count; i++) {
        free(reply->as.log.rows[i].detail);
    }
    free(reply->as.log.rows);
}

static void clear_projects(struct reply *reply)
{
    free(reply->as.projects.items);
}

static void clear_credentials(struct reply *reply)
{
    struct credential *items = reply->as.credentials.items;

    if (items) {
        mem_wipe(items, reply->as.credentials.count * sizeof *items);
        free(items);
    }
}

static void clear_key(struct reply *reply)
{
    if (reply->as.key) {
        mem_wipe(reply->as.key, strlen(reply->as.key));
        free(reply->as.key);
    }
}

static void clear_spf_eval(struct reply *reply)
{
    buffer_clear(&reply->as.spf_eval.explanation);
}

static void clear_spf_lint(struct reply *reply)
{
    spf_lint_clear(&reply->as.spf_lint.lint);
    finding_list_clear(&reply->as.spf_lint.flags);
}

static void clear_spf_merge(struct reply *reply)
{
    struct reply_spf_merge *merge = &reply->as.spf_merge;

    for (size_t i = 0; i < merge->record_count; i++) {
        free(merge->records[i]);
    }
    free(merge->records);
    free(merge->merged);
    finding_list_clear(&merge->flags);
}

static void clear_dkim_lint(struct reply *reply)
{
    finding_list_clear(&reply->as.dkim_lint.flags);
}

static void clear_dmarc_lint(struct reply *reply)
{
    dmarc_record_clear(&reply->as.dmarc_lint.record);
    finding_list_clear(&reply->as.dmarc_lint.flags);
}

static void clear_dmarc_discover(struct reply *reply)
{
    dmarc_walk_clear(&reply->as.dmarc_walk);
}

static void clear_dmarc_reports(struct reply *reply)
{
    for (size_t i = 0; i < reply->as.dmarc_reports.count; i++) {
        free(reply->as.dmarc_reports.items[i].uri);
    }
    free(reply->as.dmarc_reports.items);
}

static void clear_text(struct reply *reply)
{
    free(reply->as.text);
}

static void clear_authres(struct reply *reply)
{
    authres_free(reply->as.authres);
}

static void clear_authres_message(struct reply *reply)
{
    if (reply->as.authres_message.reading) {
        authres_reading_clear(reply->as.authres_message.reading);
        free(reply->as.authres_message.reading);
    }
    finding_list_clear(&reply->as.authres_message.flags);
}

static void clear_doctor(struct reply *reply)
{
    for (size_t i = 0; i < reply->as.doctor.count; i++) {
        free(reply->as.doctor.lines[i].text);
        free(reply->as.doctor.lines[i].advice);
    }
    free(reply->as.doctor.lines);
}

static void clear_import(struct reply *reply)
{
    for (size_t i = 0; i < reply->as.import.count; i++) {
        free(reply->as.import.rows[i].written);
        free(reply->as.import.rows[i].message);
    }
    free(reply->as.import.rows);
}

static void clear_job(struct reply *reply)
{
    for (size_t i = 0; i < reply->as.job.count; i++) {
        job_result_clear(&reply->as.job.results[i]);
    }
    free(reply->as.job.results);
}

static void clear_backup(struct reply *reply)
{
    free(reply->as.backup.file);
}

static void clear_rotation(struct reply *reply)
{
    free(reply->as.rotation.master_key);
}

/* It may spell a secret. */
static void clear_spelt(struct reply *reply)
{
    if (reply->as.spelt.text) {
        mem_wipe(reply->as.spelt.text, strlen(reply->as.spelt.text));
        free(reply->as.spelt.text);
    }
}

typedef void clear_fn(struct reply *reply);

/* What a payload owns; NULL: nothing. */
// clang-format off
static clear_fn *const clears[] = {
    [REPLY_NOTHING]         = NULL,
    [REPLY_DOMAIN]          = clear_domain,
    [REPLY_DOMAINS]         = clear_domains,
    [REPLY_TOKEN]           = NULL,
    [REPLY_CHECK]           = clear_check,
    [REPLY_RECORDS]         = clear_records,
    [REPLY_SHARES]          = clear_shares,
    [REPLY_LOG]             = clear_log,
    [REPLY_PROJECT]         = NULL,
    [REPLY_PROJECTS]        = clear_projects,
    [REPLY_CREDENTIALS]     = clear_credentials,
    [REPLY_KEY]             = clear_key,
    [REPLY_SPF_EVAL]        = clear_spf_eval,
    [REPLY_SPF_LINT]        = clear_spf_lint,
    [REPLY_SPF_MERGE]       = clear_spf_merge,
    [REPLY_DKIM_LINT]       = clear_dkim_lint,
    [REPLY_DMARC_LINT]      = clear_dmarc_lint,
    [REPLY_DMARC_DISCOVER]  = clear_dmarc_discover,
    [REPLY_DMARC_REPORTS]   = clear_dmarc_reports,
    [REPLY_DMARC_BUILD]     = clear_text,
    [REPLY_AUTHRES]         = clear_authres,
    [REPLY_AUTHRES_MESSAGE] = clear_authres_message,
    [REPLY_EXPLAIN]         = NULL,
    [REPLY_DOCTOR]          = clear_doctor,
    [REPLY_IMPORT]          = clear_import,
    [REPLY_JOB]             = clear_job,
    [REPLY_BACKUP]          = clear_backup,
    [REPLY_ROTATION]        = clear_rotation,
    [REPLY_SPELT]           = clear_spelt,
};
// clang-format on
_Static_assert(COUNT(clears) == REPLY_KIND_COUNT, "every payload can be cleared");

/* Of the fault, the better part of it, only what says that there is none. */
static void head_init(struct reply *reply)
{
    reply->status = STATUS_OK;
    fault_clear(&reply->fault);
    reply->kind = REPLY_NOTHING;
    reply->created = reply->accepted = false;
}

void reply_init(struct reply *reply)
{
    head_init(reply);
    memset(&reply->as, 0, sizeof reply->as);
}

void reply_clear(struct reply *reply)
{
    if (reply->kind == REPLY_CHECK) { /* of these there are many, and they are but a pointer */
        clear_check(reply);
        reply->as.check = NULL;
        head_init(reply);
        return;
    }
    if (clears[reply->kind]) {
        clears[reply->kind](reply);
    }
    reply_init(reply);
}

void reply_take(struct reply *to, struct reply *from)
{
    *to = *from;
    reply_init(from);
}

struct reply *reply_fail(struct reply *reply, const struct fault *fault)
{
    reply_init(reply);
    reply->status = fault->status;
    reply->fault = *fault;
    return reply;
}
