// SPDX-License-Identifier: MIT
#include "store/offers.h"

#include "tests/unit/store/fixture.h"

static void good_once_for_an_hour_for_its_project(void **state)
{
    static const uint8_t digest[OFFER_DIGEST] = {1, 2, 3};
    struct fixture *fixture = *state;
    struct db *db = writer(fixture);
    int64_t project = project_make(fixture, "p"), other = project_make(fixture, "other");
    struct fault fault = {0};

    assert_int_equal(offers_add(db, project, digest, 1000, NULL), STATUS_OK);
    assert_int_equal(offers_take(db, other, digest, 1000, &fault), STATUS_REFUSED);
    assert_string_equal(fault.code, "unknown-token");
    assert_int_equal(offers_take(db, project, digest, 1000 + OFFER_MS, NULL), STATUS_REFUSED);
    assert_int_equal(offers_take(db, project, digest, 999 + OFFER_MS, NULL), STATUS_OK);
    assert_int_equal(offers_take(db, project, digest, 1000, NULL), STATUS_REFUSED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {IN_STORE(good_once_for_an_hour_for_its_project)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
