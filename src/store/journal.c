// SPDX-License-Identifier: MIT
#include "store/journal.h"

#include "base/array.h"
#include "base/text.h"
#include "store/sql.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#define OWN_DETAIL "{}" /* of a row that has none, or that of another */

enum status journal_next(struct db *db, int64_t *id, struct fault *fault)
{
    return sql_number(db, "SELECT ifnull(max(id), 0) + 1 FROM journal", SQL_NOTHING, id, fault);
}

enum status journal_add(struct db *db, const struct journal_entry *entry, struct fault *fault)
{
    const char *detail = entry->detail && !entry->same_as ? entry->detail : OWN_DETAIL;

    return sql_run(db,
                   "INSERT INTO journal (id, at, project_id, who, domain, action, detail, same_as)"
                   " VALUES (nullif(?1, 0), ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                   SQL_VALUES(SQL_INT(entry->id), SQL_INT(entry->at), SQL_INT(entry->project),
                              SQL_TEXT(entry->who), SQL_TEXT(entry->domain ? entry->domain : ""),
                              SQL_TEXT(entry->action), SQL_TEXT(detail), SQL_INT(entry->same_as)),
                   fault);
}

static void row_read(const struct sql_rows *rows, struct log_row *out)
{
    out->id = sql_int(rows, 0);
    out->at = sql_int(rows, 1);
    text_copy(out->who, sizeof out->who, sql_text(rows, 2));
    text_copy(out->domain, sizeof out->domain, sql_text(rows, 3));
    text_copy(out->action, sizeof out->action, sql_text(rows, 4));
    out->detail = mem_text(sql_text(rows, 5));
}

#define ROWS                                                                                       \
    "SELECT id, at, who, domain, action, ifnull((SELECT earlier.detail FROM journal AS earlier"    \
    " WHERE earlier.id = journal.same_as), detail) FROM journal WHERE project_id = ?1"

static void page_open(struct db *db, int64_t project, const char *domain, int64_t after,
                      int64_t limit, struct sql_rows *rows)
{
    int64_t before = after > 0 ? after : INT64_MAX;

    if (domain) {
        sql_open(db, ROWS " AND domain = ?4 AND id < ?2 ORDER BY id DESC LIMIT ?3",
                 SQL_VALUES(SQL_INT(project), SQL_INT(before), SQL_INT(limit), SQL_TEXT(domain)),
                 rows);
    } else {
        sql_open(db, ROWS " AND id < ?2 ORDER BY id DESC LIMIT ?3",
                 SQL_VALUES(SQL_INT(project), SQL_INT(before), SQL_INT(limit)), rows);
    }
}

enum status journal_page(struct db *db, int64_t project, const char *domain, int64_t after,
                         int64_t limit, struct reply_log *out, struct fault *fault)
{
    struct reply_log log = {0};
    size_t capacity = 0;
    struct sql_rows rows;
    bool more = false;
    enum status status;

    page_open(db, project, domain, after, limit + 1, &rows);
    while (sql_next(&rows)) {
        more = (int64_t)log.count == limit;
        if (more) {
            break;
        }
        row_read(&rows, ARRAY_ADD(log.rows, log.count, capacity));
    }
    status = sql_close(&rows, fault);
    if (more && log.count) {
        snprintf(log.next, sizeof log.next, "%" PRId64, log.rows[log.count - 1].id);
    }
    *out = log;
    return status;
}
