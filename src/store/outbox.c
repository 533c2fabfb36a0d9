// SPDX-License-Identifier: MIT
#include "store/outbox.h"

#include "base/memory.h"
#include "store/sql.h"

enum status outbox_add(struct db *db, enum outbox_target target, const char *body, int64_t now,
                       struct fault *fault)
{
    return sql_run(db, "INSERT INTO outbox (target, at, body, next_at) VALUES (?1, ?2, ?3, ?2)",
                   SQL_VALUES(SQL_INT(target), SQL_INT(now), SQL_TEXT(body)), fault);
}

enum status outbox_claim(struct db *db, enum outbox_target target, const struct holder *holder,
                         struct outbox_message *out, struct fault *fault)
{
    struct outbox_message message = {.target = target};
    struct sql_rows rows;
    enum status status;

    sql_open(db,
             "UPDATE outbox SET holder = ?2, held_until = ?3 WHERE id ="
             " (SELECT id FROM outbox WHERE target = ?1 AND next_at <= ?4"
             "  AND (holder <> ?2 OR held_until <= ?4) ORDER BY next_at, id LIMIT 1)"
             " RETURNING id, at, attempts, body",
             SQL_VALUES(SQL_INT(target), SQL_INT(holder->run), SQL_INT(holder->until),
                        SQL_INT(holder->now)),
             &rows);
    if (sql_next(&rows)) {
        message.id = sql_int(&rows, 0);
        message.at = sql_int(&rows, 1);
        message.attempts = (int)sql_int(&rows, 2);
        message.body = mem_text(sql_text(&rows, 3));
    }
    status = sql_close(&rows, fault);
    if (status == STATUS_OK && !message.body) {
        return STATUS_MISSING;
    }
    *out = message;
    return status;
}

enum status outbox_remove(struct db *db, int64_t id, struct fault *fault)
{
    return sql_run(db, "DELETE FROM outbox WHERE id = ?1", SQL_VALUES(SQL_INT(id)), fault);
}

enum status outbox_retry(struct db *db, int64_t id, int64_t next_at, struct fault *fault)
{
    return sql_run(db,
                   "UPDATE outbox SET attempts = attempts + 1, next_at = ?2, holder = 0,"
                   " held_until = 0 WHERE id = ?1",
                   SQL_VALUES(SQL_INT(id), SQL_INT(next_at)), fault);
}

enum status outbox_next(struct db *db, enum outbox_target target, int64_t *at, struct fault *fault)
{
    enum status status =
        sql_number(db, "SELECT next_at FROM outbox WHERE target = ?1 ORDER BY next_at LIMIT 1",
                   SQL_VALUES(SQL_INT(target)), at, fault);

    if (status == STATUS_MISSING) {
        *at = 0;
        return STATUS_OK;
    }
    return status;
}
