// SPDX-License-Identifier: MIT
#include "store/shares.h"

#include "base/array.h"
#include "base/text.h"
#include "base/words.h"
#include "store/access.h"
#include "store/sql.h"

#include <stdlib.h>

enum status shares_read(struct db *db, struct domain *domain, struct fault *fault)
{
    size_t capacity = 0;
    struct sql_rows rows;

    free(domain->shares);
    domain->shares = NULL;
    domain->share_count = 0;
    sql_open(db,
             "SELECT project.key, share.registered_at, share.label FROM share"
             " JOIN project ON project.id = share.project_id WHERE share.domain_id = ?1"
             " ORDER BY share.registered_at, project.key",
             SQL_VALUES(SQL_INT(domain->id)), &rows);
    while (sql_next(&rows)) {
        struct share *share = ARRAY_ADD(domain->shares, domain->share_count, capacity);

        text_copy(share->project_key, sizeof share->project_key, sql_text(&rows, 0));
        share->registered_at = sql_int(&rows, 1);
        text_copy(share->label, sizeof share->label, sql_text(&rows, 2));
    }
    return sql_close(&rows, fault);
}

enum status shares_projects(struct db *db, int64_t domain, int64_t **projects, size_t *count,
                            struct fault *fault)
{
    int64_t *list = NULL;
    size_t n = 0, capacity = 0;
    struct sql_rows rows;
    enum status status;

    sql_open(db, "SELECT project_id FROM share WHERE domain_id = ?1", SQL_VALUES(SQL_INT(domain)),
             &rows);
    while (sql_next(&rows)) {
        *ARRAY_ADD(list, n, capacity) = sql_int(&rows, 0);
    }
    status = sql_close(&rows, fault);
    *projects = list;
    *count = n;
    return status;
}

enum status shares_refresh(struct db *db, const struct domain *domain, struct fault *fault)
{
    int64_t *guests = NULL;
    size_t count = 0;
    enum status status = STATUS_OK;

    if (domain->share_count > 0) {
        status = shares_projects(db, domain->id, &guests, &count, fault);
        status = status ? status : access_refresh_all(db, guests, count, domain->name, fault);
        free(guests);
    }
    return status;
}

/* Lists do not read the table share for a domain that has none. */
static enum status changed(struct db *db, int64_t domain, struct fault *fault)
{
    return sql_run(db,
                   "UPDATE domain SET revision = revision + 1, share_count ="
                   " (SELECT count(*) FROM share WHERE domain_id = ?1) WHERE id = ?1",
                   SQL_VALUES(SQL_INT(domain)), fault);
}

enum status shares_add(struct db *db, const struct domain *domain, int64_t guest,
                       const struct share *share, struct fault *fault)
{
    enum status status = sql_run(db, "INSERT OR IGNORE INTO share VALUES (?1, ?2, ?3, ?4)",
                                 SQL_VALUES(SQL_INT(domain->id), SQL_INT(guest),
                                            SQL_INT(share->registered_at), SQL_TEXT(share->label)),
                                 fault);

    if (status == STATUS_OK && sql_changed(db) == 0) {
        return fault_set(fault, STATUS_REFUSED, "already-shared",
                         _("%s is shared with this project already"), domain->name);
    }
    status = status ? status : changed(db, domain->id, fault);
    return status ? status : access_refresh(db, guest, domain->name, fault);
}

/* What a statement about one share came to, which may not be there. */
static enum status one_changed(struct db *db, const struct domain *domain, enum status status,
                               struct fault *fault)
{
    if (status == STATUS_OK && sql_changed(db) == 0) {
        return fault_set(fault, STATUS_MISSING, "not-shared",
                         _("%s is not shared with this project"), domain->name);
    }
    return status;
}

enum status shares_label(struct db *db, const struct domain *domain, int64_t guest,
                         const char *label, struct fault *fault)
{
    enum status status =
        sql_run(db, "UPDATE share SET label = ?3 WHERE domain_id = ?1 AND project_id = ?2",
                SQL_VALUES(SQL_INT(domain->id), SQL_INT(guest), SQL_TEXT(label)), fault);

    status = one_changed(db, domain, status, fault);
    return status ? status : changed(db, domain->id, fault);
}

enum status shares_remove(struct db *db, const struct domain *domain, int64_t guest,
                          struct fault *fault)
{
    enum status status = sql_run(db, "DELETE FROM share WHERE domain_id = ?1 AND project_id = ?2",
                                 SQL_VALUES(SQL_INT(domain->id), SQL_INT(guest)), fault);

    status = one_changed(db, domain, status, fault);
    status = status ? status : changed(db, domain->id, fault);
    return status ? status : access_refresh(db, guest, domain->name, fault);
}

enum status shares_audience(struct db *db, int64_t domain, struct project_name **out, size_t *count,
                            struct fault *fault)
{
    struct project_name *list = NULL;
    size_t n = 0, capacity = 0;
    struct sql_rows rows;
    enum status status;

    sql_open(db,
             "SELECT name FROM project WHERE id = (SELECT project_id FROM domain WHERE id = ?1)"
             " OR id IN (SELECT project_id FROM share WHERE domain_id = ?1)",
             SQL_VALUES(SQL_INT(domain)), &rows);
    while (sql_next(&rows)) {
        text_copy(ARRAY_ADD(list, n, capacity)->name, sizeof list->name, sql_text(&rows, 0));
    }
    status = sql_close(&rows, fault);
    *out = list;
    *count = n;
    return status;
}
