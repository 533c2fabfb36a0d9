// SPDX-License-Identifier: MIT
#include "engine/import.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void a_wish_comes_back(void **state)
{
    struct import_wish wish = {
        .line = 12, .written = "shop\t.example", .region = "jp", .registered_at = "2024-11-07"};
    struct import_wish read;
    struct buffer text = {0};

    (void)state;
    import_wish_write(&wish, &text);
    assert_true(import_wish_read(buffer_text(&text), &read));
    assert_int_equal(read.line, 12);
    assert_string_equal(read.written, "shop .example");
    assert_string_equal(read.environment, "");
    assert_string_equal(read.region, "jp");
    assert_string_equal(read.registered_at, "2024-11-07");
    buffer_clear(&text);
}

static void broken_rows_are_refused(void **state)
{
    static const char *const wrong[] = {
        "",
        "1",
        "1\ta\tb\tc",
        "1\ta\tb\tc\td\te",
        "x\ta\tb\tc\td",
        "-1\ta\tb\tc\td",
        "1\ta\tan environment that is far too long\tc\td",
        "99999999999999999999\ta\tb\tc\td",
    };
    struct import_wish read = {.line = 3};

    (void)state;
    for (size_t i = 0; i < COUNT(wrong); i++) {
        assert_false(import_wish_read(wrong[i], &read));
    }
    assert_int_equal(read.line, 3);
    assert_true(import_wish_read("1\ta\tb\tc\td", &read));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_wish_comes_back),
        cmocka_unit_test(broken_rows_are_refused),
    };

    return cmocka_run_group_tests_name("engine/import", tests, NULL, NULL);
}
