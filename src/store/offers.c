// SPDX-License-Identifier: MIT
#include "store/offers.h"

#include "base/words.h"
#include "store/sql.h"

enum status offers_add(struct db *db, int64_t project, const uint8_t digest[OFFER_DIGEST],
                       int64_t now, struct fault *fault)
{
    enum status status =
        sql_run(db, "DELETE FROM offer WHERE expires_at <= ?1", SQL_VALUES(SQL_INT(now)), fault);

    return status ? status
                  : sql_run(db, "INSERT INTO offer VALUES (?1, ?2, ?3)",
                            SQL_VALUES(SQL_BLOB(digest, OFFER_DIGEST), SQL_INT(project),
                                       SQL_INT(now + OFFER_MS)),
                            fault);
}

enum status offers_take(struct db *db, int64_t project, const uint8_t digest[OFFER_DIGEST],
                        int64_t now, struct fault *fault)
{
    enum status status =
        sql_run(db, "DELETE FROM offer WHERE digest = ?1 AND project_id = ?2 AND expires_at > ?3",
                SQL_VALUES(SQL_BLOB(digest, OFFER_DIGEST), SQL_INT(project), SQL_INT(now)), fault);

    if (status == STATUS_OK && sql_changed(db) == 0) {
        return fault_set(fault, STATUS_REFUSED, "unknown-token",
                         _("this token was not made here within the last hour, or it is used; "
                           "make another one"));
    }
    return status;
}
