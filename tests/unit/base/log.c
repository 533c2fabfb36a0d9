// SPDX-License-Identifier: MIT
#include "base/log.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What lies on standard error after say(); "" when nothing is written. */
static void heard(char said[256], void say(const char *text), const char *text)
{
    int ends[2], before = dup(STDERR_FILENO);
    ssize_t n;

    assert_int_equal(pipe(ends), 0);
    dup2(ends[1], STDERR_FILENO);
    close(ends[1]);
    say(text);
    dup2(before, STDERR_FILENO);
    close(before);
    n = read(ends[0], said, 255);
    said[n < 0 ? 0 : n] = '\0';
    close(ends[0]);
}

static void warn(const char *text)
{
    LOG_EVENT(LOG_WARN, "test", {"name", text}, {"absent", NULL}, {"count", "7"});
}

static void inform(const char *text)
{
    LOG_EVENT(LOG_INFO, "test", {"name", text});
}

static void tell(const char *text)
{
    log_line(LOG_ERROR, "a line: %s", text);
}

static void lines_are_safe_and_one_each(void **state)
{
    char said[256];

    (void)state;
    heard(said, warn, "plain");
    assert_string_equal(said, "level=warn event=test name=plain count=7\n");
    heard(said, warn, "a\nlevel=error \x1b[2J\"\xff");
    assert_string_equal(said, "level=warn event=test "
                              "name=\"a\\\\x0alevel=error \\\\x1b[2J\\\"\\\\xff\" count=7\n");
    heard(said, warn, "");
    assert_string_equal(said, "level=warn event=test name=\"\" count=7\n");
    heard(said, tell, "x\ny");
    assert_string_equal(said, "level=error message=\"a line: x\\\\x0ay\"\n");
}

static void only_what_matters_is_written(void **state)
{
    char said[256];

    (void)state;
    heard(said, inform, "x");
    assert_string_equal(said, "");
    log_limit(LOG_DEBUG);
    heard(said, inform, "x");
    assert_string_equal(said, "level=info event=test name=x\n");
    log_limit(LOG_ERROR);
    heard(said, warn, "x");
    assert_string_equal(said, "");
    heard(said, tell, "x");
    assert_string_equal(said, "level=error message=\"a line: x\"\n");
    log_limit(LOG_WARN);
}

static void levels_have_names(void **state)
{
    enum log_level level = LOG_ERROR;

    (void)state;
    assert_true(log_level_find("debug", &level));
    assert_int_equal(level, LOG_DEBUG);
    assert_false(log_level_find("loud", &level));
    assert_false(log_level_find("", &level));
}

static void a_service_says_when(void **state)
{
    char said[256], when[32];
    int end = 0;

    (void)state;
    log_open(LOG_TEXT, LOG_INFO);
    heard(said, inform, "x");
    assert_int_equal(sscanf(said, "time=%31[0-9TZ:-] level=info event=test name=x%n", when, &end),
                     1);
    assert_true(end > 0 && strlen(when) == 20);
    log_open(LOG_JSON, LOG_INFO);
    end = 0;
    heard(said, inform, "say \"hi\"\n");
    assert_int_equal(sscanf(said, "{\"time\":\"%31[0-9TZ:-]\",\"level\":\"info\",%n", when, &end),
                     1);
    assert_true(end > 0);
    assert_string_equal(said + end, "\"event\":\"test\",\"name\":\"say \\\"hi\\\"\\\\x0a\"}\n");
}

/* The journal names the very pipe that standard error is. */
static void in_the_journal(const char *text)
{
    struct stat there;
    char stream[64];

    assert_int_equal(fstat(STDERR_FILENO, &there), 0);
    snprintf(stream, sizeof stream, "%ju:%ju", (uintmax_t)there.st_dev, (uintmax_t)there.st_ino);
    setenv("JOURNAL_STREAM", stream, 1);
    log_open(LOG_TEXT, LOG_INFO);
    inform(text);
    warn(text);
    setenv("JOURNAL_STREAM", "1:1", 1);
    log_open(LOG_TEXT, LOG_WARN);
    unsetenv("JOURNAL_STREAM");
}

static void the_journal_gets_priorities(void **state)
{
    char said[256];

    (void)state;
    heard(said, in_the_journal, "x");
    assert_string_equal(said, "<6>level=info event=test name=x\n"
                              "<4>level=warn event=test name=x count=7\n");
    heard(said, warn, "x");
    assert_true(said[0] == 't'); /* another stream is no journal */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_safe_and_one_each),
        cmocka_unit_test(only_what_matters_is_written),
        cmocka_unit_test(levels_have_names),
        cmocka_unit_test(a_service_says_when),
        cmocka_unit_test(the_journal_gets_priorities),
    };

    return cmocka_run_group_tests_name("base/log", tests, NULL, NULL);
}
