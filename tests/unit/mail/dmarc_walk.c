// SPDX-License-Identifier: MIT
#include "mail/dmarc_walk.h"

#include "base/file.h"
#include "base/text.h"
#include "tests/support/rows.h"
#include "tests/support/zone_book.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

enum { COLUMNS = 6 };

static struct zone_book *world_new(void)
{
    struct buffer text = {0};
    struct zone_book *world;

    assert_int_equal(file_read("tests/data/mail/dmarc_walk.zone", 1 << 16, &text, NULL), STATUS_OK);
    world = zone_book_new(buffer_text(&text));
    zone_book_silence(world, "_dmarc.silent.example");
    zone_book_silence(world, "_dmarc.above.example");
    zone_book_silence(world, "unclear.np.example");
    buffer_clear(&text);
    return world;
}

static void walk(struct zone_book *world, const char *author, struct dmarc_walk *out)
{
    struct name name;

    assert_true(name_parse(author, &name));
    zone_book_restart(world);
    while (!dmarc_walk(world->book, &name, out)) {
        assert_null(out->record.bytes);
        zone_book_answer(world);
    }
}

static void write_name(struct buffer *out, const struct name *name)
{
    char text[NAME_TEXT];

    name_text(name, text);
    buffer_add_text(out, text);
}

static void write_columns(struct buffer out[COLUMNS], const struct dmarc_walk *walk,
                          size_t questions)
{
    write_name(&out[0], &walk->org_domain);
    if (walk->has_policy || walk->unusable) {
        write_name(&out[1], &walk->policy_domain);
    }
    if (walk->has_policy) {
        buffer_add_text(&out[2], dmarc_policy_name(walk->effective));
    }
    buffer_printf(&out[3], "%s%s%s%s", walk->temperror ? "temperror" : "",
                  walk->org_unsure ? (walk->temperror ? " unsure" : "unsure") : "",
                  walk->unusable ? "unusable" : "", walk->testing ? "testing" : "");
    buffer_printf(&out[4], "%zu", walk->query_count);
    buffer_printf(&out[5], "%zu", questions);
}

static void check_walk(const struct row *row, void *arg)
{
    struct zone_book *world = arg;
    struct buffer columns[COLUMNS] = {0};
    struct dmarc_walk out;

    walk(world, row->cells[0], &out);
    write_columns(columns, &out, world->questions);
    for (size_t i = 0; i < COLUMNS; i++) {
        if (strcmp(buffer_text(&columns[i]), row->cells[i + 1]) != 0) {
            fail_msg("line %zu, column %zu: have %s", row->line, i + 2, buffer_text(&columns[i]));
        }
        buffer_clear(&columns[i]);
    }
    assert_true(world->rounds <= 2);
    dmarc_walk_clear(&out);
}

static void finds_policy_and_organization(void **state)
{
    struct zone_book *world = world_new();

    (void)state;
    rows_each("tests/data/mail/dmarc_walk.tsv", check_walk, world);
    zone_book_free(world);
}

static void check_queries(struct zone_book *world, const char *author, const char *const *wanted,
                          size_t count)
{
    struct dmarc_walk out;
    char text[NAME_TEXT];

    walk(world, author, &out);
    assert_int_equal(out.query_count, count);
    for (size_t i = 0; i < count; i++) {
        name_text(&out.queries[i], text);
        assert_string_equal(text, wanted[i]);
    }
    dmarc_walk_clear(&out);
}

static void shortens_long_names(void **state)
{
    static const char *const eight[] = {
        "_dmarc.a.b.c.d.e.f.g.h", "_dmarc.b.c.d.e.f.g.h", "_dmarc.c.d.e.f.g.h", "_dmarc.d.e.f.g.h",
        "_dmarc.e.f.g.h",         "_dmarc.f.g.h",         "_dmarc.g.h",         "_dmarc.h"};
    static const char *const nine[] = {"_dmarc.x.a.b.c.d.e.f.g.h",
                                       "_dmarc.b.c.d.e.f.g.h",
                                       "_dmarc.c.d.e.f.g.h",
                                       "_dmarc.d.e.f.g.h",
                                       "_dmarc.e.f.g.h",
                                       "_dmarc.f.g.h",
                                       "_dmarc.g.h",
                                       "_dmarc.h"};
    static const char *const stopped[] = {"_dmarc.a.b.n.example", "_dmarc.b.n.example"};
    struct zone_book *world = world_new();

    (void)state;
    check_queries(world, "a.b.c.d.e.f.g.h", eight, COUNT(eight));
    check_queries(world, "x.a.b.c.d.e.f.g.h", nine, COUNT(nine));
    check_queries(world, "a.b.n.example", stopped, COUNT(stopped));
    zone_book_free(world);
}

/* "_dmarc" in front of it would be longer than a name can be: nothing can stand there. */
static void passes_over_impossible_names(void **state)
{
    struct zone_book *world = world_new();
    struct dmarc_walk out;
    struct buffer author = {0};

    (void)state;
    for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 60; j++) {
            buffer_add_text(&author, "a");
        }
        buffer_add_text(&author, ".");
    }
    for (int j = 0; j < 54; j++) {
        buffer_add_text(&author, "b");
    }
    buffer_add_text(&author, ".example.com");
    walk(world, buffer_text(&author), &out);
    assert_int_equal(out.query_count, 5);
    assert_true(out.has_policy);
    dmarc_walk_clear(&out);
    buffer_clear(&author);
    zone_book_free(world);
}

static void keeps_the_record(void **state)
{
    struct zone_book *world = world_new();
    struct dmarc_walk out;

    (void)state;
    walk(world, "mail.example.com", &out);
    assert_string_equal(buffer_text(&out.record), "v=DMARC1; p=reject");
    dmarc_walk_clear(&out);
    assert_int_equal(out.query_count, 0);
    zone_book_free(world);
}

static void finds_the_organization_alone(void **state)
{
    struct zone_book *world = world_new();
    struct name name, organization;
    char text[NAME_TEXT];

    (void)state;
    assert_true(name_parse("missing.np.example", &name));
    while (!dmarc_organization(world->book, &name, &organization)) {
        zone_book_answer(world);
    }
    name_text(&organization, text);
    assert_string_equal(text, "np.example");
    assert_int_equal(world->questions, 3); /* whether the name exists is not asked */
    zone_book_free(world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_policy_and_organization), cmocka_unit_test(shortens_long_names),
        cmocka_unit_test(passes_over_impossible_names),  cmocka_unit_test(keeps_the_record),
        cmocka_unit_test(finds_the_organization_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
