// SPDX-License-Identifier: MIT
#include "store/domains.h"

#include "base/array.h"
#include "base/text.h"
#include "base/words.h"
#include "store/access.h"
#include "store/domain_row.h"
#include "store/labels.h"
#include "store/packed.h"
#include "store/shares.h"

#include <stdlib.h>
#include <string.h>

enum { PAST_TOKENS = 32 }; /* as many are looked for in DNS */

/* What a row holds as one text each. */
struct domain_texts {
    struct buffer providers, findings;
};

enum status domains_missing(const char *name, struct fault *fault)
{
    fault_set(fault, STATUS_MISSING, "no-such-domain", _("%s is not in your list"), name);
    fault_detail(fault, "domain", name);
    return STATUS_MISSING;
}

enum status domains_find(struct db *db, int64_t project, const char *name, struct domain **out,
                         struct fault *fault)
{
    struct domain *domain = NULL;
    bool own = false, shared = false;
    struct sql_rows rows;
    enum status status;

    sql_open(db,
             "SELECT " DOMAIN_COLUMNS ", domain.project_id = ?1"
             " FROM access CROSS JOIN domain ON domain.id = access.domain_id"
             " WHERE access.project_id = ?1 AND access.name = ?2",
             SQL_VALUES(SQL_INT(project), SQL_TEXT(name)), &rows);
    if (sql_next(&rows)) {
        domain = domain_row_read(&rows);
        own = sql_int(&rows, DOMAIN_COLUMN_COUNT) != 0;
        shared = sql_int(&rows, DOMAIN_SHARE_COUNT) != 0;
    }
    status = sql_close(&rows, fault);
    if (status == STATUS_OK && !domain) {
        return domains_missing(name, fault);
    }
    status = status ? status : domain_row_finish(db, domain, own, shared, fault);
    if (status) {
        domain_free(domain);
        return status;
    }
    *out = domain;
    return STATUS_OK;
}

enum status domains_load(struct db *db, int64_t id, struct owned_domain *out, struct fault *fault)
{
    struct owned_domain owned = {0};
    struct sql_rows rows;
    enum status status;

    sql_open(db,
             "SELECT " DOMAIN_COLUMNS ", domain.project_id, domain.providers, project.name"
             " FROM domain JOIN project ON project.id = domain.project_id WHERE domain.id = ?1",
             SQL_VALUES(SQL_INT(id)), &rows);
    if (sql_next(&rows)) {
        owned.domain = domain_row_read(&rows);
        owned.project = sql_int(&rows, DOMAIN_COLUMN_COUNT);
        packed_providers_read(sql_text(&rows, DOMAIN_COLUMN_COUNT + 1), &owned.providers);
        text_copy(owned.project_name, sizeof owned.project_name,
                  sql_text(&rows, DOMAIN_COLUMN_COUNT + 2));
    }
    status = sql_close(&rows, fault);
    if (status == STATUS_OK && !owned.domain) {
        return fault_set(fault, STATUS_MISSING, "no-such-domain", _("the domain is gone"));
    }
    status = status ? status : shares_read(db, owned.domain, fault);
    if (status) {
        domain_free(owned.domain);
        return status;
    }
    *out = owned;
    return STATUS_OK;
}

enum status domains_same(struct db *db, int64_t project, const struct domain *domain, bool *same,
                         struct fault *fault)
{
    int64_t revision = 0;
    enum status status =
        sql_number(db, "SELECT revision FROM domain WHERE id = ?1 AND project_id = ?2",
                   SQL_VALUES(SQL_INT(domain->id), SQL_INT(project)), &revision, fault);

    *same = status == STATUS_OK && revision == domain->revision;
    return status == STATUS_MISSING ? STATUS_OK : status;
}

enum status domains_own_id(struct db *db, int64_t project, const char *name, int64_t *id,
                           struct fault *fault)
{
    return sql_number(db, "SELECT id FROM domain WHERE name = ?1 AND project_id = ?2",
                      SQL_VALUES(SQL_TEXT(name), SQL_INT(project)), id, fault);
}

enum status domains_verifier(struct db *db, const char *name, int64_t *project, struct fault *fault)
{
    enum status status =
        sql_number(db, "SELECT project_id FROM domain WHERE name = ?1 AND token_verdict = 2",
                   SQL_VALUES(SQL_TEXT(name)), project, fault);

    if (status == STATUS_MISSING) {
        *project = 0;
        return STATUS_OK;
    }
    return status;
}

enum status domains_add(struct db *db, int64_t project, struct domain *domain, struct fault *fault)
{
    enum status status = sql_run(
        db,
        "INSERT INTO domain (project_id, name, revision, environment, region, registered_at, token,"
        " selector, dkim, token_verdict, token_verified_at, token_misses, token_missed_at,"
        " spf_verdict, spf_power, spf_verified_at, spf_misses, spf_missed_at,"
        " dkim_verdict, dkim_power, dkim_verified_at, dkim_misses, dkim_missed_at,"
        " dmarc_verdict, dmarc_verified_at, dmarc_misses, dmarc_missed_at,"
        " policy, checked_at, next_check_at)"
        " VALUES (?1, ?2, 1, ?3, ?4, ?5, ?6, ?7, ?8,"
        " 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ?9)",
        SQL_VALUES(SQL_INT(project), SQL_TEXT(domain->name), SQL_INT(domain->environment),
                   SQL_INT(domain->region), SQL_INT(domain->registered_at), SQL_TEXT(domain->token),
                   SQL_TEXT(domain->selector), SQL_TEXT(domain->dkim),
                   SQL_INT(domain->next_check_at)),
        fault);

    if (status) {
        return status;
    }
    domain->id = sql_last_id(db);
    domain->revision = 1;
    return access_put(db, project, domain, fault);
}

/* Every column that a look may change but the token's verdict, of which an index is kept. */
#define SAVED_COLUMNS                                                                              \
    "UPDATE domain SET revision = revision + 1, token = ?2, dkim = ?3,"                            \
    " token_verified_at = ?5, token_misses = ?6, token_missed_at = ?7,"                            \
    " spf_verdict = ?8, spf_power = ?9, spf_verified_at = ?10, spf_misses = ?11,"                  \
    " spf_missed_at = ?12, dkim_verdict = ?13, dkim_power = ?14, dkim_verified_at = ?15,"          \
    " dkim_misses = ?16, dkim_missed_at = ?17, dmarc_verdict = ?18, dmarc_verified_at = ?19,"      \
    " dmarc_misses = ?20, dmarc_missed_at = ?21, policy = ?22, checked_at = ?23,"                  \
    " next_check_at = ?24, providers = ?25, findings = ?26"

static enum status row_update(struct db *db, const char *sql, const struct domain *domain,
                              const struct domain_texts *texts, struct fault *fault)
{
    const struct record_status *token = &domain->records[RECORD_TOKEN];
    const struct record_status *spf = &domain->records[RECORD_SPF];
    const struct record_status *dkim = &domain->records[RECORD_DKIM];
    const struct record_status *dmarc = &domain->records[RECORD_DMARC];

    return sql_run(
        db, sql,
        SQL_VALUES(SQL_INT(domain->id), SQL_TEXT(domain->token), SQL_TEXT(domain->dkim),
                   SQL_INT(token->verdict), SQL_INT(token->verified_at), SQL_INT(token->misses),
                   SQL_INT(token->missed_at), SQL_INT(spf->verdict), SQL_INT(spf->power),
                   SQL_INT(spf->verified_at), SQL_INT(spf->misses), SQL_INT(spf->missed_at),
                   SQL_INT(dkim->verdict), SQL_INT(dkim->power), SQL_INT(dkim->verified_at),
                   SQL_INT(dkim->misses), SQL_INT(dkim->missed_at), SQL_INT(dmarc->verdict),
                   SQL_INT(dmarc->verified_at), SQL_INT(dmarc->misses), SQL_INT(dmarc->missed_at),
                   SQL_INT(domain->policy), SQL_INT(domain->checked_at),
                   SQL_INT(domain->next_check_at), SQL_TEXT(buffer_text(&texts->providers)),
                   SQL_TEXT(buffer_text(&texts->findings))),
        fault);
}

/* Mostly the token's verdict stays what it was: then its index is not touched. */
static enum status row_save(struct db *db, const struct domain *domain,
                            const struct domain_texts *texts, struct fault *fault)
{
    enum status status =
        row_update(db, SAVED_COLUMNS " WHERE id = ?1 AND token_verdict = ?4", domain, texts, fault);

    if (status || sql_changed(db) > 0) {
        return status;
    }
    return row_update(db, SAVED_COLUMNS ", token_verdict = ?4 WHERE id = ?1", domain, texts, fault);
}

static enum status ids_or_stored(struct db *db, int64_t id, const struct provider_ids *given,
                                 struct provider_ids *out, struct fault *fault)
{
    struct sql_rows rows;

    if (given) {
        *out = *given;
        return STATUS_OK;
    }
    sql_open(db, "SELECT providers FROM domain WHERE id = ?1", SQL_VALUES(SQL_INT(id)), &rows);
    if (sql_next(&rows)) {
        packed_providers_read(sql_text(&rows, 0), out);
    }
    return sql_close(&rows, fault);
}

enum status domains_save(struct db *db, int64_t project, struct domain *domain,
                         const struct provider_ids *providers, struct fault *fault)
{
    struct provider_ids ids = {0};
    struct domain_texts texts = {0};
    enum status status = ids_or_stored(db, domain->id, providers, &ids, fault);

    packed_providers(&ids, &texts.providers);
    packed_findings(&domain->findings, &texts.findings);
    status = status ? status : row_save(db, domain, &texts, fault);
    status = status ? status : labels_put(db, domain->id, &domain->findings, &ids, fault);
    status = status ? status : access_put(db, project, domain, fault);
    status = status ? status : shares_refresh(db, domain, fault);
    domain->revision += status == STATUS_OK;
    buffer_clear(&texts.providers);
    buffer_clear(&texts.findings);
    return status;
}

enum status domains_save_token(struct db *db, int64_t project, struct domain *domain,
                               struct fault *fault)
{
    const struct record_status *token = &domain->records[RECORD_TOKEN];
    enum status status = sql_run(
        db,
        "UPDATE domain SET revision = revision + 1, token = ?2, token_verified_at = ?4,"
        " token_misses = ?5, token_missed_at = ?6 WHERE id = ?1 AND token_verdict = ?3",
        SQL_VALUES(SQL_INT(domain->id), SQL_TEXT(domain->token), SQL_INT(token->verdict),
                   SQL_INT(token->verified_at), SQL_INT(token->misses), SQL_INT(token->missed_at)),
        fault);

    if (status == STATUS_OK && sql_changed(db) == 0) {
        return domains_save(db, project, domain, NULL, fault);
    }
    domain->revision += status == STATUS_OK;
    return status;
}

enum status domains_remove(struct db *db, int64_t project, const struct domain *domain,
                           struct fault *fault)
{
    int64_t *guests = NULL;
    size_t count = 0;
    enum status status = shares_projects(db, domain->id, &guests, &count, fault);

    status = status ? status
                    : sql_run(db, "DELETE FROM domain WHERE id = ?1",
                              SQL_VALUES(SQL_INT(domain->id)), fault);
    status = status ? status : access_refresh(db, project, domain->name, fault);
    status = status ? status : access_refresh_all(db, guests, count, domain->name, fault);
    free(guests);
    return status;
}

enum status domains_due(struct db *db, int64_t now, size_t most, int64_t *ids, size_t *count,
                        struct fault *fault)
{
    struct sql_rows rows;

    *count = 0;
    sql_open(db,
             "SELECT id FROM domain WHERE next_check_at > 0 AND next_check_at <= ?1"
             " ORDER BY next_check_at LIMIT ?2",
             SQL_VALUES(SQL_INT(now), SQL_INT((int64_t)most)), &rows);
    while (*count < most && sql_next(&rows)) {
        ids[(*count)++] = sql_int(&rows, 0);
    }
    return sql_close(&rows, fault);
}

enum status domains_next_due(struct db *db, int64_t *at, struct fault *fault)
{
    enum status status = sql_number(db,
                                    "SELECT next_check_at FROM domain WHERE next_check_at > 0"
                                    " ORDER BY next_check_at LIMIT 1",
                                    SQL_NOTHING, at, fault);

    if (status == STATUS_MISSING) {
        *at = 0;
        return STATUS_OK;
    }
    return status;
}

enum status domains_past_tokens(struct db *db, int64_t id, char ***tokens, size_t *count,
                                struct fault *fault)
{
    char **list = NULL;
    size_t n = 0, capacity = 0;
    struct sql_rows rows;
    enum status status;

    sql_open(db,
             "SELECT token FROM past_token WHERE domain_id = ?1 ORDER BY replaced_at DESC LIMIT ?2",
             SQL_VALUES(SQL_INT(id), SQL_INT(PAST_TOKENS)), &rows);
    while (sql_next(&rows)) {
        *ARRAY_ADD(list, n, capacity) = mem_text(sql_text(&rows, 0));
    }
    status = sql_close(&rows, fault);
    *tokens = list;
    *count = n;
    return status;
}

enum status domains_keep_token(struct db *db, int64_t id, const char *token, int64_t replaced_at,
                               struct fault *fault)
{
    return sql_run(db, "INSERT OR IGNORE INTO past_token VALUES (?1, ?2, ?3)",
                   SQL_VALUES(SQL_INT(id), SQL_INT(replaced_at), SQL_TEXT(token)), fault);
}
