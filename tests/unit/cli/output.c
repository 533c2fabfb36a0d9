// SPDX-License-Identifier: MIT
#include "cli/output.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static enum output_form form_with(enum global global)
{
    struct globals globals = {0};
    struct output output;
    int fd = open("/dev/null", O_WRONLY);

    if (global != GLOBAL_COUNT) {
        globals_set(&globals, global, "yes");
    }
    output_open(&output, fd, &globals);
    globals_clear(&globals);
    close(fd);
    return output.form;
}

static void a_pipe_gets_json(void **state)
{
    (void)state;
    assert_int_equal(form_with(GLOBAL_COUNT), FORM_JSON);
    assert_int_equal(form_with(GLOBAL_PLAIN), FORM_PLAIN);
    assert_int_equal(form_with(GLOBAL_QUIET), FORM_QUIET);
    assert_int_equal(form_with(GLOBAL_JSON), FORM_JSON);
}

static void a_terminal_gets_a_table(void **state)
{
    int terminal = posix_openpt(O_RDWR | O_NOCTTY);
    struct globals globals = {0};
    struct output output;

    (void)state;
    assert_true(terminal >= 0);
    setenv("TERM", "xterm", 1);
    unsetenv("NO_COLOR");
    output_open(&output, terminal, &globals);
    assert_int_equal(output.form, FORM_TABLE);
    assert_true(output.color);
    assert_int_equal(output.width, 80);
    setenv("NO_COLOR", "1", 1);
    output_open(&output, terminal, &globals);
    assert_false(output.color);
    unsetenv("NO_COLOR");
    setenv("TERM", "dumb", 1);
    output_open(&output, terminal, &globals);
    assert_false(output.color);
    close(terminal);
}

/* A reader that leaves early is no error; what follows is dropped. */
static void a_reader_may_leave(void **state)
{
    struct output output = {0};
    struct fault fault = {0};
    int ends[2];

    (void)state;
    signal(SIGPIPE, SIG_IGN);
    assert_int_equal(pipe(ends), 0);
    close(ends[0]);
    output.fd = ends[1];
    buffer_add_text(&output.pending, "nobody reads this");
    output_flush(&output);
    assert_true(output.gone);
    assert_int_equal(output_close(&output, &fault), STATUS_OK);
    close(ends[1]);
}

static void a_full_disk_is_an_error(void **state)
{
    struct output output = {.fd = open("/dev/full", O_WRONLY)};
    struct fault fault = {0};

    (void)state;
    assert_true(output.fd >= 0);
    buffer_add_text(&output.pending, "no room");
    assert_int_equal(output_close(&output, &fault), STATUS_IO);
    assert_string_equal(fault.code, "output");
    close(output.fd);
}

static void pieces_are_large(void **state)
{
    static char piece[40000];
    struct output output = {0};
    int ends[2];

    (void)state;
    assert_int_equal(pipe(ends), 0);
    output.fd = ends[1];
    buffer_add(&output.pending, piece, 100);
    output_settle(&output);
    assert_int_equal(output.pending.length, 100);
    buffer_add(&output.pending, piece, sizeof piece);
    output_settle(&output);
    assert_int_equal(output.pending.length, 0);
    assert_int_equal(read(ends[0], piece, sizeof piece), sizeof piece);
    assert_int_equal(output_close(&output, NULL), STATUS_OK);
    close(ends[0]);
    close(ends[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pipe_gets_json),   cmocka_unit_test(a_terminal_gets_a_table),
        cmocka_unit_test(a_reader_may_leave), cmocka_unit_test(a_full_disk_is_an_error),
        cmocka_unit_test(pieces_are_large),
    };

    return cmocka_run_group_tests_name("cli/output", tests, NULL, NULL);
}
