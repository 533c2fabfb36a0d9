// SPDX-License-Identifier: MIT
#include "base/file.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct room {
    char folder[64];
    char path[96];
};

static int set_up(void **state)
{
    struct room *room = calloc(1, sizeof *room);

    strcpy(room->folder, "/tmp/vouch-file-XXXXXX");
    if (mkdtemp(room->folder) == NULL) {
        return 1;
    }
    snprintf(room->path, sizeof room->path, "%s/a", room->folder);
    *state = room;
    return 0;
}

static int tear_down(void **state)
{
    struct room *room = *state;

    unlink(room->path);
    rmdir(room->folder);
    free(room);
    return 0;
}

static size_t files_in(const char *folder)
{
    DIR *open = opendir(folder);
    size_t count = 0;

    for (struct dirent *entry = readdir(open); entry != NULL; entry = readdir(open)) {
        count += entry->d_name[0] != '.';
    }
    closedir(open);
    return count;
}

static void what_is_written_is_read(void **state)
{
    struct room *room = *state;
    struct buffer bytes = {0};
    struct stat found;

    assert_int_equal(file_write(room->path, "a\0b", 3, 0600, NULL), STATUS_OK);
    assert_int_equal(file_read(room->path, 3, &bytes, NULL), STATUS_OK);
    assert_int_equal(bytes.length, 3);
    assert_memory_equal(bytes.bytes, "a\0b", 3);
    assert_int_equal(stat(room->path, &found), 0);
    assert_int_equal(found.st_mode & 0777, 0600);
    assert_int_equal(files_in(room->folder), 1);
    buffer_clear(&bytes);
}

static void a_file_is_replaced_as_a_whole(void **state)
{
    struct room *room = *state;
    struct buffer bytes = {0};
    struct stat found;

    assert_int_equal(file_write(room->path, "first, longer", 13, 0600, NULL), STATUS_OK);
    assert_int_equal(file_write(room->path, "second", 6, 0644, NULL), STATUS_OK);
    assert_int_equal(file_read(room->path, 100, &bytes, NULL), STATUS_OK);
    assert_string_equal(bytes.bytes, "second");
    assert_int_equal(stat(room->path, &found), 0);
    assert_int_equal(found.st_mode & 0777, 0644);
    buffer_clear(&bytes);
}

/* A rename would put a plain file where a device or a pipe was. */
static void a_pipe_is_written_into(void **state)
{
    struct room *room = *state;
    struct stat found;
    char got[6] = "";
    int fd;

    assert_int_equal(mkfifo(room->path, 0600), 0);
    fd = open(room->path, O_RDWR);
    assert_true(fd >= 0);
    assert_int_equal(file_write(room->path, "hello", 5, 0600, NULL), STATUS_OK);
    assert_int_equal(read(fd, got, 5), 5);
    assert_string_equal(got, "hello");
    close(fd);
    assert_int_equal(stat(room->path, &found), 0);
    assert_true(S_ISFIFO(found.st_mode));
}

static void a_failed_write_leaves_nothing(void **state)
{
    struct room *room = *state;
    struct fault fault = {0};

    /* A folder that is not empty cannot be replaced. */
    assert_int_equal(mkdir(room->path, 0700), 0);
    assert_int_equal(file_write(room->path, "x", 1, 0600, &fault), STATUS_IO);
    assert_string_equal(fault.details[0].value, room->path);
    assert_int_equal(files_in(room->folder), 1);
    rmdir(room->path);
    fault_clear(&fault);
    assert_int_equal(file_write("/tmp/vouch-none/a", "x", 1, 0600, &fault), STATUS_MISSING);
}

static void what_is_too_large_is_refused(void **state)
{
    struct room *room = *state;
    struct buffer bytes = {0};
    struct fault fault = {0};

    buffer_add_text(&bytes, "kept");
    assert_int_equal(file_write(room->path, "12345", 5, 0600, NULL), STATUS_OK);
    assert_int_equal(file_read(room->path, 4, &bytes, &fault), STATUS_INVALID);
    assert_string_equal(fault.code, "file-too-large");
    assert_string_equal(bytes.bytes, "kept");
    buffer_clear(&bytes);
}

static void missing_and_unreadable_differ(void **state)
{
    struct room *room = *state;
    struct buffer bytes = {0};
    struct fault fault = {0};

    assert_int_equal(file_read(room->path, 9, &bytes, &fault), STATUS_MISSING);
    assert_string_equal(fault.code, "no-file");
    fault_clear(&fault);
    assert_int_equal(file_read(room->folder, 9, &bytes, &fault), STATUS_IO);
    assert_string_equal(fault.code, "file-error");
    buffer_clear(&bytes);
}

static void a_secret_is_its_owners_alone(void **state)
{
    struct room *room = *state;
    struct buffer bytes = {0};
    struct fault fault = {0};

    assert_int_equal(file_read_private(room->path, 9, &bytes, &fault), STATUS_MISSING);
    fault_clear(&fault);
    assert_int_equal(file_write(room->path, "12345", 5, 0640, NULL), STATUS_OK);
    assert_int_equal(file_read_private(room->path, 9, &bytes, &fault), STATUS_INVALID);
    assert_string_equal(fault.code, "secret-readable");
    assert_int_equal(bytes.length, 0);
    assert_int_equal(chmod(room->path, 0400), 0);
    assert_int_equal(file_read_private(room->path, 9, &bytes, NULL), STATUS_OK);
    assert_string_equal(bytes.bytes, "12345");
    buffer_clear(&bytes);
}

static void a_dash_is_standard_input(void **state)
{
    struct buffer bytes = {0};
    int ends[2], before = dup(STDIN_FILENO);

    (void)state;
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "typed", 5), 5);
    close(ends[1]);
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);
    assert_int_equal(file_read("-", 100, &bytes, NULL), STATUS_OK);
    assert_string_equal(bytes.bytes, "typed");
    assert_true(fcntl(STDIN_FILENO, F_GETFD) >= 0);
    dup2(before, STDIN_FILENO);
    close(before);
    buffer_clear(&bytes);
}

static void folders_are_made_with_their_parents(void **state)
{
    struct room *room = *state;
    struct fault fault = {0};
    char deep[128], middle[128];
    struct stat found;

    snprintf(middle, sizeof middle, "%s/x", room->folder);
    snprintf(deep, sizeof deep, "%s/x/y/", room->folder);
    assert_int_equal(file_make_folder(deep, 0700, NULL), STATUS_OK);
    assert_int_equal(file_make_folder(deep, 0700, NULL), STATUS_OK);
    assert_int_equal(stat(deep, &found), 0);
    assert_true(S_ISDIR(found.st_mode));
    assert_int_equal(found.st_mode & 0777, 0700);
    assert_int_equal(rmdir(deep), 0);
    assert_int_equal(rmdir(middle), 0);
    assert_int_equal(file_write(room->path, "", 0, 0600, NULL), STATUS_OK);
    snprintf(deep, sizeof deep, "%s/b", room->path);
    assert_int_equal(file_make_folder(room->path, 0700, &fault), STATUS_IO);
    assert_int_equal(errno, ENOTDIR);
    assert_non_null(strstr(fault.message, strerror(ENOTDIR)));
    fault_clear(&fault);
    assert_int_equal(file_make_folder(deep, 0700, &fault), STATUS_IO);
    assert_int_equal(file_make_folder("/", 0700, NULL), STATUS_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_written_is_read, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_file_is_replaced_as_a_whole, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_pipe_is_written_into, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_failed_write_leaves_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_too_large_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(missing_and_unreadable_differ, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_secret_is_its_owners_alone, set_up, tear_down),
        cmocka_unit_test(a_dash_is_standard_input),
        cmocka_unit_test_setup_teardown(folders_are_made_with_their_parents, set_up, tear_down),
    };

    return cmocka_run_group_tests_name("base/file", tests, NULL, NULL);
}
