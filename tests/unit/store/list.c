// SPDX-License-Identifier: MIT
#include "store/list.h"

#include "domain/lifecycle.h"
#include "store/shares.h"
#include "tests/unit/store/fixture.h"

#include <stdio.h>

enum { ROWS = 60 };

/* Names, states, times and labels that repeat with different periods, so that every order has ties.
 */
static void rows_make(const struct fixture *fixture, int64_t project)
{
    assert_int_equal(store_begin(fixture->store, NULL), STATUS_OK);
    for (int i = 0; i < ROWS; i++) {
        struct provider_ids ids = {{{0}}};
        struct domain *domain = domain_new();
        char name[32];

        snprintf(name, sizeof name, "%s%02d.%s", i % 4 ? "shop" : "mail", i * 37 % ROWS,
                 i % 5 ? "example" : "test");
        text_copy(domain->name, sizeof domain->name, name);
        domain->token = mem_text("t");
        domain->registered_at = 1000 + i % 7;
        assert_int_equal(domains_add(writer(fixture), project, domain, NULL), STATUS_OK);
        verdicts_set(domain, (enum verdict)(i % 3), (enum verdict)(i % 5), VERDICT_VERIFIED,
                     VERDICT_NEW);
        domain->records[RECORD_DKIM].power = i % 2 ? POWER_ON : POWER_NEVER;
        domain->policy = (unsigned)(i % 4);
        domain->checked_at = 5000 + i % 3;
        if (i % 10 == 3) {
            finding_add(&domain->findings, CODE_HOST_DOUBLED, AREA_DKIM, NULL);
        }
        text_copy(ids.ids[0], sizeof ids.ids[0], i % 6 ? "gabia" : "cafe24");
        assert_int_equal(domains_save(writer(fixture), project, domain, &ids, NULL), STATUS_OK);
        domain_free(domain);
    }
    assert_int_equal(store_commit(fixture->store, NULL), STATUS_OK);
}

static void page_clear(struct reply_domains *page)
{
    for (size_t i = 0; i < page->count; i++) {
        domain_free(page->items[i]);
    }
    free(page->items);
}

static void page_read(const struct fixture *fixture, const struct list_query *query,
                      struct reply_domains *out)
{
    struct fault fault = {0};

    if (list_page(reader(fixture), query, out, &fault)) {
        fail_msg("%s", fault.message);
    }
}

static int64_t key_of(const struct domain *domain, enum list_sort sort)
{
    return sort == LIST_BY_STATE        ? domain_rank(domain)
           : sort == LIST_BY_REGISTERED ? domain->registered_at
           : sort == LIST_BY_CHECKED    ? domain->checked_at
                                        : 0;
}

/* a comes before b. */
static bool in_order(const struct domain *a, const struct domain *b, struct list_order order)
{
    int64_t x = key_of(a, order.sort), y = key_of(b, order.sort);
    int way = x != y ? (x < y ? -1 : 1) : strcmp(a->name, b->name);

    return order.reversed ? way > 0 : way < 0;
}

/* All pages of a few rows, one after the other, are the whole list, each row once and in order. */
static size_t walked(const struct fixture *fixture, struct list_query query)
{
    struct cursor after;
    char last[256] = "";
    struct domain before;
    size_t total = 0;

    query.limit = 7;
    for (;;) {
        struct reply_domains page;

        page_read(fixture, &query, &page);
        for (size_t i = 0; i < page.count; i++) {
            if (total++ > 0) {
                assert_true(in_order(&before, page.items[i], query.order));
            }
            before = *page.items[i];
            text_copy(last, sizeof last, page.items[i]->name);
        }
        if (!page.next[0]) {
            page_clear(&page);
            return total;
        }
        assert_int_equal(page.count, 7);
        assert_true(cursor_parse(page.next, &after));
        assert_string_equal(after.name, last);
        query.after = &after;
        page_clear(&page);
    }
}

static void every_order_page_by_page(void **state)
{
    static const char *const sorts[] = {"name",  "state",  "registered",  "checked",
                                        "-name", "-state", "-registered", "-checked"};
    struct fixture *fixture = *state;
    int64_t project = project_make(fixture, "p");

    rows_make(fixture, project);
    for (size_t i = 0; i < COUNT(sorts); i++) {
        struct list_query query = {.project = project};

        assert_true(list_order_parse(sorts[i], &query.order));
        assert_int_equal(walked(fixture, query), ROWS);
    }
}

struct filtered {
    const char *filter;
    size_t count;
};

/* By the periods of rows_make(). */
static const struct filtered filtered[] = {
    {"", ROWS},
    {"mail", 15},
    {"-mail", 45},
    {"*.test", 12},
    {"mail*.test", 3},
    {"ns:cafe24", 10},
    {"-ns:cafe24", 50},
    {"fail:host-doubled", 6},
    {"ns:nobody", 0},
    {"new", 20},
    {"dmarc:none", 15},
    {"lost", 12},
    {"in-use", 30},
    {"in-use dmarc:none", 15},
    {"role:owner", ROWS},
    {"role:guest", 0},
    {"stop", 0},
    {"nosuchname", 0},
    {"fail:host-doubled ns:gabia mail", 0},
};

static void every_filter_in_every_order(void **state)
{
    static const char *const sorts[] = {"name", "-state", "registered", "checked"};
    struct fixture *fixture = *state;
    int64_t project = project_make(fixture, "p");

    rows_make(fixture, project);
    for (size_t i = 0; i < COUNT(filtered); i++) {
        for (size_t k = 0; k < COUNT(sorts); k++) {
            struct list_query query = {.project = project};

            assert_int_equal(filter_parse(filtered[i].filter, &query.filter, NULL), STATUS_OK);
            assert_true(list_order_parse(sorts[k], &query.order));
            if (walked(fixture, query) != filtered[i].count) {
                fail_msg("%s: %zu", filtered[i].filter, walked(fixture, query));
            }
        }
    }
}

static void counts_follow_every_change(void **state)
{
    struct fixture *fixture = *state;
    int64_t owner = project_make(fixture, "owner"), guest = project_make(fixture, "guest");
    struct domain *domain = domain_make(fixture, owner, "shop.example");
    struct domain_counts counts;

    verdicts_set(domain, VERDICT_VERIFIED, VERDICT_FAILED, VERDICT_VERIFIED, VERDICT_WAITING);
    domain->records[RECORD_DKIM].power = POWER_ON;
    domain_keep(fixture, owner, domain);
    assert_int_equal(
        shares_add(writer(fixture), domain, guest, &(struct share){.registered_at = 1}, NULL),
        STATUS_OK);
    assert_int_equal(list_counts(reader(fixture), owner, &counts, NULL), STATUS_OK);
    assert_int_equal(counts.all, 1);
    assert_int_equal(counts.attention, 1);
    assert_int_equal(counts.waiting, 1);
    assert_int_equal(counts.in_use, 1);
    assert_int_equal(counts.shared_in, 0);
    assert_int_equal(list_counts(reader(fixture), guest, &counts, NULL), STATUS_OK);
    assert_int_equal(counts.all, 1);
    assert_int_equal(counts.attention, 0); /* a guest cannot do anything about it */
    assert_int_equal(counts.shared_in, 1);
    assert_int_equal(domains_remove(writer(fixture), owner, domain, NULL), STATUS_OK);
    assert_int_equal(list_counts(reader(fixture), owner, &counts, NULL), STATUS_OK);
    assert_int_equal(counts.all, 0);
    assert_int_equal(list_counts(reader(fixture), guest, &counts, NULL), STATUS_OK);
    assert_int_equal(counts.all, 0);
    domain_free(domain);
}

static void a_place_may_be_gone(void **state)
{
    struct fixture *fixture = *state;
    int64_t project = project_make(fixture, "p");
    struct cursor after = {.name = "shop"};
    struct list_query query = {.project = project, .after = &after};
    struct reply_domains page;

    rows_make(fixture, project);
    page_read(fixture, &query, &page);
    assert_int_equal(page.count, 45); /* all from "shop..." on */
    assert_string_equal(page.next, "");
    page_clear(&page);
}

/* Those that only names are wanted of come in the same pages, with the same roles. */
static void names_alone_are_the_same_pages(void **state)
{
    struct fixture *fixture = *state;
    struct list_query query = {.project = project_make(fixture, "p"), .limit = 7};
    int64_t other = project_make(fixture, "other");
    struct domain *guest = domain_make(fixture, other, "aaa.example");
    struct share share = {.registered_at = 5};
    struct reply_domains whole, names;

    rows_make(fixture, query.project);
    assert_int_equal(shares_add(writer(fixture), guest, query.project, &share, NULL), STATUS_OK);
    page_read(fixture, &query, &whole);
    query.names_only = true;
    page_read(fixture, &query, &names);
    assert_int_equal(names.count, 7);
    assert_int_equal(names.items[0]->role, ROLE_GUEST);
    assert_int_equal(names.items[1]->role, ROLE_OWNER);
    assert_null(names.items[1]->token);
    assert_string_equal(names.next, whole.next);
    for (size_t i = 0; i < names.count; i++) {
        assert_string_equal(names.items[i]->name, whole.items[i]->name);
        assert_int_equal(names.items[i]->role, whole.items[i]->role);
        assert_int_equal(names.items[i]->id, whole.items[i]->id);
    }
    page_clear(&names);
    page_clear(&whole);
    domain_free(guest);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_STORE(every_order_page_by_page),       IN_STORE(every_filter_in_every_order),
        IN_STORE(counts_follow_every_change),     IN_STORE(a_place_may_be_gone),
        IN_STORE(names_alone_are_the_same_pages),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
