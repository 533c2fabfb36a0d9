// SPDX-License-Identifier: MIT
#include "domain/share.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#define TEN "aaaaaaaaaa"
#define TEN_WIDE                                                                                   \
    "\xe8\xa9\xa6\xe8\xa9\xa6\xe8\xa9\xa6\xe8\xa9\xa6\xe8\xa9\xa6\xe8\xa9\xa6\xe8\xa9\xa6\xe8\xa9" \
    "\xa6\xe8\xa9\xa6\xe8\xa9\xa6"

static const struct {
    const char *typed, *kept; /* NULL: refused */
} labels[] = {
    // clang-format off
    {"", ""},
    {"crm-team", "crm-team"},
    {" \t crm \r\n  team ", "crm team"},
    {"a\x1b[31mb\x7f\x01", "a[31mb"},
    {"\xe2\x80\xae" "evil\xe2\x80\x8b\xc2\x9b", "evil"}, /* right-to-left override, zero width space, CSI */
    {"\xc2\xa0x", "\xc2\xa0x"},
    {"\xff", NULL},
    {"ab\xe8\xa9", NULL},
    {TEN TEN TEN TEN, TEN TEN TEN TEN},
    {TEN TEN TEN TEN "  \x1b", TEN TEN TEN TEN},
    {TEN TEN TEN TEN "b", NULL},
    {TEN_WIDE TEN_WIDE TEN_WIDE TEN_WIDE, TEN_WIDE TEN_WIDE TEN_WIDE TEN_WIDE},
    {TEN_WIDE TEN_WIDE TEN_WIDE TEN_WIDE "b", NULL},
    // clang-format on
};

static void what_is_kept_of_a_label(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        char out[SHARE_LABEL_TEXT] = "as it was";

        assert_int_equal(share_label_read(labels[i].typed, out), labels[i].kept != NULL);
        assert_string_equal(out, labels[i].kept ? labels[i].kept : "as it was");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_kept_of_a_label),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
