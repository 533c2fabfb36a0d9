// SPDX-License-Identifier: MIT
#include "store/judged.h"

#include "base/text.h"
#include "domain/lifecycle.h"
#include "store/access.h"
#include "store/domain_row.h"
#include "store/labels.h"
#include "store/packed.h"
#include "store/shares.h"
#include "store/traits.h"

#include <string.h>

enum { OWN = DOMAIN_COLUMN_COUNT, PROVIDERS, TOLD_ID, TOLD_BYTES, HAD_TOKENS };

bool judged_whole(const struct domain *domain, unsigned set)
{
    enum verdict ownership = domain->records[RECORD_TOKEN].verdict;

    return set == RECORD_ALL && (ownership == VERDICT_VERIFIED || ownership == VERDICT_LOST);
}

static void told_read(const struct sql_rows *rows, struct told *out)
{
    size_t n = 0;
    const void *mark = sql_blob(rows, TOLD_BYTES, &n);

    if (n == sizeof out->mark) {
        out->id = sql_int(rows, TOLD_ID);
        memcpy(out->mark, mark, n);
    }
}

static void row_read(struct sql_rows *rows, unsigned set, struct judged *out)
{
    struct domain *domain = domain_row_bare(rows);

    out->domain = domain;
    memcpy(out->records, domain->records, sizeof out->records);
    out->policy = domain->policy;
    out->traits = traits_of(domain);
    out->rank = domain_rank(domain);
    packed_providers_read(sql_text(rows, PROVIDERS), &out->providers);
    told_read(rows, &out->told);
    out->had_tokens = sql_int(rows, HAD_TOKENS) != 0;
    if (!judged_whole(domain, set)) {
        domain_row_findings(rows, domain);
    }
}

enum status judged_find(struct db *db, int64_t project, const char *name, unsigned set,
                        struct judged *out, struct fault *fault)
{
    struct judged judged = {.project = project};
    bool own = false, shared = false;
    struct sql_rows rows;
    enum status status;

    sql_open(db,
             "SELECT " DOMAIN_COLUMNS ", domain.project_id = ?1, domain.providers,"
             " domain.told_id, domain.told_mark,"
             " EXISTS (SELECT 1 FROM past_token WHERE past_token.domain_id = domain.id)"
             " FROM access CROSS JOIN domain ON domain.id = access.domain_id"
             " WHERE access.project_id = ?1 AND access.name = ?2",
             SQL_VALUES(SQL_INT(project), SQL_TEXT(name)), &rows);
    if (sql_next(&rows)) {
        row_read(&rows, set, &judged);
        own = sql_int(&rows, OWN) != 0;
        shared = sql_int(&rows, DOMAIN_SHARE_COUNT) != 0;
    }
    status = sql_close(&rows, fault);
    if (status == STATUS_OK && !judged.domain) {
        return domains_missing(name, fault);
    }
    status = status ? status : domain_row_finish(db, judged.domain, own, shared, fault);
    if (status) {
        domain_free(judged.domain);
        return status;
    }
    *out = judged;
    return STATUS_OK;
}

/* A record is what it was, but for when it was seen right. */
static bool record_stays(const struct record_status *now, const struct record_status *before)
{
    return now->verdict == before->verdict && now->power == before->power &&
           now->misses == before->misses && now->missed_at == before->missed_at;
}

/* What a row is to hold. */
struct row {
    struct judged *judged;
    const struct finding_list *list;
    const struct provider_ids *ids;
    const struct told *told;
    struct buffer findings, providers; /* as one text each */
};

static bool ids_same(const struct provider_ids *a, const struct provider_ids *b)
{
    for (size_t i = 0; i < PROVIDER_IDS; i++) {
        if (!text_equal(a->ids[i], b->ids[i])) {
            return false;
        }
    }
    return true;
}

/* Nothing but dates changes, as far as the domain itself tells. */
static bool stays(const struct row *row)
{
    const struct judged *before = row->judged;

    for (int record = 0; record < RECORD_COUNT; record++) {
        if (!record_stays(&before->domain->records[record], &before->records[record])) {
            return false;
        }
    }
    return before->domain->policy == before->policy && ids_same(row->ids, &before->providers) &&
           row->told->id == before->told.id;
}

#define LOOK_BEGINS "UPDATE domain SET revision = revision + 1, checked_at = ?4, next_check_at = ?5"
#define LOOK_ENDS " WHERE id = ?1 AND project_id = ?2 AND revision = ?3"

/* *done: also the findings are what they were, and nobody has changed the domain. */
static enum status dates_save(struct db *db, const struct row *row, bool *done, struct fault *fault)
{
    const struct domain *domain = row->judged->domain;
    const struct record_status *records = domain->records;
    enum status status = sql_run(
        db,
        LOOK_BEGINS ", token_verified_at = ?6, spf_verified_at = ?7, dkim_verified_at = ?8,"
                    " dmarc_verified_at = ?9" LOOK_ENDS " AND findings = ?10",
        SQL_VALUES(
            SQL_INT(domain->id), SQL_INT(row->judged->project), SQL_INT(domain->revision),
            SQL_INT(domain->checked_at), SQL_INT(domain->next_check_at),
            SQL_INT(records[RECORD_TOKEN].verified_at), SQL_INT(records[RECORD_SPF].verified_at),
            SQL_INT(records[RECORD_DKIM].verified_at), SQL_INT(records[RECORD_DMARC].verified_at),
            SQL_TEXT(buffer_text(&row->findings))),
        fault);

    *done = status == STATUS_OK && sql_changed(db) > 0;
    return status;
}

/* Every column that a look may change but the token's verdict, of which an index is kept. */
#define LOOK_CHANGES                                                                               \
    LOOK_BEGINS                                                                                    \
    ", token_verified_at = ?7, token_misses = ?8, token_missed_at = ?9,"                           \
    " spf_verdict = ?10, spf_power = ?11, spf_verified_at = ?12, spf_misses = ?13,"                \
    " spf_missed_at = ?14, dkim_verdict = ?15, dkim_power = ?16, dkim_verified_at = ?17,"          \
    " dkim_misses = ?18, dkim_missed_at = ?19, dmarc_verdict = ?20, dmarc_verified_at = ?21,"      \
    " dmarc_misses = ?22, dmarc_missed_at = ?23, policy = ?24, providers = ?25, findings = ?26,"   \
    " told_id = ?27, told_mark = ?28"

static enum status row_update(struct db *db, const struct row *row, struct fault *fault)
{
    const struct domain *domain = row->judged->domain;
    const struct record_status *token = &domain->records[RECORD_TOKEN];
    const struct record_status *spf = &domain->records[RECORD_SPF];
    const struct record_status *dkim = &domain->records[RECORD_DKIM];
    const struct record_status *dmarc = &domain->records[RECORD_DMARC];
    const char *sql = token->verdict == row->judged->records[RECORD_TOKEN].verdict
                          ? LOOK_CHANGES LOOK_ENDS " AND token_verdict = ?6"
                          : LOOK_CHANGES ", token_verdict = ?6" LOOK_ENDS;

    return sql_run(
        db, sql,
        SQL_VALUES(SQL_INT(domain->id), SQL_INT(row->judged->project), SQL_INT(domain->revision),
                   SQL_INT(domain->checked_at), SQL_INT(domain->next_check_at),
                   SQL_INT(token->verdict), SQL_INT(token->verified_at), SQL_INT(token->misses),
                   SQL_INT(token->missed_at), SQL_INT(spf->verdict), SQL_INT(spf->power),
                   SQL_INT(spf->verified_at), SQL_INT(spf->misses), SQL_INT(spf->missed_at),
                   SQL_INT(dkim->verdict), SQL_INT(dkim->power), SQL_INT(dkim->verified_at),
                   SQL_INT(dkim->misses), SQL_INT(dkim->missed_at), SQL_INT(dmarc->verdict),
                   SQL_INT(dmarc->verified_at), SQL_INT(dmarc->misses), SQL_INT(dmarc->missed_at),
                   SQL_INT(domain->policy), SQL_TEXT(buffer_text(&row->providers)),
                   SQL_TEXT(buffer_text(&row->findings)), SQL_INT(row->told->id),
                   SQL_BLOB(row->told->mark, row->told->id ? TOLD_MARK : 0)),
        fault);
}

/* *done: nobody has changed the domain. Its words follow what was found. */
static enum status changes_save(struct db *db, struct row *row, bool *done, struct fault *fault)
{
    enum status status;

    packed_providers(row->ids, &row->providers);
    status = row_update(db, row, fault);
    *done = status == STATUS_OK && sql_changed(db) > 0;
    return *done ? labels_put(db, row->judged->domain->id, row->list, row->ids, fault) : status;
}

/* The rows of lists: the owner's, and the guests'. */
static enum status lists_save(struct db *db, const struct judged *judged, struct fault *fault)
{
    const struct domain *domain = judged->domain;
    bool same = traits_of(domain) == judged->traits && domain_rank(domain) == judged->rank;
    enum status status = access_looked(db, judged->project, domain, judged->traits, same, fault);

    return status ? status : shares_refresh(db, domain, fault);
}

enum status judged_save(struct db *db, struct judged *judged, const struct judgement *judgement,
                        bool *same, struct fault *fault)
{
    struct row row = {.judged = judged,
                      .list = judgement->findings,
                      .ids = judgement->providers ? judgement->providers : &judged->providers,
                      .told = judgement->told ? judgement->told : &judged->told};
    bool done = false;
    enum status status = STATUS_OK;

    packed_findings(row.list, &row.findings);
    if (stays(&row)) {
        status = dates_save(db, &row, &done, fault);
    }
    if (status == STATUS_OK && !done) {
        status = changes_save(db, &row, &done, fault);
    }
    if (status == STATUS_OK && done) {
        status = lists_save(db, judged, fault);
        judged->domain->revision += status == STATUS_OK;
    }
    *same = done;
    buffer_clear(&row.findings);
    buffer_clear(&row.providers);
    return status;
}
