// SPDX-License-Identifier: MIT
#include "mail/spf_typo.h"

#include "tests/support/rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *const kinds[] = {
    [SPF_SLIP_NONE] = "none",           [SPF_SLIP_VERSION] = "version",
    [SPF_SLIP_INCLUDE_SPACE] = "space", [SPF_SLIP_INCLUDE_URL] = "url",
    [SPF_SLIP_INCLUDE_TYPO] = "typo",   [SPF_SLIP_SEPARATOR] = "separator",
};

static void check_slip(const struct spf_slip *slip, const char *bytes)
{
    assert_memory_equal(slip->found, bytes + slip->offset, slip->length);
    assert_int_equal(slip->separator, slip->kind == SPF_SLIP_SEPARATOR
                                          ? bytes[slip->offset + slip->length - 1]
                                          : '\0');
}

static void check_slips(const struct row *row, void *arg)
{
    struct spf_slip slips[SPF_SLIPS];
    struct buffer have = {0};
    const char *include = row->lengths[1] == 0 ? NULL : row->cells[1];
    size_t n = spf_find_slips(row->cells[0], row->lengths[0], include, slips);

    (void)arg;
    for (size_t i = 0; i < n; i++) {
        check_slip(&slips[i], row->cells[0]);
        buffer_printf(&have, "%s%s:%s", i == 0 ? "" : "|", kinds[slips[i].kind], slips[i].found);
    }
    assert_string_equal(buffer_text(&have), row->cells[2]);
    buffer_clear(&have);
}

static void test_slips(void **state)
{
    (void)state;
    rows_each("tests/data/mail/spf_slip.tsv", check_slips, NULL);
}

static void check_glue(const struct row *row, void *arg)
{
    uint8_t bytes[1024];
    struct rr rr = {.type = RR_TXT, .bytes = bytes};
    struct buffer glued = {0};

    (void)arg;
    for (size_t i = 0; i < 3; i++) {
        if (row->lengths[i] > 0) {
            bytes[rr.length++] = (uint8_t)row->lengths[i];
            memcpy(bytes + rr.length, row->cells[i], row->lengths[i]);
            rr.length = (uint16_t)(rr.length + row->lengths[i]);
        }
    }
    bool found = spf_find_glue(&rr, &glued);

    assert_string_equal(buffer_text(&glued), row->cells[3]);
    assert_int_equal(found, row->lengths[3] > 0);
    assert_int_equal(found, spf_find_glue(&rr, NULL));
    buffer_clear(&glued);
}

static void test_glue(void **state)
{
    (void)state;
    rows_each("tests/data/mail/spf_glue.tsv", check_glue, NULL);
}

static void check_tail(const struct row *row, void *arg)
{
    (void)arg;
    assert_int_equal(spf_is_tail(row->cells[0], row->lengths[0]), row->lengths[1] > 0);
}

static void test_tail(void **state)
{
    (void)state;
    rows_each("tests/data/mail/spf_tail.tsv", check_tail, NULL);
}

static void test_kinds(void **state)
{
    (void)state;
    assert_true(spf_is_meant("v=spf1 a", 8));
    assert_true(spf_is_meant("v=spf a", 7));
    assert_false(spf_is_meant("hello", 5));
    assert_true(spf_is_senderid("spf2.0/pra a", 12));
    assert_true(spf_is_senderid("SPF2.0/pra a", 12));
    assert_false(spf_is_senderid("v=spf1 a", 8));
    assert_false(spf_is_senderid("spf2.", 5));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_slips),
        cmocka_unit_test(test_glue),
        cmocka_unit_test(test_tail),
        cmocka_unit_test(test_kinds),
    };

    return cmocka_run_group_tests_name("spf_typo", tests, NULL, NULL);
}
