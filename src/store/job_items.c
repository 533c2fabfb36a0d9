// SPDX-License-Identifier: MIT
#include "store/job_items.h"

#include "base/array.h"
#include "base/text.h"
#include "base/words.h"
#include "store/sql.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { STATUS_BITS = 2 };

void job_item_list_clear(struct job_item_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        free(list->items[i].wish);
    }
    free(list->items);
    *list = (struct job_item_list){0};
}

enum status job_items_add(struct db *db, int64_t job, const struct job_item *item,
                          struct fault *fault)
{
    return sql_run(db, "INSERT INTO job_item (job_id, line, wish) VALUES (?1, ?2, ?3)",
                   SQL_VALUES(SQL_INT(job), SQL_INT(item->line), SQL_TEXT(item->wish)), fault);
}

static int line_compare(const void *a, const void *b)
{
    const struct job_item *left = a, *right = b;

    return (left->line > right->line) - (left->line < right->line);
}

enum status job_items_claim(struct db *db, int64_t job, const struct holder *holder, size_t most,
                            struct job_item_list *out, struct fault *fault)
{
    struct job_item_list list = {0};
    struct sql_rows rows;
    enum status status;

    sql_open(db,
             "UPDATE job_item SET holder = ?2, held_until = ?3 WHERE job_id = ?1 AND line IN"
             " (SELECT line FROM job_item WHERE job_id = ?1 AND is_done = 0"
             "  AND (holder <> ?2 OR held_until <= ?4) ORDER BY line LIMIT ?5)"
             " RETURNING line, wish",
             SQL_VALUES(SQL_INT(job), SQL_INT(holder->run), SQL_INT(holder->until),
                        SQL_INT(holder->now), SQL_INT((int64_t)most)),
             &rows);
    while (sql_next(&rows)) {
        struct job_item *item = ARRAY_ADD(list.items, list.count, list.capacity);

        *item = (struct job_item){sql_int(&rows, 0), mem_text(sql_text(&rows, 1))};
    }
    status = sql_close(&rows, fault);
    if (status) {
        job_item_list_clear(&list);
        return status;
    }
    if (list.count) {
        qsort(list.items, list.count, sizeof *list.items, line_compare);
    }
    *out = list;
    return STATUS_OK;
}

/* Which records were looked at, and above them what each was found to be. */
static int64_t looked_pack(const struct job_result *result)
{
    int64_t packed = result->looked;

    for (int record = 0; record < RECORD_COUNT; record++) {
        packed |= (int64_t)result->status[record] << (RECORD_COUNT + STATUS_BITS * record);
    }
    return packed;
}

static void looked_read(int64_t packed, struct job_result *out)
{
    out->looked = (unsigned)packed & ((1u << RECORD_COUNT) - 1);
    for (int record = 0; record < RECORD_COUNT; record++) {
        int64_t status = packed >> (RECORD_COUNT + STATUS_BITS * record) & ((1 << STATUS_BITS) - 1);

        out->status[record] = status > CHECK_TEMP ? CHECK_TEMP : (enum check_status)status;
    }
}

static const char *word_or_null(const char *word)
{
    return *word ? word : NULL;
}

static enum status over(struct fault *fault)
{
    return fault_set(fault, STATUS_CANCELLED, "job-over",
                     _("the job is over, or somebody else did this"));
}

static enum status result_save(struct db *db, int64_t job, const struct holder *holder,
                               const struct job_result *result, struct fault *fault)
{
    return sql_run(
        db,
        "UPDATE job_item SET is_done = 1, holder = 0, held_until = 0, name = ?4, result = ?5,"
        " code = ?6, message = ?7, codes = ?8, looked = ?9, checked = ?10"
        " WHERE job_id = ?1 AND line = ?2 AND is_done = 0 AND holder = ?3"
        "  AND EXISTS (SELECT 1 FROM job WHERE id = ?1 AND state = 2)",
        SQL_VALUES(SQL_INT(job), SQL_INT(result->line), SQL_INT(holder->run),
                   SQL_TEXT(word_or_null(result->name)), SQL_TEXT(result->result),
                   SQL_TEXT(word_or_null(result->code)), SQL_TEXT(result->message),
                   SQL_TEXT(result->codes), SQL_INT(looked_pack(result)), SQL_TEXT(result->check)),
        fault);
}

enum status job_items_finish(struct db *db, int64_t job, const struct holder *holder,
                             const struct job_result *result, struct fault *fault)
{
    enum status status = result_save(db, job, holder, result, fault);

    if (status == STATUS_OK && sql_changed(db) == 0) {
        return over(fault);
    }
    return status ? status
                  : sql_run(db,
                            "UPDATE job SET done = done + 1,"
                            " state = CASE WHEN gathered AND done + 1 = total THEN 3 ELSE 2 END,"
                            " ended_at = CASE WHEN gathered AND done + 1 = total THEN ?2 ELSE 0 END"
                            " WHERE id = ?1",
                            SQL_VALUES(SQL_INT(job), SQL_INT(holder->now)), fault);
}

enum status job_items_twice(struct db *db, int64_t job, const char *name, int64_t line,
                            int64_t *earlier, struct fault *fault)
{
    return sql_number(db,
                      "SELECT line FROM job_item WHERE job_id = ?1 AND name = ?2 AND line < ?3"
                      " ORDER BY line LIMIT 1",
                      SQL_VALUES(SQL_INT(job), SQL_TEXT(name), SQL_INT(line)), earlier, fault);
}

static void result_read(const struct sql_rows *rows, struct job_result *out)
{
    const char *name = sql_text(rows, 2), *code = sql_text(rows, 4);

    out->line = sql_int(rows, 0);
    out->written = mem_text(sql_text(rows, 1));
    text_copy(out->name, sizeof out->name, name ? name : "");
    text_copy(out->result, sizeof out->result, sql_text(rows, 3));
    text_copy(out->code, sizeof out->code, code ? code : "");
    out->message = mem_text(sql_text(rows, 5));
    out->codes = mem_text(sql_text(rows, 6));
    looked_read(sql_int(rows, 7), out);
    out->check = mem_text(sql_text(rows, 8));
}

enum status job_items_page(struct db *db, int64_t job, int64_t after, int64_t limit,
                           struct reply_job *out, struct fault *fault)
{
    size_t capacity = 0;
    struct sql_rows rows;

    sql_open(db,
             "SELECT line, wish, name, result, code, message, codes, looked, checked FROM job_item"
             " WHERE job_id = ?1 AND line > ?2 AND is_done = 1 ORDER BY line LIMIT ?3",
             SQL_VALUES(SQL_INT(job), SQL_INT(after), SQL_INT(limit + 1)), &rows);
    while (sql_next(&rows)) {
        if ((int64_t)out->count == limit) {
            snprintf(out->next, sizeof out->next, "%" PRId64, out->results[limit - 1].line);
            break;
        }
        result_read(&rows, ARRAY_ADD(out->results, out->count, capacity));
    }
    return sql_close(&rows, fault);
}
