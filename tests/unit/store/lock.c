// SPDX-License-Identifier: MIT
#include "store/lock.h"

#include "base/clock.h"
#include "tests/support/folder.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/wait.h>
#include <time.h>

#include <cmocka.h>

/* A child that holds the lock until it is killed, or for some milliseconds. */
static pid_t holder_start(const struct folder *folder, int hold_ms)
{
    struct store_lock *lock = NULL;
    int ready[2];
    char byte;
    pid_t child;

    assert_int_equal(pipe(ready), 0);
    child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        const struct timespec time = {hold_ms / 1000, hold_ms % 1000 * 1000000L};

        if (store_lock_take(folder->path, "other", 0, &lock, NULL) != STATUS_OK ||
            write(ready[1], "x", 1) != 1) {
            _exit(1);
        }
        nanosleep(&time, NULL);
        _exit(0);
    }
    assert_int_equal(read(ready[0], &byte, 1), 1);
    close(ready[0]);
    close(ready[1]);
    return child;
}

static void second_one_is_told_who(void **state)
{
    struct folder folder;
    struct store_lock *lock = NULL;
    struct store_holder holder;
    struct fault fault = {0};
    char pid[24];
    pid_t child;

    (void)state;
    folder_make(&folder);
    child = holder_start(&folder, 60000);
    snprintf(pid, sizeof pid, "%ld", (long)child);
    assert_int_equal(store_lock_take(folder.path, "test", 0, &lock, &fault), STATUS_BUSY);
    assert_string_equal(fault.code, "store-held");
    assert_non_null(strstr(fault.message, "other"));
    assert_non_null(strstr(fault.message, pid));
    assert_true(store_lock_holder(folder.path, &holder));
    assert_int_equal(holder.pid, child);
    assert_string_equal(holder.program, "other");
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    /* a killed holder holds nothing */
    assert_false(store_lock_holder(folder.path, &holder));
    assert_int_equal(store_lock_take(folder.path, "test", 0, &lock, NULL), STATUS_OK);
    store_lock_free(lock);
    folder_remove(&folder);
}

static void waits_for_the_other_to_finish(void **state)
{
    struct folder folder;
    struct store_lock *lock = NULL;
    int64_t start;
    pid_t child;

    (void)state;
    folder_make(&folder);
    child = holder_start(&folder, 200);
    start = clock_monotonic();
    assert_int_equal(store_lock_take(folder.path, "test", 5000, &lock, NULL), STATUS_OK);
    assert_in_range(clock_monotonic() - start, 50, 4000);
    waitpid(child, NULL, 0);
    store_lock_free(lock);
    store_lock_free(NULL);
    folder_remove(&folder);
}

static void an_unreadable_holder_is_somebody(void **state)
{
    struct folder folder;
    struct store_lock *lock = NULL, *other = NULL;
    struct fault fault = {0};
    char path[256];

    (void)state;
    folder_make(&folder);
    folder_file(&folder, "vouch.lock", path);
    assert_int_equal(store_lock_take(folder.path, "test", 0, &lock, NULL), STATUS_OK);
    assert_int_equal(truncate(path, 0), 0);
    assert_int_equal(store_lock_take(folder.path, "test", 0, &other, &fault), STATUS_BUSY);
    assert_string_equal(fault.code, "store-held");
    assert_int_equal(fault.detail_count, 0);
    store_lock_free(lock);
    folder_remove(&folder);
}

static void no_folder_no_lock(void **state)
{
    struct store_lock *lock = NULL;
    struct store_holder holder;
    struct fault fault = {0};

    (void)state;
    assert_int_equal(store_lock_take("/nonexistent", "test", 0, &lock, &fault), STATUS_IO);
    assert_string_equal(fault.code, "store-unreachable");
    assert_false(store_lock_holder("/nonexistent", &holder));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(second_one_is_told_who),
        cmocka_unit_test(waits_for_the_other_to_finish),
        cmocka_unit_test(an_unreadable_holder_is_somebody),
        cmocka_unit_test(no_folder_no_lock),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
