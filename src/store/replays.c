// SPDX-License-Identifier: MIT
#include "store/replays.h"

#include "store/sql.h"

#include <string.h>

static void row_read(const struct sql_rows *rows, struct replay_row *out)
{
    size_t length = 0;
    const void *bytes = sql_blob(rows, 0, &length);

    memcpy(out->digest, bytes, length < REPLAY_DIGEST ? length : REPLAY_DIGEST);
    bytes = sql_blob(rows, 1, &length);
    buffer_add(&out->sealed, bytes, length);
}

enum status replays_find(struct db *db, int64_t project, const char *key, int64_t now,
                         struct replay_row *out, struct fault *fault)
{
    struct replay_row row = {0};
    struct sql_rows rows;
    enum status status;
    bool found;

    sql_open(db,
             "SELECT digest, sealed FROM replay"
             " WHERE project_id = ?1 AND key = ?2 AND expires_at > ?3",
             SQL_VALUES(SQL_INT(project), SQL_TEXT(key), SQL_INT(now)), &rows);
    found = sql_next(&rows);
    if (found) {
        row_read(&rows, &row);
    }
    status = sql_close(&rows, fault);
    if (status || !found) {
        buffer_clear(&row.sealed);
        return status ? status : STATUS_MISSING;
    }
    *out = row;
    return STATUS_OK;
}

enum status replays_add(struct db *db, int64_t project, const char *key,
                        const uint8_t digest[REPLAY_DIGEST], const struct buffer *sealed,
                        int64_t now, struct fault *fault)
{
    enum status status =
        sql_run(db, "DELETE FROM replay WHERE expires_at <= ?1", SQL_VALUES(SQL_INT(now)), fault);

    return status ? status
                  : sql_run(db, "INSERT INTO replay VALUES (?1, ?2, ?3, ?4, ?5)",
                            SQL_VALUES(SQL_INT(project), SQL_TEXT(key),
                                       SQL_BLOB(digest, REPLAY_DIGEST),
                                       SQL_BLOB(sealed->bytes, sealed->length),
                                       SQL_INT(now + REPLAY_KEPT_MS)),
                            fault);
}
