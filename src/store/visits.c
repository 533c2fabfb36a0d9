// SPDX-License-Identifier: MIT
#include "store/visits.h"

#include "base/text.h"
#include "base/words.h"
#include "store/sql.h"

/* A domain whose visit somebody of this run holds and has not held too long. */
#define IS_FREE                                                                                    \
    "NOT EXISTS (SELECT 1 FROM visit WHERE visit.domain_id = domain.id AND visit.holder = ?1"      \
    " AND visit.held_until > ?2)"

static enum status due_read(struct db *db, const struct holder *holder, size_t most,
                            struct visit *out, size_t *count, struct fault *fault)
{
    struct sql_rows rows;

    *count = 0;
    sql_open(db,
             "SELECT domain.id, domain.name, project.name FROM domain"
             " JOIN project ON project.id = domain.project_id"
             " WHERE domain.next_check_at > 0 AND domain.next_check_at <= ?2 AND " IS_FREE
             " ORDER BY domain.next_check_at LIMIT ?3",
             SQL_VALUES(SQL_INT(holder->run), SQL_INT(holder->now), SQL_INT((int64_t)most)), &rows);
    while (*count < most && sql_next(&rows)) {
        struct visit *visit = &out[(*count)++];

        visit->domain = sql_int(&rows, 0);
        text_copy(visit->name, sizeof visit->name, sql_text(&rows, 1));
        text_copy(visit->project, sizeof visit->project, sql_text(&rows, 2));
    }
    return sql_close(&rows, fault);
}

enum status visits_claim(struct db *db, const struct holder *holder, size_t most, struct visit *out,
                         size_t *count, struct fault *fault)
{
    enum status status = due_read(db, holder, most, out, count, fault);

    for (size_t i = 0; i < *count && status == STATUS_OK; i++) {
        status = sql_run(
            db, "INSERT OR REPLACE INTO visit VALUES (?1, ?2, ?3)",
            SQL_VALUES(SQL_INT(out[i].domain), SQL_INT(holder->run), SQL_INT(holder->until)),
            fault);
    }
    return status;
}

enum status visits_end(struct db *db, int64_t domain, const struct holder *holder,
                       struct fault *fault)
{
    enum status status = sql_run(db, "DELETE FROM visit WHERE domain_id = ?1 AND holder = ?2",
                                 SQL_VALUES(SQL_INT(domain), SQL_INT(holder->run)), fault);

    if (status == STATUS_OK && sql_changed(db) == 0) {
        return fault_set(fault, STATUS_CANCELLED, "visit-over", _("somebody else looked at it"));
    }
    return status;
}

enum status visits_next(struct db *db, const struct holder *holder, int64_t *at,
                        struct fault *fault)
{
    enum status status = sql_number(
        db,
        "SELECT domain.next_check_at FROM domain WHERE domain.next_check_at > 0 AND " IS_FREE
        " ORDER BY domain.next_check_at LIMIT 1",
        SQL_VALUES(SQL_INT(holder->run), SQL_INT(holder->now)), at, fault);

    if (status == STATUS_MISSING) {
        *at = 0;
        return STATUS_OK;
    }
    return status;
}
