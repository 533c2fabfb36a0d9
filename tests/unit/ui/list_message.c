// SPDX-License-Identifier: MIT
#include "ui/screen/list_message.h"

#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { ROOM = 78 };

/* With one error where it is broken, and without a finding otherwise. */
static struct domain *domain_make(enum verdict spf)
{
    struct domain *domain = domain_new();

    text_copy(domain->name, sizeof domain->name, "shop.example");
    domain->records[RECORD_SPF].verdict = spf;
    if (spf != VERDICT_VERIFIED) {
        finding_add(&domain->findings, CODE_SPF_MULTIPLE, AREA_SPF, NULL);
    }
    return domain;
}

static void assert_message(const struct domain *domain, const struct marks *marks, int room,
                           const char *wanted)
{
    struct buffer sentence = {0}, seen = {0}, all = {0};

    if (domain->findings.count > 0) {
        finding_message(&domain->findings.items[0], &sentence);
        buffer_printf(&all, "shop.example  %s", buffer_text(&sentence));
    }
    buffer_add_text(&all, wanted);
    list_message(domain, marks, room, &seen);
    assert_string_equal(buffer_text(&seen), buffer_text(&all));
    buffer_clear(&sentence);
    buffer_clear(&seen);
    buffer_clear(&all);
}

static void keys_are_told_where_something_failed(void **state)
{
    static const struct {
        enum verdict spf;
        enum role role;
        const char *behind;
    } rows[] = {
        {VERDICT_FAILED, ROLE_OWNER, " (Enter why, p how to fix)"},
        {VERDICT_LOST, ROLE_OWNER, " (Enter why, p how to fix)"},
        {VERDICT_WAITING, ROLE_OWNER, ""},
        {VERDICT_VERIFIED, ROLE_OWNER, ""},
        {VERDICT_FAILED, ROLE_GUEST, ""},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct domain *domain = domain_make(rows[i].spf);

        domain->role = rows[i].role;
        assert_message(domain, NULL, 2 * ROOM, rows[i].behind);
        domain_free(domain);
    }
}

static void keys_without_room_are_left_out(void **state)
{
    struct domain *domain = domain_make(VERDICT_FAILED);
    struct buffer all = {0};
    int cells;

    (void)state;
    list_message(domain, NULL, 4 * ROOM, &all);
    cells = (int)text_cells(buffer_text(&all));
    assert_message(domain, NULL, cells, " (Enter why, p how to fix)");
    assert_message(domain, NULL, cells - 1, "");
    buffer_clear(&all);
    domain_free(domain);
}

static struct marks marks_make(const char *const *names, size_t count)
{
    struct marks marks = {.count = 0};

    for (size_t i = 0; i < count; i++) {
        assert_true(marks_add(&marks, names[i]));
    }
    return marks;
}

/* By their first labels, unless two have the same. */
static void the_marked_ones_are_named(void **state)
{
    static const struct {
        const char *names[4];
        size_t count;
        int room;
        const char *wanted;
    } rows[] = {
        {{"bravo.example", "alpha.example"}, 2, ROOM, "2 marked: alpha, bravo"},
        {{"shop.a.example", "shop.b.example", "zulu.example"},
         3,
         ROOM,
         "3 marked: shop.a.example, shop.b.example, zulu"},
        {{"shop.example", "shop-2.example"}, 2, ROOM, "2 marked: shop-2, shop"},
        {{"alpha.x", "bravo.x", "charlie.x"}, 3, 33, "3 marked: alpha, bravo, charlie"},
        {{"alpha.x", "bravo.x", "charlie.x"}, 3, 31, "3 marked: alpha, bravo, charlie"},
        {{"alpha.x", "bravo.x", "charlie.x"}, 3, 30, "3 marked: alpha, bravo, .."},
        {{"alpha.x", "bravo.x", "charlie.x"}, 3, 25, "3 marked: alpha, .."},
        {{"alpha.x", "bravo.x", "charlie.x"}, 3, 18, ""},
        {{"alpha.x"}, 1, 0, ""},
        {{NULL}, 0, ROOM, ""},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct domain *domain = domain_make(VERDICT_VERIFIED);
        struct marks marks = marks_make(rows[i].names, rows[i].count);

        assert_message(domain, &marks, rows[i].room, rows[i].wanted);
        assert_in_range(text_cells(rows[i].wanted), 0, rows[i].room);
        marks_clear(&marks);
        domain_free(domain);
    }
}

/* They stand behind the sentence, in place of the keys. */
static void marks_come_before_keys(void **state)
{
    static const char *const names[] = {"alpha.example"};
    struct domain *domain = domain_make(VERDICT_FAILED);
    struct marks marks = marks_make(names, 1);

    (void)state;
    assert_message(domain, &marks, 2 * ROOM, "  1 marked: alpha");
    assert_message(domain, &marks, 0, "");
    marks_clear(&marks);
    domain_free(domain);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_are_told_where_something_failed),
        cmocka_unit_test(keys_without_room_are_left_out),
        cmocka_unit_test(the_marked_ones_are_named),
        cmocka_unit_test(marks_come_before_keys),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
