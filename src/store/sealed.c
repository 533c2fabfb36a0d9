// SPDX-License-Identifier: MIT
#include "store/sealed.h"

#include "base/memory.h"
#include "store/sql.h"

#include <stdlib.h>

/* The row after (?1, ?2), and what writes one: ?1 id, ?2 name, ?3 sealed. */
// clang-format off
static const struct { const char *next, *write; } places[] = {
    [SEALED_DKIM] = {
        "SELECT domain.id, domain.name, domain.selector, private_key.sealed FROM private_key"
        " JOIN domain ON domain.id = private_key.domain_id"
        " WHERE private_key.domain_id > ?1 AND ?2 IS NOT NULL"
        " ORDER BY private_key.domain_id LIMIT 1",
        "UPDATE private_key SET sealed = ?3 WHERE domain_id = ?1 AND ?2 IS NOT NULL"},
    [SEALED_SPARE] = {
        "SELECT id, '', '', sealed FROM spare_key WHERE id > ?1 AND ?2 IS NOT NULL"
        " ORDER BY id LIMIT 1",
        "UPDATE spare_key SET sealed = ?3 WHERE id = ?1 AND ?2 IS NOT NULL"},
    [SEALED_CREDENTIAL] = {
        "SELECT 0, access_key, '', sealed FROM credential WHERE access_key > ?2"
        " AND ?1 IS NOT NULL ORDER BY access_key LIMIT 1",
        "UPDATE credential SET sealed = ?3 WHERE access_key = ?2 AND ?1 IS NOT NULL"},
    [SEALED_ANSWER] = {
        "SELECT project_id, key, '', sealed FROM replay WHERE (project_id, key) > (?1, ?2)"
        " ORDER BY project_id, key LIMIT 1",
        "UPDATE replay SET sealed = ?3 WHERE project_id = ?1 AND key = ?2"},
};
// clang-format on
_Static_assert(COUNT(places) == SEALED_KIND_COUNT, "every kind has its place");

static void row_clear(struct sealed_row *row)
{
    free(row->name);
    free(row->selector);
    buffer_clear(&row->sealed);
}

/* STATUS_MISSING: it was the last. */
static enum status row_next(struct db *db, struct sealed_row *row, struct fault *fault)
{
    struct sealed_row next = {.kind = row->kind};
    struct sql_rows rows;
    bool found;
    enum status status;

    sql_open(db, places[row->kind].next, SQL_VALUES(SQL_INT(row->id), SQL_TEXT(row->name)), &rows);
    found = sql_next(&rows);
    if (found) {
        size_t length;
        const void *bytes = sql_blob(&rows, 3, &length);

        next.id = sql_int(&rows, 0);
        next.name = mem_text(sql_text(&rows, 1));
        next.selector = mem_text(sql_text(&rows, 2));
        buffer_add(&next.sealed, bytes, length);
    }
    status = sql_close(&rows, fault);
    row_clear(row);
    *row = next;
    return status ? status : found ? STATUS_OK : STATUS_MISSING;
}

enum status sealed_rewrite(struct db *db, enum sealed_kind kind, sealed_fn *anew, void *arg,
                           int64_t *count, struct fault *fault)
{
    struct sealed_row row = {.kind = kind, .name = mem_text("")};
    enum status status;

    *count = 0;
    while ((status = row_next(db, &row, fault)) == STATUS_OK) {
        struct buffer sealed = {0};

        status = anew(arg, &row, &sealed, fault);
        status = status ? status
                        : sql_run(db, places[kind].write,
                                  SQL_VALUES(SQL_INT(row.id), SQL_TEXT(row.name),
                                             SQL_BLOB(sealed.bytes, sealed.length)),
                                  fault);
        buffer_clear(&sealed);
        if (status) {
            break;
        }
        (*count)++;
    }
    row_clear(&row);
    return status == STATUS_MISSING ? STATUS_OK : status;
}
