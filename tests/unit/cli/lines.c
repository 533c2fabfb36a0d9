// SPDX-License-Identifier: MIT
#include "cli/lines.h"

#include "tests/support/folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Reads everything there is now, each line in brackets. */
static enum lines_step lines_read(struct lines *lines, struct buffer *out)
{
    enum lines_step step;
    const char *line;
    size_t length;

    while ((step = lines_next(lines, &line, &length, NULL)) == LINES_LINE) {
        buffer_printf(out, "[%.*s]", (int)length, line);
    }
    return step;
}

static void file_is(struct loop *loop, const char *bytes, size_t n, const char *wanted)
{
    struct folder folder;
    struct lines *lines = NULL;
    struct buffer out = {0};
    char path[256];
    FILE *file;

    folder_make(&folder);
    folder_file(&folder, "list", path);
    file = fopen(path, "w");
    assert_int_equal(fwrite(bytes, 1, n, file), n);
    fclose(file);
    assert_int_equal(lines_open(loop, path, NULL, NULL, &lines, NULL), STATUS_OK);
    assert_int_equal(lines_read(lines, &out), LINES_END);
    assert_string_equal(buffer_text(&out), wanted);
    lines_close(lines);
    buffer_clear(&out);
    folder_remove(&folder);
}

#define FILE_IS(bytes, wanted) file_is(*state, bytes, sizeof bytes - 1, wanted)

static void files_are_read_to_their_end(void **state)
{
    FILE_IS("", "");
    FILE_IS("a", "[a]");
    FILE_IS("a\nb\r\n\nc", "[a][b][][c]");
    FILE_IS("\xef\xbb\xbf"
            "a\n\xef\xbb\xbf"
            "b\n",
            "[a][\xef\xbb\xbf"
            "b]");
    FILE_IS("\n", "[]");
}

/* The rest of a line that is too long is dropped, the next line is whole. */
static void long_lines_are_bounded(void **state)
{
    static char bytes[100000];
    static char wanted[LINES_LONGEST + 8];

    memset(bytes, 'a', sizeof bytes);
    bytes[sizeof bytes - 3] = '\n';
    bytes[sizeof bytes - 2] = 'b';
    bytes[sizeof bytes - 1] = '\n';
    memset(wanted, 'a', LINES_LONGEST + 1);
    wanted[0] = '[';
    strcpy(wanted + LINES_LONGEST + 1, "][b]");
    file_is(*state, bytes, sizeof bytes, wanted);
}

static void came(void *arg)
{
    ++*(int *)arg;
}

/* What is not there yet is waited for on the loop. */
static void pipes_are_not_waited_for(void **state)
{
    struct lines *lines = NULL;
    struct buffer out = {0};
    int ends[2], kept = dup(STDIN_FILENO), more = 0;

    assert_int_equal(pipe(ends), 0);
    assert_int_equal(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
    assert_int_equal(lines_open(*state, "-", came, &more, &lines, NULL), STATUS_OK);
    assert_int_equal(lines_read(lines, &out), LINES_LATER);
    assert_int_equal(write(ends[1], "a\nb", 3), 3);
    loop_turn(*state, true);
    assert_int_equal(more, 1);
    assert_int_equal(lines_read(lines, &out), LINES_LATER);
    assert_string_equal(buffer_text(&out), "[a]");
    close(ends[1]);
    loop_turn(*state, true);
    assert_int_equal(lines_read(lines, &out), LINES_END);
    assert_string_equal(buffer_text(&out), "[a][b]");
    lines_close(lines);
    buffer_clear(&out);
    dup2(kept, STDIN_FILENO);
    close(kept);
    close(ends[0]);
}

static void what_cannot_be_read_is_a_fault(void **state)
{
    struct lines *lines = NULL;
    struct fault fault = {0};
    const char *line;
    size_t length;

    assert_int_equal(lines_open(*state, "/nowhere", NULL, NULL, &lines, &fault), STATUS_MISSING);
    fault_clear(&fault);
    assert_int_equal(lines_open(*state, "/", NULL, NULL, &lines, &fault), STATUS_OK);
    assert_int_equal(lines_next(lines, &line, &length, &fault), LINES_FAILED);
    assert_int_equal(fault.status, STATUS_IO);
    assert_int_equal(lines_next(lines, &line, &length, &fault), LINES_END);
    lines_close(lines);
}

static int open_loop(void **state)
{
    struct loop *loop = NULL;

    if (loop_new(&loop, NULL)) {
        return -1;
    }
    *state = loop;
    return 0;
}

static int free_loop(void **state)
{
    loop_free(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_are_read_to_their_end),
        cmocka_unit_test(long_lines_are_bounded),
        cmocka_unit_test(pipes_are_not_waited_for),
        cmocka_unit_test(what_cannot_be_read_is_a_fault),
    };

    return cmocka_run_group_tests_name("cli/lines", tests, open_loop, free_loop);
}
