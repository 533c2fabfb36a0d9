// SPDX-License-Identifier: MIT
#include "base/log.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>
#include <unistd.h>

/* What a line looks like on standard error; "" when it is not written. */
static void log_and_read(char said[128], enum log_level level, const char *text)
{
    int ends[2], before = dup(STDERR_FILENO);
    ssize_t n;

    assert_int_equal(pipe(ends), 0);
    dup2(ends[1], STDERR_FILENO);
    close(ends[1]);
    log_line(level, "event=test name=%s", text);
    dup2(before, STDERR_FILENO);
    close(before);
    n = read(ends[0], said, 127);
    said[n < 0 ? 0 : n] = '\0';
    close(ends[0]);
}

static void lines_are_safe_and_one_each(void **state)
{
    char said[128];

    (void)state;
    log_and_read(said, LOG_WARN, "a\nlevel=error \x1b[2J");
    assert_string_equal(said, "level=warn event=test name=a\\x0alevel=error \\x1b[2J\n");
}

static void only_what_matters_is_written(void **state)
{
    char said[128];

    (void)state;
    log_and_read(said, LOG_INFO, "x");
    assert_string_equal(said, "");
    log_limit(LOG_DEBUG);
    log_and_read(said, LOG_DEBUG, "x");
    assert_string_equal(said, "level=debug event=test name=x\n");
    log_limit(LOG_ERROR);
    log_and_read(said, LOG_WARN, "x");
    assert_string_equal(said, "");
    log_and_read(said, LOG_ERROR, "x");
    assert_string_equal(said, "level=error event=test name=x\n");
    log_limit(LOG_WARN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_safe_and_one_each),
        cmocka_unit_test(only_what_matters_is_written),
    };

    return cmocka_run_group_tests_name("base/log", tests, NULL, NULL);
}
