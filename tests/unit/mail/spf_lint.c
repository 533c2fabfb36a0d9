// SPDX-License-Identifier: MIT
#include "mail/spf_lint.h"

#include "tests/support/rows.h"
#include "tests/support/spf_world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct name name_of(const char *text)
{
    struct name name;

    if (!name_parse(text, &name)) {
        fail_msg("not a name: %s", text);
    }
    return name;
}

static void lint(struct zone_book *zoned, const char *domain, const char *wanted,
                 struct spf_lint *out)
{
    struct name name = name_of(domain);
    struct name include = name_of(wanted[0] == '\0' ? "." : wanted);

    zone_book_restart(zoned);
    while (!spf_lint(zoned->book, &name, wanted[0] == '\0' ? NULL : &include, out)) {
        zone_book_answer(zoned);
        assert_true(zoned->rounds < 20);
    }
}

static void check_row(const struct row *row, void *arg)
{
    struct spf_lint seen;
    char have[64];

    lint(arg, row->cells[0], row->cells[1], &seen);
    snprintf(have, sizeof have, "%s %zu %zu", spf_verdict_name(seen.verdict), seen.lookups,
             seen.voids);
    assert_int_equal(seen.lookups, seen.root->lookups);
    if (strcmp(have, row->cells[2]) != 0 || seen.covers != (row->lengths[3] > 0) ||
        seen.covers_directly != (strcmp(row->cells[3], "direct") == 0)) {
        fail_msg("line %zu: %s %d %d", row->line, have, seen.covers, seen.covers_directly);
    }
    spf_lint_clear(&seen);
    assert_null(seen.root);
}

static void test_world(void **state)
{
    struct zone_book *zoned = spf_world();

    (void)state;
    rows_each("tests/data/mail/spf_lint.tsv", check_row, zoned);
    zone_book_free(zoned);
}

static void test_text(void **state)
{
    struct zone_book *zoned = spf_world();
    struct name name = name_of("nospf.test");
    struct name include = name_of("spf.mailer.test");
    struct spf_lint seen;

    (void)state;
    while (!spf_lint_text(zoned->book, &name,
                          "v=spf1 a include:spf.mailer.test include:nospf.test -all", &include,
                          &seen)) {
        zone_book_answer(zoned);
    }
    assert_int_equal(seen.verdict, SPF_VERDICT_PERMERROR); /* it includes itself */
    assert_int_equal(seen.lookups, 3);
    assert_int_equal(seen.voids, 1);
    assert_true(seen.covers_directly);
    assert_true(seen.root->costs[2].below->loop);
    spf_lint_clear(&seen);

    assert_true(spf_lint_text(zoned->book, &name, "nonsense", NULL, &seen));
    assert_int_equal(seen.verdict, SPF_VERDICT_PERMERROR);
    spf_lint_clear(&seen);
    zone_book_free(zoned);
}

static void test_broken(void **state)
{
    static const char *const broken[] = {"inc-none.test", "inc-gone.test", "inc-two.test",
                                         "inc-malformed.test"};
    static const char *const sound[] = {"inc-pass.test", "inc-bad.test", "inc-silent.test",
                                        "inc-macro.test", "inc-self.test"};
    struct zone_book *zoned = spf_world();
    struct spf_lint seen;

    (void)state;
    for (size_t i = 0; i < COUNT(broken); i++) {
        lint(zoned, broken[i], "", &seen);
        assert_true(spf_node_is_broken(seen.root->costs[0].below));
        spf_lint_clear(&seen);
    }
    for (size_t i = 0; i < COUNT(sound); i++) {
        lint(zoned, sound[i], "", &seen);
        assert_false(spf_node_is_broken(seen.root->costs[0].below));
        spf_lint_clear(&seen);
    }
    zone_book_free(zoned);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_world),
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_broken),
    };

    return cmocka_run_group_tests_name("spf_lint", tests, NULL, NULL);
}
