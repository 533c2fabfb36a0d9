// SPDX-License-Identifier: MIT
#include "store/tally.h"

#include "base/array.h"
#include "domain/lifecycle.h"
#include "store/traits.h"

#include <stdlib.h>

static void counts_add(struct domain_counts *counts, const struct domain *domain, int64_t n)
{
    counts->all += n;
    counts->attention += domain_needs_attention(domain) ? n : 0;
    counts->waiting += domain_is_waiting(domain) ? n : 0;
    counts->in_use += domain_is_in_use(domain) ? n : 0;
    counts->shared_in += domain->role == ROLE_GUEST ? n : 0;
}

static void row_add(struct tally *tally, int64_t traits, int64_t count, const struct filter *filter)
{
    struct domain domain;
    struct tally_row *row;
    int64_t rank;

    if (!traits_domain(traits, &domain)) {
        return;
    }
    row = ARRAY_ADD(tally->rows, tally->count, tally->capacity);
    *row = (struct tally_row){traits, count, !filter || filter_wants(filter, &domain)};
    tally->total += count;
    counts_add(&tally->counts, &domain, count);
    if (!row->wanted) {
        return;
    }
    rank = domain_rank(&domain);
    tally->rank_least = tally->wanted && tally->rank_least < rank ? tally->rank_least : rank;
    tally->rank_most = tally->rank_most > rank ? tally->rank_most : rank;
    tally->matched += count;
    tally->wanted++;
}

static enum status one_less(struct db *db, int64_t project, int64_t traits, struct fault *fault)
{
    return sql_run(db, "UPDATE tally SET count = count - 1 WHERE project_id = ?1 AND traits = ?2",
                   SQL_VALUES(SQL_INT(project), SQL_INT(traits)), fault);
}

static enum status one_more(struct db *db, int64_t project, int64_t traits, struct fault *fault)
{
    enum status status =
        sql_run(db, "UPDATE tally SET count = count + 1 WHERE project_id = ?1 AND traits = ?2",
                SQL_VALUES(SQL_INT(project), SQL_INT(traits)), fault);

    if (status || sql_changed(db) > 0) {
        return status;
    }
    return sql_run(db, "INSERT INTO tally (project_id, traits, count) VALUES (?1, ?2, 1)",
                   SQL_VALUES(SQL_INT(project), SQL_INT(traits)), fault);
}

enum status tally_move(struct db *db, int64_t project, int64_t before, int64_t after,
                       struct fault *fault)
{
    enum status status = STATUS_OK;

    if (before == after) {
        return STATUS_OK;
    }
    if (before != TALLY_NONE) {
        status = one_less(db, project, before, fault);
    }
    if (status == STATUS_OK && after != TALLY_NONE) {
        status = one_more(db, project, after, fault);
    }
    return status;
}

enum status tally_read(struct db *db, int64_t project, const struct filter *filter,
                       struct tally *out, struct fault *fault)
{
    struct tally tally = {0};
    struct sql_rows rows;
    enum status status;

    sql_open(db, "SELECT traits, count FROM tally WHERE project_id = ?1 AND count > 0",
             SQL_VALUES(SQL_INT(project)), &rows);
    while (sql_next(&rows)) {
        row_add(&tally, sql_int(&rows, 0), sql_int(&rows, 1), filter);
    }
    status = sql_close(&rows, fault);
    if (status) {
        tally_clear(&tally);
        return status;
    }
    *out = tally;
    return STATUS_OK;
}

void tally_clear(struct tally *tally)
{
    free(tally->rows);
    *tally = (struct tally){0};
}
