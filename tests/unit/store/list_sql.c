// SPDX-License-Identifier: MIT
#include "store/list_sql.h"

#include "tests/unit/store/fixture.h"

/* How SQLite would go about it. */
static void plan_of(const struct fixture *fixture, const struct list_query *query,
                    enum list_way way, const struct filter_term *label, struct buffer *out)
{
    struct tally tally = {0};
    struct buffer text = {0};
    struct list_sql sql;
    struct sql_rows rows;

    assert_int_equal(tally_read(reader(fixture), query->project, &query->filter, &tally, NULL),
                     STATUS_OK);
    list_sql_make(query, &tally, way, label, &sql);
    buffer_printf(&text, "EXPLAIN QUERY PLAN %s", buffer_text(&sql.text));
    sql_open_once(reader(fixture), buffer_text(&text), sql.values, sql.count, &rows);
    while (sql_next(&rows)) {
        buffer_printf(out, "%s;", sql_text(&rows, 3));
    }
    assert_int_equal(sql_close(&rows, NULL), STATUS_OK);
    list_sql_clear(&sql);
    buffer_clear(&text);
    tally_clear(&tally);
}

/* Walking must never sort, from any place, whatever the filter: a million rows would wait. */
static void walking_follows_an_index(void **state)
{
    static const char *const sorts[] = {"name", "-name", "state", "-registered", "checked"};
    struct fixture *fixture = *state;
    struct cursor after = {1, "m.example"};
    struct list_query query = {.project = project_make(fixture, "p"), .after = &after, .limit = 50};

    domain_free(domain_make(fixture, query.project, "shop.example"));
    assert_int_equal(filter_parse("-lost shop -*.test", &query.filter, NULL), STATUS_OK);
    for (size_t i = 0; i < COUNT(sorts); i++) {
        struct buffer plan = {0};

        assert_true(list_order_parse(sorts[i], &query.order));
        plan_of(fixture, &query, LIST_WALK, NULL, &plan);
        assert_non_null(strstr(buffer_text(&plan), "SEARCH a USING"));
        assert_null(strstr(buffer_text(&plan), "TEMP B-TREE"));
        buffer_clear(&plan);
    }
}

static void the_few_are_gathered_by_their_traits(void **state)
{
    struct fixture *fixture = *state;
    struct list_query query = {.project = project_make(fixture, "p"), .limit = 50};
    struct domain *domain = domain_make(fixture, query.project, "lost.example");
    struct buffer plan = {0};

    verdicts_set(domain, VERDICT_LOST, VERDICT_NEW, VERDICT_NEW, VERDICT_NEW);
    domain_keep(fixture, query.project, domain);
    domain_free(domain);
    domain_free(domain_make(fixture, query.project, "shop.example"));
    assert_int_equal(filter_parse("lost", &query.filter, NULL), STATUS_OK);
    plan_of(fixture, &query, LIST_GATHER, NULL, &plan);
    assert_non_null(strstr(buffer_text(&plan), "access_by_traits (project_id=? AND traits=?)"));
    buffer_clear(&plan);
}

static void a_rare_label_leads(void **state)
{
    struct fixture *fixture = *state;
    struct list_query query = {.project = project_make(fixture, "p"), .limit = 50};
    struct buffer plan = {0};

    assert_int_equal(filter_parse("ns:gabia", &query.filter, NULL), STATUS_OK);
    plan_of(fixture, &query, LIST_FROM_LABEL, &query.filter.terms[0], &plan);
    assert_ptr_equal(strstr(buffer_text(&plan), "SEARCH label"), buffer_text(&plan));
    buffer_clear(&plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_STORE(walking_follows_an_index),
        IN_STORE(the_few_are_gathered_by_their_traits),
        IN_STORE(a_rare_label_leads),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
