// SPDX-License-Identifier: MIT
#include "store/list_sql.h"

#include <inttypes.h>

struct order {
    const char *column; /* NULL: the name alone */
    const char *index;  /* to walk by; NULL: the table itself */
};

// clang-format off
static const struct order orders[] = {
    [LIST_BY_NAME]       = { NULL,              NULL },
    [LIST_BY_STATE]      = { "a.rank",          "access_by_rank" },
    [LIST_BY_REGISTERED] = { "a.registered_at", "access_by_registered" },
    [LIST_BY_CHECKED]    = { "a.checked_at",    "access_by_checked" },
};
// clang-format on
_Static_assert(COUNT(orders) == LIST_SORT_COUNT, "every order has its column");

/* Adds a value and gives its number. */
static int value_add(struct list_sql *sql, struct sql_value value)
{
    sql->values[sql->count++] = value;
    return (int)sql->count;
}

static void source_add(struct list_sql *sql, const struct list_query *query, enum list_way way,
                       const struct filter_term *label)
{
    const char *index = way == LIST_GATHER ? "access_by_traits" : orders[query->order.sort].index;

    buffer_add_text(&sql->text, "SELECT a.domain_id, a.traits, a.name FROM ");
    if (way == LIST_FROM_LABEL) {
        buffer_printf(&sql->text,
                      "label CROSS JOIN domain ON domain.id = label.domain_id"
                      " CROSS JOIN access AS a ON a.project_id = ?1 AND a.name = domain.name"
                      " AND a.domain_id = domain.id WHERE label.word = ?%d",
                      value_add(sql, SQL_TEXT(label->text)));
        return;
    }
    buffer_add_text(&sql->text, "access AS a");
    if (index) {
        buffer_printf(&sql->text, " INDEXED BY %s", index);
    }
    buffer_add_text(&sql->text, " WHERE a.project_id = ?1");
}

static void traits_add(struct list_sql *sql, const struct list_query *query,
                       const struct tally *tally, enum list_way way)
{
    const char *comma = "";

    if (tally->wanted == tally->count) {
        return;
    }
    /* "+": an index by traits is for gathering alone */
    buffer_printf(&sql->text, " AND %sa.traits IN (", way == LIST_GATHER ? "" : "+");
    for (size_t i = 0; i < tally->count; i++) {
        if (tally->rows[i].wanted) {
            buffer_printf(&sql->text, "%s%" PRId64, comma, tally->rows[i].traits);
            comma = ",";
        }
    }
    buffer_add_byte(&sql->text, ')');
    if (way == LIST_WALK && query->order.sort == LIST_BY_STATE) {
        buffer_printf(&sql->text, " AND a.rank BETWEEN %" PRId64 " AND %" PRId64, tally->rank_least,
                      tally->rank_most);
    }
}

static void terms_add(struct list_sql *sql, const struct filter *filter)
{
    for (size_t i = 0; i < filter->count; i++) {
        const struct filter_term *term = &filter->terms[i];
        const char *no = term->negated ? "NOT " : "";

        switch (term->kind) {
        case FILTER_TRAIT:
            break;
        case FILTER_PART:
            buffer_printf(&sql->text, " AND %s(instr(a.name, ?%d) > 0)", no,
                          value_add(sql, SQL_TEXT(term->text)));
            break;
        case FILTER_PATTERN:
            buffer_printf(&sql->text, " AND %s(a.name GLOB ?%d)", no,
                          value_add(sql, SQL_TEXT(term->text)));
            break;
        case FILTER_LABEL:
            buffer_printf(&sql->text,
                          " AND %sEXISTS (SELECT 1 FROM label WHERE word = ?%d"
                          " AND domain_id = a.domain_id)",
                          no, value_add(sql, SQL_TEXT(term->text)));
            break;
        }
    }
}

static void place_add(struct list_sql *sql, const struct list_query *query)
{
    const char *column = orders[query->order.sort].column;
    const char *than = query->order.reversed ? "<" : ">";
    const struct cursor *after = query->after;

    if (after && column) {
        int key = value_add(sql, SQL_INT(after->key));

        buffer_printf(&sql->text, " AND (%s, a.name) %s (?%d, ?%d)", column, than, key,
                      value_add(sql, SQL_TEXT(after->name)));
    } else if (after) {
        buffer_printf(&sql->text, " AND a.name %s ?%d", than,
                      value_add(sql, SQL_TEXT(after->name)));
    }
}

static void order_add(struct list_sql *sql, const struct list_query *query)
{
    const char *column = orders[query->order.sort].column;
    const char *down = query->order.reversed ? " DESC" : "";

    buffer_add_text(&sql->text, " ORDER BY ");
    if (column) {
        buffer_printf(&sql->text, "%s%s, ", column, down);
    }
    buffer_printf(&sql->text, "a.name%s", down);
    if (query->limit > 0) {
        buffer_printf(&sql->text, " LIMIT %" PRId64, query->limit + 1);
    }
}

void list_sql_make(const struct list_query *query, const struct tally *tally, enum list_way way,
                   const struct filter_term *label, struct list_sql *out)
{
    *out = (struct list_sql){0};
    value_add(out, SQL_INT(query->project));
    source_add(out, query, way, label);
    traits_add(out, query, tally, way);
    terms_add(out, &query->filter);
    place_add(out, query);
    order_add(out, query);
}

void list_sql_clear(struct list_sql *sql)
{
    buffer_clear(&sql->text);
}
