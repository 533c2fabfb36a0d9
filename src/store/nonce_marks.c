// SPDX-License-Identifier: MIT
#include "store/nonce_marks.h"

#include "store/sql.h"

enum status nonce_marks_add(struct db *db, const uint8_t mark[NONCE_MARK], int64_t expires_at,
                            struct fault *fault)
{
    return sql_run(db, "INSERT OR IGNORE INTO nonce VALUES (?1, ?2)",
                   SQL_VALUES(SQL_INT(expires_at), SQL_BLOB(mark, NONCE_MARK)), fault);
}

enum status nonce_marks_prune(struct db *db, int64_t now, struct fault *fault)
{
    return sql_run(db, "DELETE FROM nonce WHERE expires_at <= ?1", SQL_VALUES(SQL_INT(now)), fault);
}

enum status nonce_marks_each(struct db *db, int64_t now, nonce_mark_fn *fn, void *arg,
                             struct fault *fault)
{
    struct sql_rows rows;

    sql_open(db, "SELECT mark FROM nonce WHERE expires_at > ?1", SQL_VALUES(SQL_INT(now)), &rows);
    while (sql_next(&rows)) {
        size_t length = 0;
        const void *mark = sql_blob(&rows, 0, &length);

        if (length == NONCE_MARK) {
            fn(arg, mark);
        }
    }
    return sql_close(&rows, fault);
}
