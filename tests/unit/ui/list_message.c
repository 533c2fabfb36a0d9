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

static void assert_message(const struct domain *domain, int room, const char *wanted)
{
    struct buffer sentence = {0}, seen = {0}, all = {0};

    if (domain->findings.count > 0) {
        finding_message(&domain->findings.items[0], &sentence);
        buffer_printf(&all, "shop.example  %s", buffer_text(&sentence));
    }
    buffer_add_text(&all, wanted);
    list_message(domain, room, &seen);
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
        assert_message(domain, 2 * ROOM, rows[i].behind);
        domain_free(domain);
    }
}

static void keys_without_room_are_left_out(void **state)
{
    struct domain *domain = domain_make(VERDICT_FAILED);
    struct buffer all = {0};
    int cells;

    (void)state;
    list_message(domain, 4 * ROOM, &all);
    cells = (int)text_cells(buffer_text(&all));
    assert_message(domain, cells, " (Enter why, p how to fix)");
    assert_message(domain, cells - 1, "");
    buffer_clear(&all);
    domain_free(domain);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_are_told_where_something_failed),
        cmocka_unit_test(keys_without_room_are_left_out),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
