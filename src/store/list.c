// SPDX-License-Identifier: MIT
#include "store/list.h"

#include "base/array.h"
#include "base/text.h"
#include "store/domain_row.h"
#include "store/list_sql.h"
#include "store/traits.h"

#include <stdlib.h>

enum { LIST_SPARSE = 20 };

/* Up to `most` of the domains with a label. */
static enum status label_count(struct db *db, const char *word, int64_t most, int64_t *out,
                               struct fault *fault)
{
    return sql_number(db, "SELECT count(*) FROM (SELECT 1 FROM label WHERE word = ?1 LIMIT ?2)",
                      SQL_VALUES(SQL_TEXT(word), SQL_INT(most)), out, fault);
}

/* A label that few have, to start from; NULL: none. */
static enum status rare_label(struct db *db, const struct filter *filter,
                              const struct filter_term **out, struct fault *fault)
{
    enum status status = STATUS_OK;

    *out = NULL;
    for (size_t i = 0; i < filter->count && !*out && status == STATUS_OK; i++) {
        const struct filter_term *term = &filter->terms[i];
        int64_t count = 0;

        if (term->kind == FILTER_LABEL && !term->negated) {
            status = label_count(db, term->text, LIST_FEW_LABELS, &count, fault);
            *out = count < LIST_FEW_LABELS ? term : NULL;
        }
    }
    return status;
}

/* Few enough to be gathered and sorted at once, or to be walked past for a long time. */
static bool is_sparse(const struct tally *tally)
{
    return tally->matched < LIST_FEW && tally->matched < tally->total / LIST_SPARSE;
}

static bool is_owners(int64_t traits)
{
    struct domain bare;

    return traits_domain(traits, &bare) && bare.role == ROLE_OWNER;
}

/* What a row of the list says by itself. */
static struct domain *row_named(const struct sql_rows *listed)
{
    struct domain *domain = domain_new();

    domain->id = sql_int(listed, 0);
    domain->role = is_owners(sql_int(listed, 1)) ? ROLE_OWNER : ROLE_GUEST;
    text_copy(domain->name, sizeof domain->name, sql_text(listed, 2));
    return domain;
}

static enum status row_load(struct db *db, int64_t id, int64_t traits, struct domain **out,
                            struct fault *fault)
{
    struct sql_rows rows;
    bool shared = false;
    enum status status;

    sql_open(db, "SELECT " DOMAIN_COLUMNS " FROM domain WHERE id = ?1", SQL_VALUES(SQL_INT(id)),
             &rows);
    if (sql_next(&rows)) {
        *out = domain_row_read(&rows);
        shared = sql_int(&rows, DOMAIN_SHARE_COUNT) != 0;
    }
    status = sql_close(&rows, fault);
    if (status || !*out) {
        return status;
    }
    return domain_row_finish(db, *out, is_owners(traits), shared, fault);
}

static enum status rows_load(struct db *db, const struct list_query *query,
                             const struct list_sql *sql, struct reply_domains *out,
                             struct fault *fault)
{
    bool named = query->names_only && query->order.sort == LIST_BY_NAME;
    size_t capacity = 0;
    struct sql_rows rows;
    enum status status = STATUS_OK, closed;

    sql_open_once(db, buffer_text(&sql->text), sql->values, sql->count, &rows);
    while (status == STATUS_OK && sql_next(&rows)) {
        struct domain *domain = NULL;

        if (query->limit > 0 && (int64_t)out->count == query->limit) {
            cursor_make(out->items[out->count - 1], query->order, out->next);
            break;
        }
        if (named) {
            domain = row_named(&rows);
        } else {
            status = row_load(db, sql_int(&rows, 0), sql_int(&rows, 1), &domain, fault);
        }
        if (domain) {
            *ARRAY_ADD(out->items, out->count, capacity) = domain;
        }
    }
    closed = sql_close(&rows, fault);
    return status ? status : closed;
}

static enum status page_read(struct db *db, const struct list_query *query,
                             const struct tally *tally, struct reply_domains *out,
                             struct fault *fault)
{
    const struct filter_term *label = NULL;
    enum list_way way = is_sparse(tally) ? LIST_GATHER : LIST_WALK;
    struct list_sql sql;
    enum status status = rare_label(db, &query->filter, &label, fault);

    if (status) {
        return status;
    }
    list_sql_make(query, tally, label ? LIST_FROM_LABEL : way, label, &sql);
    db_budget(db, query->budget_ms);
    status = rows_load(db, query, &sql, out, fault);
    db_budget(db, 0);
    list_sql_clear(&sql);
    return status;
}

static void page_drop(struct reply_domains *page)
{
    for (size_t i = 0; i < page->count; i++) {
        domain_free(page->items[i]);
    }
    free(page->items);
    *page = (struct reply_domains){0};
}

enum status list_page(struct db *db, const struct list_query *query, struct reply_domains *out,
                      struct fault *fault)
{
    struct tally tally;
    enum status status = tally_read(db, query->project, &query->filter, &tally, fault);

    *out = (struct reply_domains){0};
    if (status) {
        return status;
    }
    out->counts = tally.counts;
    if (tally.matched > 0) {
        status = page_read(db, query, &tally, out, fault);
    }
    if (status) {
        page_drop(out);
    }
    tally_clear(&tally);
    return status;
}

enum status list_counts(struct db *db, int64_t project, struct domain_counts *out,
                        struct fault *fault)
{
    struct tally tally;
    enum status status = tally_read(db, project, NULL, &tally, fault);

    if (status == STATUS_OK) {
        *out = tally.counts;
        tally_clear(&tally);
    }
    return status;
}
