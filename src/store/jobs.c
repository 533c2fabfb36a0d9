// SPDX-License-Identifier: MIT
#include "store/jobs.h"

#include "base/memory.h"
#include "base/text.h"
#include "base/words.h"
#include "store/sql.h"

#include <stdlib.h>

enum { PRUNED_AT_ONCE = 500, RECEIVING_MS = 60 * 60 * 1000 };

#define JOB_COLUMNS                                                                                \
    "job.id, job.project_id, project.name, job.key, job.kind, job.state, job.who, job.filter,"     \
    " job.place, job.records, job.flags, job.gathered, job.total, job.done, job.created_at,"       \
    " job.ended_at"

void job_row_clear(struct job_row *row)
{
    free(row->filter);
    free(row->place);
    *row = (struct job_row){0};
}

static void row_read(struct sql_rows *rows, struct job_row *out)
{
    *out = (struct job_row){.id = sql_int(rows, 0),
                            .project_id = sql_int(rows, 1),
                            .kind = (enum job_kind)sql_within(rows, 4, JOB_KIND_COUNT - 1),
                            .state = (enum job_state)sql_within(rows, 5, JOB_STATE_COUNT - 1),
                            .filter = mem_text(sql_text(rows, 7)),
                            .place = mem_text(sql_text(rows, 8)),
                            .records = (unsigned)sql_int(rows, 9),
                            .flags = (unsigned)sql_int(rows, 10),
                            .gathered = sql_int(rows, 11) != 0,
                            .total = sql_int(rows, 12),
                            .done = sql_int(rows, 13),
                            .created_at = sql_int(rows, 14),
                            .ended_at = sql_int(rows, 15)};
    text_copy(out->project, sizeof out->project, sql_text(rows, 2));
    text_copy(out->key, sizeof out->key, sql_text(rows, 3));
    text_copy(out->who, sizeof out->who, sql_text(rows, 6));
}

enum status jobs_add(struct db *db, struct job_row *row, struct fault *fault)
{
    enum status status =
        sql_run(db,
                "INSERT INTO job (key, project_id, kind, state, who, filter, records, flags, place,"
                " gathered, total, done, created_at, ended_at)"
                " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 0, ?12, 0)",
                SQL_VALUES(SQL_TEXT(row->key), SQL_INT(row->project_id), SQL_INT(row->kind),
                           SQL_INT(row->state), SQL_TEXT(row->who),
                           SQL_TEXT(row->filter ? row->filter : ""), SQL_INT(row->records),
                           SQL_INT(row->flags), SQL_TEXT(row->place ? row->place : ""),
                           SQL_INT(row->gathered), SQL_INT(row->total), SQL_INT(row->created_at)),
                fault);

    if (status == STATUS_OK) {
        row->id = sql_last_id(db);
    }
    return status;
}

/* The one row; STATUS_MISSING without a fault. */
static enum status row_take(struct sql_rows *rows, struct job_row *out, struct fault *fault)
{
    struct job_row row = {0};
    bool found = sql_next(rows);
    enum status status;

    if (found) {
        row_read(rows, &row);
    }
    status = sql_close(rows, fault);
    if (status || !found) {
        job_row_clear(&row);
        return status ? status : STATUS_MISSING;
    }
    *out = row;
    return STATUS_OK;
}

enum status jobs_find(struct db *db, int64_t project, const char *key, struct job_row *out,
                      struct fault *fault)
{
    struct sql_rows rows;
    enum status status;

    sql_open(db,
             "SELECT " JOB_COLUMNS " FROM job JOIN project ON project.id = job.project_id"
             " WHERE job.key = ?2 AND job.project_id = ?1",
             SQL_VALUES(SQL_INT(project), SQL_TEXT(key)), &rows);
    status = row_take(&rows, out, fault);
    if (status == STATUS_MISSING) {
        fault_set(fault, status, "no-such-job", _("there is no job %s"), key);
        fault_detail(fault, "job", key);
    }
    return status;
}

enum status jobs_next(struct db *db, int64_t after, struct job_row *out, struct fault *fault)
{
    struct sql_rows rows;

    sql_open(db,
             "SELECT " JOB_COLUMNS " FROM job JOIN project ON project.id = job.project_id"
             " WHERE job.state IN (1, 2) ORDER BY job.id <= ?1, job.id LIMIT 1",
             SQL_VALUES(SQL_INT(after)), &rows);
    return row_take(&rows, out, fault);
}

enum status jobs_save(struct db *db, const struct job_row *row, struct fault *fault)
{
    return sql_run(db,
                   "UPDATE job SET state = ?2, place = ?3, gathered = ?4, total = ?5, ended_at = ?6"
                   " WHERE id = ?1",
                   SQL_VALUES(SQL_INT(row->id), SQL_INT(row->state),
                              SQL_TEXT(row->place ? row->place : ""), SQL_INT(row->gathered),
                              SQL_INT(row->total), SQL_INT(row->ended_at)),
                   fault);
}

enum status jobs_cut_off(struct db *db, struct fault *fault)
{
    return sql_run(db, "UPDATE job SET created_at = 0 WHERE state = 0", SQL_NOTHING, fault);
}

/* Items first, a piece at a time; the job goes with the last of them. */
enum status jobs_prune(struct db *db, int64_t now, bool *more, struct fault *fault)
{
    int64_t old = 0;
    enum status status = sql_number(
        db,
        "SELECT id FROM job WHERE (ended_at > 0 AND ended_at <= ?1)"
        " OR (state = 0 AND created_at <= ?2) LIMIT 1",
        SQL_VALUES(SQL_INT(now - JOB_KEPT_MS), SQL_INT(now - RECEIVING_MS)), &old, fault);

    *more = status == STATUS_OK;
    if (status == STATUS_MISSING) {
        return STATUS_OK;
    }
    status = status ? status
                    : sql_run(db,
                              "DELETE FROM job_item WHERE job_id = ?1 AND line IN"
                              " (SELECT line FROM job_item WHERE job_id = ?1 LIMIT ?2)",
                              SQL_VALUES(SQL_INT(old), SQL_INT(PRUNED_AT_ONCE)), fault);
    if (status == STATUS_OK && sql_changed(db) < PRUNED_AT_ONCE) {
        status = sql_run(db, "DELETE FROM job WHERE id = ?1", SQL_VALUES(SQL_INT(old)), fault);
    }
    return status;
}
