// SPDX-License-Identifier: MIT
#include "store/journal.h"

#include "base/array.h"
#include "base/text.h"
#include "store/sql.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum status journal_add(struct db *db, const struct journal_entry *entry, struct fault *fault)
{
    return sql_run(db,
                   "INSERT INTO journal (at, project_id, who, domain, action, detail)"
                   " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                   SQL_VALUES(SQL_INT(entry->at), SQL_INT(entry->project), SQL_TEXT(entry->who),
                              SQL_TEXT(entry->domain ? entry->domain : ""), SQL_TEXT(entry->action),
                              SQL_TEXT(entry->detail ? entry->detail : "{}")),
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

static void page_open(struct db *db, int64_t project, const char *domain, int64_t after,
                      int64_t limit, struct sql_rows *rows)
{
    int64_t before = after > 0 ? after : INT64_MAX;

    if (domain) {
        sql_open(db,
                 "SELECT id, at, who, domain, action, detail FROM journal"
                 " WHERE project_id = ?1 AND domain = ?4 AND id < ?2 ORDER BY id DESC LIMIT ?3",
                 SQL_VALUES(SQL_INT(project), SQL_INT(before), SQL_INT(limit), SQL_TEXT(domain)),
                 rows);
    } else {
        sql_open(db,
                 "SELECT id, at, who, domain, action, detail FROM journal"
                 " WHERE project_id = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3",
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
