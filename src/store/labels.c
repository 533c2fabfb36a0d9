// SPDX-License-Identifier: MIT
#include "store/labels.h"

#include "base/array.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct label {
    char word[64];
};

struct label_list {
    struct label *items;
    size_t count, capacity;
};

static void label_add(struct label_list *list, const char *kind, const char *word)
{
    struct label label;

    snprintf(label.word, sizeof label.word, "%s:%s", kind, word);
    for (size_t i = 0; i < list->count; i++) {
        if (strcmp(list->items[i].word, label.word) == 0) {
            return;
        }
    }
    *ARRAY_ADD(list->items, list->count, list->capacity) = label;
}

static int label_compare(const void *a, const void *b)
{
    return strcmp(((const struct label *)a)->word, ((const struct label *)b)->word);
}

static void labels_wanted(const struct finding_list *findings, const struct provider_ids *providers,
                          struct label_list *out)
{
    for (size_t i = 0; i < findings->count; i++) {
        if (findings->items[i].severity >= SEVERITY_WARN) {
            label_add(out, "fail", code_word(findings->items[i].code));
        }
    }
    for (size_t i = 0; i < PROVIDER_IDS; i++) {
        if (*providers->ids[i]) {
            label_add(out, "ns", providers->ids[i]);
        }
    }
    if (out->count) {
        qsort(out->items, out->count, sizeof *out->items, label_compare);
    }
}

/* Whether the rows there are exactly the wanted ones, which are sorted. */
static enum status labels_same(struct db *db, int64_t domain, const struct label_list *wanted,
                               bool *same, struct fault *fault)
{
    struct sql_rows rows;
    size_t at = 0;

    *same = true;
    sql_open(db, "SELECT word FROM label WHERE domain_id = ?1 ORDER BY word",
             SQL_VALUES(SQL_INT(domain)), &rows);
    while (*same && sql_next(&rows)) {
        *same = at < wanted->count && strcmp(sql_text(&rows, 0), wanted->items[at].word) == 0;
        at++;
    }
    *same = *same && at == wanted->count;
    return sql_close(&rows, fault);
}

static enum status labels_replace(struct db *db, int64_t domain, const struct label_list *wanted,
                                  struct fault *fault)
{
    enum status status =
        sql_run(db, "DELETE FROM label WHERE domain_id = ?1", SQL_VALUES(SQL_INT(domain)), fault);

    for (size_t i = 0; i < wanted->count && status == STATUS_OK; i++) {
        status = sql_run(db, "INSERT INTO label VALUES (?1, ?2)",
                         SQL_VALUES(SQL_TEXT(wanted->items[i].word), SQL_INT(domain)), fault);
    }
    return status;
}

enum status labels_put(struct db *db, int64_t domain, const struct finding_list *findings,
                       const struct provider_ids *providers, struct fault *fault)
{
    struct label_list wanted = {0};
    bool same = false;
    enum status status;

    labels_wanted(findings, providers, &wanted);
    status = labels_same(db, domain, &wanted, &same, fault);
    if (status == STATUS_OK && !same) {
        status = labels_replace(db, domain, &wanted, fault);
    }
    free(wanted.items);
    return status;
}
