// SPDX-License-Identifier: MIT
#include "store/dkim_keys.h"

#include "base/memory.h"
#include "base/words.h"
#include "store/sql.h"

enum status dkim_keys_put(struct db *db, int64_t domain, const char *public_key, const void *sealed,
                          size_t n, struct fault *fault)
{
    enum status status = sql_run(db,
                                 "UPDATE domain SET dkim = ?2, revision = revision + 1"
                                 " WHERE id = ?1 AND dkim IS NULL",
                                 SQL_VALUES(SQL_INT(domain), SQL_TEXT(public_key)), fault);

    if (status == STATUS_OK && sql_changed(db) == 0) {
        return STATUS_MISSING;
    }
    status = status ? status
                    : sql_run(db, "INSERT INTO private_key VALUES (?1, ?2)",
                              SQL_VALUES(SQL_INT(domain), SQL_BLOB(sealed, n)), fault);
    return status ? status
                  : sql_run(db, "DELETE FROM wanted_key WHERE domain_id = ?1",
                            SQL_VALUES(SQL_INT(domain)), fault);
}

enum status dkim_keys_get(struct db *db, int64_t domain, struct buffer *sealed, struct fault *fault)
{
    struct sql_rows rows;
    enum status status;
    bool found;

    sql_open(db, "SELECT sealed FROM private_key WHERE domain_id = ?1", SQL_VALUES(SQL_INT(domain)),
             &rows);
    found = sql_next(&rows);
    if (found) {
        size_t length;
        const void *bytes = sql_blob(&rows, 0, &length);

        buffer_add(sealed, bytes, length);
    }
    status = sql_close(&rows, fault);
    if (status == STATUS_OK && !found) {
        return fault_set(fault, STATUS_MISSING, "no-key",
                         _("the DKIM key is still being made; try again in a moment"));
    }
    return status;
}

enum status spare_keys_add(struct db *db, const char *public_key, const void *sealed, size_t n,
                           struct fault *fault)
{
    return sql_run(db, "INSERT INTO spare_key (public, sealed) VALUES (?1, ?2)",
                   SQL_VALUES(SQL_TEXT(public_key), SQL_BLOB(sealed, n)), fault);
}

enum status spare_keys_take(struct db *db, struct spare_key *out, struct fault *fault)
{
    struct spare_key spare = {0};
    struct sql_rows rows;
    enum status status;

    sql_open(db,
             "DELETE FROM spare_key WHERE id = (SELECT min(id) FROM spare_key)"
             " RETURNING public, sealed",
             SQL_NOTHING, &rows);
    if (sql_next(&rows)) {
        size_t length;
        const void *bytes = sql_blob(&rows, 1, &length);

        spare.public_key = mem_text(sql_text(&rows, 0));
        buffer_add(&spare.sealed, bytes, length);
    }
    status = sql_close(&rows, fault);
    if (status == STATUS_OK && !spare.public_key) {
        return STATUS_MISSING;
    }
    *out = spare;
    return status;
}

enum status spare_keys_count(struct db *db, int64_t *count, struct fault *fault)
{
    return sql_number(db, "SELECT count(*) FROM spare_key", SQL_NOTHING, count, fault);
}

enum status wanted_keys_add(struct db *db, int64_t domain, struct fault *fault)
{
    return sql_run(db, "INSERT OR IGNORE INTO wanted_key VALUES (?1)", SQL_VALUES(SQL_INT(domain)),
                   fault);
}

enum status wanted_keys_count(struct db *db, int64_t *count, struct fault *fault)
{
    return sql_number(db, "SELECT count(*) FROM wanted_key", SQL_NOTHING, count, fault);
}

enum status wanted_keys_first(struct db *db, int64_t *domain, struct fault *fault)
{
    return sql_number(db, "SELECT domain_id FROM wanted_key ORDER BY domain_id LIMIT 1",
                      SQL_NOTHING, domain, fault);
}
