// SPDX-License-Identifier: MIT
#include "store/dkim_keys.h"

#include "tests/unit/store/fixture.h"

static void a_domain_gets_one_key(void **state)
{
    struct fixture *fixture = *state;
    struct db *db = writer(fixture);
    struct domain *domain = domain_make(fixture, project_make(fixture, "p"), "shop.example");
    struct buffer sealed = {0};
    struct fault fault = {0};
    int64_t count = 0, first = 0;

    assert_int_equal(wanted_keys_add(db, domain->id, NULL), STATUS_OK);
    assert_int_equal(wanted_keys_add(db, domain->id, NULL), STATUS_OK);
    assert_int_equal(wanted_keys_count(db, &count, NULL), STATUS_OK);
    assert_int_equal(count, 1);
    assert_int_equal(wanted_keys_first(db, &first, NULL), STATUS_OK);
    assert_int_equal(first, domain->id);
    assert_int_equal(dkim_keys_get(db, domain->id, &sealed, &fault), STATUS_MISSING);
    assert_string_equal(fault.code, "no-key");
    assert_int_equal(dkim_keys_put(db, domain->id, "public", "sea\0led", 7, NULL), STATUS_OK);
    assert_int_equal(wanted_keys_first(db, &first, NULL), STATUS_MISSING);
    assert_int_equal(dkim_keys_put(db, domain->id, "another", "x", 1, NULL), STATUS_MISSING);
    assert_int_equal(dkim_keys_get(db, domain->id, &sealed, NULL), STATUS_OK);
    assert_int_equal(sealed.length, 7);
    assert_memory_equal(sealed.bytes, "sea\0led", 7);
    buffer_clear(&sealed);
    domain_free(domain);
}

static void spare_keys_are_taken_once(void **state)
{
    struct fixture *fixture = *state;
    struct db *db = writer(fixture);
    struct spare_key spare;
    int64_t count = 0;

    assert_int_equal(spare_keys_take(db, &spare, NULL), STATUS_MISSING);
    assert_int_equal(spare_keys_add(db, "one", "1", 1, NULL), STATUS_OK);
    assert_int_equal(spare_keys_add(db, "two", "22", 2, NULL), STATUS_OK);
    assert_int_equal(spare_keys_count(db, &count, NULL), STATUS_OK);
    assert_int_equal(count, 2);
    assert_int_equal(spare_keys_take(db, &spare, NULL), STATUS_OK);
    assert_string_equal(spare.public_key, "one");
    assert_int_equal(spare.sealed.length, 1);
    free(spare.public_key);
    buffer_clear(&spare.sealed);
    assert_int_equal(spare_keys_count(db, &count, NULL), STATUS_OK);
    assert_int_equal(count, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_STORE(a_domain_gets_one_key),
        IN_STORE(spare_keys_are_taken_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
