// SPDX-License-Identifier: MIT
#include "store/replays.h"

#include "tests/unit/store/fixture.h"

static void kept_for_a_day_by_project_and_key(void **state)
{
    static const uint8_t digest[REPLAY_DIGEST] = {1, 2, 3};
    struct fixture *fixture = *state;
    struct db *db = writer(fixture);
    int64_t project = project_make(fixture, "p"), other = project_make(fixture, "other");
    struct buffer sealed = {0};
    struct replay_row row = {0};

    buffer_add_text(&sealed, "sealed");
    assert_int_equal(replays_find(db, project, "k", 1000, &row, NULL), STATUS_MISSING);
    assert_int_equal(replays_add(db, project, "k", digest, &sealed, 1000, NULL), STATUS_OK);
    assert_int_equal(replays_find(db, other, "k", 1000, &row, NULL), STATUS_MISSING);
    assert_int_equal(replays_find(db, project, "j", 1000, &row, NULL), STATUS_MISSING);
    assert_int_equal(replays_find(db, project, "k", 999 + REPLAY_KEPT_MS, &row, NULL), STATUS_OK);
    assert_memory_equal(row.digest, digest, sizeof digest);
    assert_string_equal(buffer_text(&row.sealed), "sealed");
    buffer_clear(&row.sealed);
    assert_int_equal(replays_find(db, project, "k", 1000 + REPLAY_KEPT_MS, &row, NULL),
                     STATUS_MISSING);
    assert_int_equal(replays_add(db, project, "k", digest, &sealed, 1000 + REPLAY_KEPT_MS, NULL),
                     STATUS_OK);
    buffer_clear(&sealed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {IN_STORE(kept_for_a_day_by_project_and_key)};

    return cmocka_run_group_tests_name("store/replays", tests, NULL, NULL);
}
