// SPDX-License-Identifier: MIT
/*
 * Power is lost in the middle of everything: what the disk could hold at many moments of an engine
 * at work opens again, is whole, and has every change that was acknowledged by then. A disk that
 * only says it has synced loses some, so that this test can fail.
 */
#include "store/store.h"
#include "tests/support/disk.h"
#include "tests/unit/local/fixture.h"

#include <stdatomic.h>

enum { CHANGES = 100, FEW = 25, REOPEN_EACH = 25, LOSSES_MOST = 300, ONE_IN = 9 };

/* One power loss: a folder with what was left, and how many changes were acknowledged before. */
struct loss {
    struct folder folder;
    int acknowledged;
};

struct storm {
    uint32_t dice;
    atomic_int acknowledged;
    struct loss losses[LOSSES_MOST];
    size_t count;
};

static void strike(void *arg, struct disk *disk)
{
    struct storm *storm = arg;
    struct loss *loss = &storm->losses[storm->count];
    int acknowledged = atomic_load(&storm->acknowledged);

    /* Before the first acknowledgement the store itself is being made: that belongs to it, too. */
    if (storm->count == LOSSES_MOST || disk_dice(&storm->dice) % ONE_IN) {
        return;
    }
    storm->count++;
    loss->acknowledged = acknowledged;
    folder_make(&loss->folder);
    disk_lose(disk, loss->folder.path, &storm->dice);
}

/* Changes that need no key, and closing now and then: that moves all from the log to the file. */
static void work(struct fixture *fixture, struct storm *storm, int changes)
{
    static const struct published nothing;

    for (int i = 0; i < changes; i++) {
        char name[32];

        snprintf(name, sizeof name, "project-%03d", i);
        DONE(ask(fixture, VERB_PROJECT_CREATE, "name", name, NULL));
        atomic_fetch_add(&storm->acknowledged, 1);
        if (i % REOPEN_EACH == REOPEN_EACH - 1) {
            world(fixture, &nothing);
        }
    }
}

/* How many of the acknowledged changes are not there; whole: the file is no ruin. */
static int missing_after(const struct loss *loss, bool *whole)
{
    struct store_options options = {loss->folder.path, "test", 0};
    struct buffer rows = {0}, checked = {0};
    struct store *store = NULL;
    char path[256], name[32];
    int missing = 0;

    folder_file(&loss->folder, "vouch.db", path);
    disk_checked(path, &checked);
    *whole = strcmp(buffer_text(&checked), "ok\n") == 0 &&
             store_open(&options, &store, NULL) == STATUS_OK;
    store_close(store);
    disk_rows(path, &rows);
    for (int i = 0; i < loss->acknowledged; i++) {
        snprintf(name, sizeof name, "|project-%03d|", i);
        missing += !strstr(buffer_text(&rows), name);
    }
    buffer_clear(&rows);
    buffer_clear(&checked);
    return missing;
}

struct toll {
    size_t losses;
    int missing, ruins, acknowledged;
};

static struct toll storm_through(bool lying)
{
    struct storm *storm = mem_new(sizeof *storm);
    struct disk *disk = disk_new();
    struct fixture *fixture;
    struct toll toll = {0};
    void *state;

    storm->dice = 5310;
    disk_watch(disk, strike, storm, lying);
    assert_int_equal(fixture_new(&state), 0);
    fixture = state;
    work(fixture, storm, lying ? FEW : CHANGES); /* a liar remembers every write */
    fixture_free(&state);
    disk_free(disk);
    for (size_t i = 0; i < storm->count; i++) {
        bool whole;

        toll.missing += missing_after(&storm->losses[i], &whole);
        toll.ruins += !whole;
        toll.acknowledged += storm->losses[i].acknowledged;
        folder_remove(&storm->losses[i].folder);
    }
    toll.losses = storm->count;
    free(storm);
    print_message("%zu power losses, %d of %d acknowledged changes missing, %d ruins\n",
                  toll.losses, toll.missing, toll.acknowledged, toll.ruins);
    return toll;
}

static void no_acknowledged_change_is_lost(void **state)
{
    struct toll toll = storm_through(false);

    (void)state;
    assert_true(toll.losses > LOSSES_MOST / 3);
    assert_true(toll.acknowledged > CHANGES);
    assert_int_equal(toll.missing, 0);
    assert_int_equal(toll.ruins, 0);
}

static void a_disk_that_lies_loses_some(void **state)
{
    struct toll toll = storm_through(true);

    (void)state;
    assert_true(toll.missing + toll.ruins > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_acknowledged_change_is_lost),
        cmocka_unit_test(a_disk_that_lies_loses_some),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
