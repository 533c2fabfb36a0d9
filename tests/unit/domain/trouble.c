// SPDX-License-Identifier: MIT
#include "domain/trouble.h"

#include "domain/kind.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static void answers_are_no_trouble(void **state)
{
    static const enum outcome fine[] = {OUTCOME_NONE, OUTCOME_FOUND, OUTCOME_NODATA,
                                        OUTCOME_NXDOMAIN};
    struct finding_list list = {0};

    (void)state;
    for (size_t i = 0; i < sizeof fine / sizeof *fine; i++) {
        trouble_tell(fine[i], AREA_DKIM, NULL, &list);
    }
    assert_int_equal(list.count, 0);
}

static void everything_else_is(void **state)
{
    // clang-format off
    static const struct { enum outcome outcome; enum code code; } rows[] = {
        {OUTCOME_LAME, CODE_DNS_REFUSED},       {OUTCOME_SERVFAIL, CODE_DNS_SERVFAIL},
        {OUTCOME_REFUSED, CODE_DNS_REFUSED},    {OUTCOME_TIMEOUT, CODE_DNS_TIMEOUT},
        {OUTCOME_BOGUS, CODE_DNS_DNSSEC_BOGUS}, {OUTCOME_TRUNCATED, CODE_DNS_TCP_BLOCKED},
        {OUTCOME_LOOP, CODE_DNS_CNAME_LOOP},    {OUTCOME_FORBIDDEN, CODE_DNS_TIMEOUT},
    };
    // clang-format on

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct finding_list list = {0};

        trouble_tell(rows[i].outcome, AREA_DKIM, NULL, &list);
        assert_int_equal(list.count, 1);
        assert_int_equal(list.items[0].code, rows[i].code);
        assert_int_equal(list.items[0].area, AREA_DKIM);
        finding_list_clear(&list);
    }
}

static void every_kind_has_its_phrase(void **state)
{
    (void)state;
    for (int i = 0; i < TXT_KIND_COUNT; i++) {
        for (int j = 0; j < i; j++) {
            assert_string_not_equal(kind_phrase((enum txt_kind)i), kind_phrase((enum txt_kind)j));
        }
    }
    assert_string_equal(kind_phrase(TXT_KIND_SPF), "an SPF record");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_are_no_trouble),
        cmocka_unit_test(everything_else_is),
        cmocka_unit_test(every_kind_has_its_phrase),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
