// SPDX-License-Identifier: MIT
#include "ui/free_path.h"

#include "base/file.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum { FOLDER_TEXT = 64, MADE = FREE_PATH_TRIES };

/* An empty folder of its own, and its name. */
static void make_folder(char folder[FOLDER_TEXT])
{
    text_copy(folder, FOLDER_TEXT, "/tmp/vouch-free-XXXXXX");
    assert_non_null(mkdtemp(folder));
}

static void take(const char *folder, const char *wanted)
{
    struct buffer path = {0}, whole = {0};
    struct fault fault = {.status = STATUS_OK};

    buffer_printf(&whole, "%s/%s", folder, wanted);
    assert_int_equal(free_path_take(folder, "shop.example", &path, &fault), STATUS_OK);
    assert_string_equal(buffer_text(&path), buffer_text(&whole));
    buffer_clear(&path);
    buffer_clear(&whole);
}

static void drop(const char *folder, const char *name)
{
    char path[2 * FOLDER_TEXT];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    unlink(path);
}

static void the_next_free_name_is_taken(void **state)
{
    char folder[FOLDER_TEXT];

    (void)state;
    make_folder(folder);
    take(folder, "shop.example.txt");
    take(folder, "shop.example-2.txt");
    take(folder, "shop.example-3.txt");
    drop(folder, "shop.example-2.txt");
    take(folder, "shop.example-2.txt");
    for (int i = 1; i <= 3; i++) {
        char name[FOLDER_TEXT];

        snprintf(name, sizeof name, i > 1 ? "shop.example-%d.txt" : "shop.example.txt", i);
        drop(folder, name);
    }
    assert_int_equal(rmdir(folder), 0);
}

static void what_lies_there_stays(void **state)
{
    char folder[FOLDER_TEXT], path[2 * FOLDER_TEXT];
    struct buffer kept = {0};
    struct stat about;

    (void)state;
    make_folder(folder);
    snprintf(path, sizeof path, "%s/shop.example.txt", folder);
    assert_int_equal(file_write(path, "mine", 4, 0644, NULL), STATUS_OK);
    take(folder, "shop.example-2.txt");
    assert_int_equal(file_read(path, 64, &kept, NULL), STATUS_OK);
    assert_string_equal(buffer_text(&kept), "mine");
    snprintf(path, sizeof path, "%s/shop.example-2.txt", folder);
    assert_int_equal(stat(path, &about), 0);
    assert_int_equal(about.st_mode & 0777, FREE_PATH_MODE);
    drop(folder, "shop.example.txt");
    drop(folder, "shop.example-2.txt");
    assert_int_equal(rmdir(folder), 0);
    buffer_clear(&kept);
}

/* A link that leads nowhere is taken, too: it is not followed. */
static void a_link_is_not_followed(void **state)
{
    char folder[FOLDER_TEXT], path[2 * FOLDER_TEXT], aim[2 * FOLDER_TEXT];

    (void)state;
    make_folder(folder);
    snprintf(path, sizeof path, "%s/shop.example.txt", folder);
    snprintf(aim, sizeof aim, "%s/aim", folder);
    assert_int_equal(symlink(aim, path), 0);
    take(folder, "shop.example-2.txt");
    assert_int_not_equal(access(aim, F_OK), 0);
    drop(folder, "shop.example.txt");
    drop(folder, "shop.example-2.txt");
    assert_int_equal(rmdir(folder), 0);
}

static void it_ends_and_says_why(void **state)
{
    char folder[FOLDER_TEXT];
    struct buffer path = {0};
    struct fault fault = {.status = STATUS_OK};

    (void)state;
    make_folder(folder);
    for (int i = 1; i <= MADE; i++) {
        assert_int_equal(free_path_take(folder, "a", &path, &fault), STATUS_OK);
    }
    assert_int_equal(free_path_take(folder, "a", &path, &fault), STATUS_REFUSED);
    assert_true(*fault.message != '\0');
    drop(folder, "a.txt");
    for (int i = 2; i <= MADE; i++) {
        char name[FOLDER_TEXT];

        snprintf(name, sizeof name, "a-%d.txt", i);
        drop(folder, name);
    }
    assert_int_equal(rmdir(folder), 0);
    fault = (struct fault){.status = STATUS_OK};
    assert_int_equal(free_path_take(folder, "a", &path, &fault), STATUS_IO); /* no folder */
    assert_true(*fault.message != '\0');
    buffer_clear(&path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_next_free_name_is_taken),
        cmocka_unit_test(what_lies_there_stays),
        cmocka_unit_test(a_link_is_not_followed),
        cmocka_unit_test(it_ends_and_says_why),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
