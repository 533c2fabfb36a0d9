// SPDX-License-Identifier: MIT
#include "store/access.h"

#include "domain/lifecycle.h"
#include "store/domain_row.h"
#include "store/tally.h"
#include "store/traits.h"

static const char best_of_name[] =
    "SELECT " DOMAIN_COLUMNS ", domain.project_id = ?1 AS own FROM domain"
    " WHERE domain.name = ?2 AND (domain.project_id = ?1 OR EXISTS"
    "  (SELECT 1 FROM share WHERE share.domain_id = domain.id AND share.project_id = ?1))"
    " ORDER BY own DESC, domain.token_verdict = 2 DESC, domain.id LIMIT 1";

/* Most looks change nothing that lists are sorted by but their own date: then one index is
 * written, not four. False: something else changed, or there is no such row yet. */
static enum status checked_put(struct db *db, int64_t project, const struct domain *domain,
                               bool *done, struct fault *fault)
{
    enum status status =
        sql_run(db,
                "UPDATE access SET checked_at = ?7 WHERE project_id = ?1 AND name = ?2"
                " AND domain_id = ?3 AND traits = ?4 AND rank = ?5 AND registered_at = ?6",
                SQL_VALUES(SQL_INT(project), SQL_TEXT(domain->name), SQL_INT(domain->id),
                           SQL_INT(traits_of(domain)), SQL_INT(domain_rank(domain)),
                           SQL_INT(domain->registered_at), SQL_INT(domain->checked_at)),
                fault);

    *done = status == STATUS_OK && sql_changed(db) > 0;
    return status;
}

/* The traits of the row as it stands; TALLY_NONE: there is none. */
static enum status traits_now(struct db *db, int64_t project, const char *name, int64_t *out,
                              struct fault *fault)
{
    enum status status =
        sql_number(db, "SELECT traits FROM access WHERE project_id = ?1 AND name = ?2",
                   SQL_VALUES(SQL_INT(project), SQL_TEXT(name)), out, fault);

    if (status == STATUS_MISSING) {
        *out = TALLY_NONE;
        return STATUS_OK;
    }
    return status;
}

static enum status row_put(struct db *db, int64_t project, const struct domain *domain,
                           struct fault *fault)
{
    return sql_run(db,
                   "INSERT INTO access (project_id, name, domain_id, traits, rank, registered_at,"
                   " checked_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"
                   " ON CONFLICT DO UPDATE SET domain_id = ?3, traits = ?4, rank = ?5,"
                   " registered_at = ?6, checked_at = ?7",
                   SQL_VALUES(SQL_INT(project), SQL_TEXT(domain->name), SQL_INT(domain->id),
                              SQL_INT(traits_of(domain)), SQL_INT(domain_rank(domain)),
                              SQL_INT(domain->registered_at), SQL_INT(domain->checked_at)),
                   fault);
}

enum status access_put(struct db *db, int64_t project, const struct domain *domain,
                       struct fault *fault)
{
    bool done = false;
    int64_t before = TALLY_NONE;
    enum status status = checked_put(db, project, domain, &done, fault);

    if (status || done) {
        return status;
    }
    status = traits_now(db, project, domain->name, &before, fault);
    status = status ? status : row_put(db, project, domain, fault);
    return status ? status : tally_move(db, project, before, traits_of(domain), fault);
}

static enum status row_drop(struct db *db, int64_t project, const char *name, struct fault *fault)
{
    int64_t before = TALLY_NONE;
    enum status status = traits_now(db, project, name, &before, fault);

    if (status || before == TALLY_NONE) {
        return status;
    }
    status = sql_run(db, "DELETE FROM access WHERE project_id = ?1 AND name = ?2",
                     SQL_VALUES(SQL_INT(project), SQL_TEXT(name)), fault);
    return status ? status : tally_move(db, project, before, TALLY_NONE, fault);
}

/* The row is there, and stays where it is. */
static enum status traits_put(struct db *db, int64_t project, const struct domain *domain,
                              int64_t before, bool *done, struct fault *fault)
{
    int64_t traits = traits_of(domain);
    enum status status = sql_run(
        db,
        "UPDATE access SET traits = ?4, rank = ?5, checked_at = ?6"
        " WHERE project_id = ?1 AND name = ?2 AND domain_id = ?3 AND traits = ?7",
        SQL_VALUES(SQL_INT(project), SQL_TEXT(domain->name), SQL_INT(domain->id), SQL_INT(traits),
                   SQL_INT(domain_rank(domain)), SQL_INT(domain->checked_at), SQL_INT(before)),
        fault);

    *done = status == STATUS_OK && sql_changed(db) > 0;
    return *done ? tally_move(db, project, before, traits, fault) : status;
}

enum status access_looked(struct db *db, int64_t project, const struct domain *domain,
                          int64_t before, bool same, struct fault *fault)
{
    bool done = false;
    enum status status = same ? checked_put(db, project, domain, &done, fault)
                              : traits_put(db, project, domain, before, &done, fault);

    return status || done ? status : access_put(db, project, domain, fault);
}

enum status access_refresh(struct db *db, int64_t project, const char *name, struct fault *fault)
{
    struct domain *domain = NULL;
    struct sql_rows rows;
    enum status status;

    sql_open(db, best_of_name, SQL_VALUES(SQL_INT(project), SQL_TEXT(name)), &rows);
    if (sql_next(&rows)) {
        domain = domain_row_read(&rows);
        domain->role = sql_int(&rows, DOMAIN_COLUMN_COUNT) ? ROLE_OWNER : ROLE_GUEST;
    }
    status = sql_close(&rows, fault);
    if (status == STATUS_OK && domain) {
        status = access_put(db, project, domain, fault);
    } else if (status == STATUS_OK) {
        status = row_drop(db, project, name, fault);
    }
    domain_free(domain);
    return status;
}

enum status access_refresh_all(struct db *db, const int64_t *projects, size_t count,
                               const char *name, struct fault *fault)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        status = access_refresh(db, projects[i], name, fault);
    }
    return status;
}
