// SPDX-License-Identifier: MIT
#include "store/nonce_marks.h"

#include "tests/unit/store/fixture.h"

struct heard {
    int count;
    uint8_t last;
};

static void hear(void *arg, const uint8_t mark[NONCE_MARK])
{
    struct heard *heard = arg;

    heard->count++;
    heard->last = mark[0];
}

static struct heard all(struct fixture *fixture, int64_t now)
{
    struct heard heard = {0};

    assert_int_equal(nonce_marks_each(writer(fixture), now, hear, &heard, NULL), STATUS_OK);
    return heard;
}

static void marks_are_kept_until_they_are_over(void **state)
{
    struct fixture *fixture = *state;
    static const uint8_t marks[][NONCE_MARK] = {{1}, {2}};

    assert_int_equal(nonce_marks_add(writer(fixture), marks[0], 100, NULL), STATUS_OK);
    assert_int_equal(nonce_marks_add(writer(fixture), marks[1], 200, NULL), STATUS_OK);
    assert_int_equal(nonce_marks_add(writer(fixture), marks[1], 200, NULL), STATUS_OK);
    assert_int_equal(all(fixture, 99).count, 2);
    assert_int_equal(all(fixture, 100).count, 1);
    assert_int_equal(all(fixture, 100).last, 2);
    assert_int_equal(nonce_marks_prune(writer(fixture), 100, NULL), STATUS_OK);
    assert_int_equal(all(fixture, 0).count, 1);
    assert_int_equal(all(fixture, 200).count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {IN_STORE(marks_are_kept_until_they_are_over)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
