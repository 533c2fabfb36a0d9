// SPDX-License-Identifier: MIT
/* What the walk tells about each term, and how it ends on trees that were made to exhaust it. */
#include "mail/spf_lint.h"

#include "tests/support/spf_world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct spf_lint lint(struct zone_book *zoned, const char *domain)
{
    struct spf_lint seen;
    struct name name;

    assert_true(name_parse(domain, &name));
    zone_book_restart(zoned);
    while (!spf_lint(zoned->book, &name, NULL, &seen)) {
        zone_book_answer(zoned);
        assert_true(zoned->rounds < 20);
    }
    return seen;
}

static void test_costs(void **state)
{
    struct zone_book *zoned = spf_world();
    struct spf_lint seen = lint(zoned, "wide.test");
    const struct spf_cost *costs = seen.root->costs;

    (void)state;
    assert_int_equal(costs[0].lookups, 3); /* w1: itself, include:pass.test, a:gone1.test */
    assert_int_equal(costs[0].voids, 1);
    assert_int_equal(costs[1].lookups, 2);
    assert_int_equal(costs[2].lookups, 3);
    assert_int_equal(costs[3].lookups, 0);
    assert_true(costs[0].below->costs[1].is_void);
    assert_false(costs[0].is_void);
    assert_null(costs[3].below);
    assert_int_equal(zoned->rounds, 3); /* one a level */
    spf_lint_clear(&seen);
    zone_book_free(zoned);
}

static void test_facts(void **state)
{
    struct zone_book *zoned = spf_world();
    struct spf_lint seen = lint(zoned, "inc-gone.test");

    (void)state;
    assert_true(seen.root->costs[0].is_void);
    assert_int_equal(seen.root->costs[0].below->outcome, OUTCOME_NXDOMAIN);
    spf_lint_clear(&seen);
    seen = lint(zoned, "mx-many.test");
    assert_int_equal(seen.root->costs[0].mx_hosts, 11);
    spf_lint_clear(&seen);
    seen = lint(zoned, "a-silent.test");
    assert_int_equal(seen.root->costs[0].trouble, OUTCOME_TIMEOUT);
    assert_false(seen.root->costs[0].is_void);
    spf_lint_clear(&seen);
    seen = lint(zoned, "inc-macro.test");
    assert_true(seen.root->costs[0].below->unread);
    assert_int_equal(seen.root->costs[0].below->name.length, 0);
    spf_lint_clear(&seen);
    seen = lint(zoned, "inc-two.test");
    assert_int_equal(seen.root->costs[0].below->record_count, 2);
    assert_null(seen.root->costs[0].below->record);
    spf_lint_clear(&seen);
    zone_book_free(zoned);
}

/* Every record includes eight more, each of another name: 8 ^ depth records. */
static void test_hostile_tree(void **state)
{
    struct zone_book *zoned = zone_book_new(
        "*.test. TXT \"v=spf1 include:a.%{d} include:b.%{d} include:c.%{d} include:d.%{d} "
        "include:e.%{d} include:f.%{d} include:g.%{d} include:h.%{d} -all\"");
    struct spf_lint seen = lint(zoned, "x.test");

    (void)state;
    assert_int_equal(seen.verdict, SPF_VERDICT_PERMERROR);
    assert_true(seen.lookups > SPF_LOOKUP_LIMIT);
    assert_in_range(zoned->questions, 1, 1 + 24 + 10 * 12);
    spf_lint_clear(&seen);
    zone_book_free(zoned);
}

static void test_hostile_depth(void **state)
{
    struct zone_book *zoned = zone_book_new("*.test. TXT \"v=spf1 include:a.%{d}\"");
    struct spf_lint seen = lint(zoned, "x.test");

    (void)state;
    assert_int_equal(seen.verdict, SPF_VERDICT_PERMERROR);
    assert_int_equal(seen.lookups, 12);
    assert_int_equal(zoned->rounds, 12);
    spf_lint_clear(&seen);
    zone_book_free(zoned);
}

static void test_many_questions(void **state)
{
    struct buffer zone = {0};

    (void)state;
    buffer_add_text(&zone, "x.test. TXT \"v=spf1 \"");
    for (int i = 0; i < 400; i++) {
        buffer_printf(&zone, " \"a:h%d.test mx:h%d.test \"", i, i);
    }
    struct zone_book *zoned = zone_book_new(zone.bytes);
    struct spf_lint seen = lint(zoned, "x.test");

    assert_int_equal(seen.lookups, 800);
    assert_int_equal(zoned->questions, 1 + 32 * 3);
    spf_lint_clear(&seen);
    zone_book_free(zoned);
    buffer_clear(&zone);
}

/* Three records of 60 KB: the third is not read any more. */
static void test_many_bytes(void **state)
{
    struct buffer zone = {0};

    (void)state;
    buffer_add_text(&zone,
                    "x.test. TXT \"v=spf1 include:l1.test include:l2.test include:l3.test\"\n");
    for (int i = 1; i <= 3; i++) {
        buffer_printf(&zone, "l%d.test. TXT \"v=spf1 \"", i);
        for (int k = 0; k < 300; k++) {
            buffer_printf(&zone, " \"%0200d \"", 0);
        }
        buffer_add_byte(&zone, '\n');
    }
    struct zone_book *zoned = zone_book_new(zone.bytes);
    struct spf_lint seen = lint(zoned, "x.test");

    assert_false(seen.root->costs[1].below->unread);
    assert_true(seen.root->costs[2].below->unread);
    assert_int_equal(seen.root->costs[2].below->record_count, 1);
    spf_lint_clear(&seen);
    zone_book_free(zoned);
    buffer_clear(&zone);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_costs),          cmocka_unit_test(test_facts),
        cmocka_unit_test(test_hostile_tree),   cmocka_unit_test(test_hostile_depth),
        cmocka_unit_test(test_many_questions), cmocka_unit_test(test_many_bytes),
    };

    return cmocka_run_group_tests_name("spf_walk", tests, NULL, NULL);
}
