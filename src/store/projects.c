// SPDX-License-Identifier: MIT
#include "store/projects.h"

#include "base/array.h"
#include "base/text.h"
#include "base/words.h"
#include "store/sql.h"

#include <stdlib.h>

#define PROJECT_COLUMNS "id, name, key, created_at"

static void project_read(const struct sql_rows *rows, struct project_row *out)
{
    *out = (struct project_row){.id = sql_int(rows, 0)};
    text_copy(out->project.name, sizeof out->project.name, sql_text(rows, 1));
    text_copy(out->project.key, sizeof out->project.key, sql_text(rows, 2));
    out->project.created_at = sql_int(rows, 3);
}

static enum status project_one(struct db *db, const char *sql, struct sql_value value,
                               struct project_row *out, struct fault *fault)
{
    struct sql_rows rows;
    enum status status;
    bool found;

    sql_open(db, sql, SQL_VALUES(value), &rows);
    found = sql_next(&rows);
    if (found) {
        project_read(&rows, out);
    }
    status = sql_close(&rows, fault);
    return status ? status : found ? STATUS_OK : STATUS_MISSING;
}

enum status projects_find(struct db *db, const char *name, struct project_row *out,
                          struct fault *fault)
{
    enum status status = project_one(db, "SELECT " PROJECT_COLUMNS " FROM project WHERE name = ?1",
                                     SQL_TEXT(name), out, fault);

    if (status == STATUS_MISSING) {
        fault_set(fault, status, "no-such-project", _("there is no project \"%s\""), name);
        fault_detail(fault, "project", name);
    }
    return status;
}

enum status projects_find_key(struct db *db, const char *key, struct project_row *out,
                              struct fault *fault)
{
    enum status status = project_one(db, "SELECT " PROJECT_COLUMNS " FROM project WHERE key = ?1",
                                     SQL_TEXT(key), out, fault);

    if (status == STATUS_MISSING) {
        fault_set(fault, status, "no-such-project-key", _("no project has the Project Key %s"),
                  key);
        fault_detail(fault, "project_key", key);
    }
    return status;
}

enum status projects_find_id(struct db *db, int64_t id, struct project_row *out,
                             struct fault *fault)
{
    enum status status = project_one(db, "SELECT " PROJECT_COLUMNS " FROM project WHERE id = ?1",
                                     SQL_INT(id), out, fault);

    if (status == STATUS_MISSING) {
        fault_set(fault, status, "no-such-project", _("there is no such project"));
    }
    return status;
}

enum status projects_add(struct db *db, const struct project *project, int64_t *id,
                         struct fault *fault)
{
    struct project_row row;
    enum status status = projects_find(db, project->name, &row, fault);

    if (status == STATUS_OK) {
        return fault_set(fault, STATUS_REFUSED, "project-exists",
                         _("there is a project \"%s\" already"), project->name);
    }
    if (status != STATUS_MISSING) {
        return status;
    }
    fault_clear(fault);
    status = sql_run(
        db, "INSERT INTO project (name, key, created_at) VALUES (?1, ?2, ?3)",
        SQL_VALUES(SQL_TEXT(project->name), SQL_TEXT(project->key), SQL_INT(project->created_at)),
        fault);
    if (status == STATUS_OK) {
        *id = sql_last_id(db);
    }
    return status;
}

enum status projects_list(struct db *db, struct reply_projects *out, struct fault *fault)
{
    struct sql_rows rows;
    size_t capacity = 0;
    enum status status;

    *out = (struct reply_projects){0};
    sql_open(db, "SELECT " PROJECT_COLUMNS " FROM project ORDER BY name", SQL_NOTHING, &rows);
    while (sql_next(&rows)) {
        struct project_row row;

        project_read(&rows, &row);
        *ARRAY_ADD(out->items, out->count, capacity) = row.project;
    }
    status = sql_close(&rows, fault);
    if (status) {
        free(out->items);
        *out = (struct reply_projects){0};
    }
    return status;
}

#define CREDENTIAL_COLUMNS "access_key, read_only, created_at, project_id, sealed"

static void credential_read(const struct sql_rows *rows, struct credential *out)
{
    *out = (struct credential){.read_only = sql_int(rows, 1) != 0, .created_at = sql_int(rows, 2)};
    text_copy(out->access_key, sizeof out->access_key, sql_text(rows, 0));
}

enum status credentials_add(struct db *db, int64_t project, const struct credential *credential,
                            const void *sealed, size_t n, struct fault *fault)
{
    return sql_run(db,
                   "INSERT INTO credential (access_key, project_id, sealed, read_only, created_at)"
                   " VALUES (?1, ?2, ?3, ?4, ?5)",
                   SQL_VALUES(SQL_TEXT(credential->access_key), SQL_INT(project),
                              SQL_BLOB(sealed, n), SQL_INT(credential->read_only),
                              SQL_INT(credential->created_at)),
                   fault);
}

enum status credentials_list(struct db *db, int64_t project, struct credential **items,
                             size_t *count, struct fault *fault)
{
    struct credential *list = NULL;
    size_t n = 0, capacity = 0;
    struct sql_rows rows;
    enum status status;

    sql_open(db,
             "SELECT " CREDENTIAL_COLUMNS " FROM credential"
             " WHERE project_id = ?1 AND revoked_at = 0 ORDER BY created_at, access_key",
             SQL_VALUES(SQL_INT(project)), &rows);
    while (sql_next(&rows)) {
        credential_read(&rows, ARRAY_ADD(list, n, capacity));
    }
    status = sql_close(&rows, fault);
    if (status) {
        free(list);
        return status;
    }
    *items = list;
    *count = n;
    return STATUS_OK;
}

static enum status no_access_key(const char *access_key, struct fault *fault)
{
    return fault_set(fault, STATUS_MISSING, "no-such-access-key",
                     _("there is no access key \"%s\", or it was revoked"), access_key);
}

enum status credentials_find(struct db *db, const char *access_key, struct credential_row *out,
                             struct fault *fault)
{
    struct credential_row row = {0};
    struct sql_rows rows;
    enum status status;

    sql_open(db,
             "SELECT " CREDENTIAL_COLUMNS " FROM credential"
             " WHERE access_key = ?1 AND revoked_at = 0",
             SQL_VALUES(SQL_TEXT(access_key)), &rows);
    if (sql_next(&rows)) {
        size_t length;
        const void *sealed = sql_blob(&rows, 4, &length);

        credential_read(&rows, &row.credential);
        row.project_id = sql_int(&rows, 3);
        buffer_add(&row.sealed, sealed, length);
    }
    status = sql_close(&rows, fault);
    if (status || row.project_id == 0) {
        buffer_clear(&row.sealed);
        return status ? status : no_access_key(access_key, fault);
    }
    *out = row;
    return STATUS_OK;
}

enum status credentials_revoke(struct db *db, int64_t project, const char *access_key, int64_t now,
                               struct fault *fault)
{
    enum status status =
        sql_run(db,
                "UPDATE credential SET revoked_at = ?3, sealed = x''"
                " WHERE access_key = ?1 AND project_id = ?2 AND revoked_at = 0",
                SQL_VALUES(SQL_TEXT(access_key), SQL_INT(project), SQL_INT(now)), fault);

    if (status == STATUS_OK && sql_changed(db) == 0) {
        return no_access_key(access_key, fault);
    }
    return status;
}
