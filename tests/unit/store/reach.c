// SPDX-License-Identifier: MIT
#include "store/reach.h"

#include "base/text.h"
#include "tests/support/folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <string.h>

static const struct {
    int error;
    const char *code;
} reasons[] = {{ENOSPC, "store-full"},     {EDQUOT, "store-full"},
               {EROFS, "store-read-only"}, {EACCES, "store-read-only"},
               {EPERM, "store-read-only"}, {ENOENT, "store-unreachable"},
               {EIO, "store-unreachable"}, {EMFILE, "store-unreachable"}};

static void each_reason_has_its_code(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(reasons); i++) {
        struct fault fault = {0};

        assert_int_equal(store_reach_fault("/a/b", reasons[i].error, &fault), STATUS_IO);
        assert_string_equal(fault.code, reasons[i].code);
        assert_non_null(strstr(fault.message, "/a/b"));
        assert_non_null(strstr(fault.message, strerror(reasons[i].error)));
    }
}

static void folders_are_made_or_said(void **state)
{
    struct folder folder;
    struct fault fault = {0};
    char path[256];

    (void)state;
    folder_make(&folder);
    folder_file(&folder, "new", path);
    assert_int_equal(store_folder_make(path, &fault), STATUS_OK);
    assert_int_equal(store_folder_make(path, &fault), STATUS_OK);
    assert_int_equal(store_folder_make("/dev/null/below", &fault), STATUS_IO);
    assert_string_equal(fault.code, "store-unreachable");
    assert_non_null(strstr(fault.message, "/dev/null/below"));
    folder_remove(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_reason_has_its_code),
        cmocka_unit_test(folders_are_made_or_said),
    };

    return cmocka_run_group_tests_name("store/reach", tests, NULL, NULL);
}
