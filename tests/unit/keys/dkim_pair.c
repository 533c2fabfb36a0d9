// SPDX-License-Identifier: MIT
#include "keys/dkim_pair.h"

#include "base/file.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void file_text(const char *path, struct buffer *out)
{
    assert_int_equal(file_read(path, 8192, out, NULL), STATUS_OK);
}

static void test_pair(struct dkim_pair *out)
{
    struct buffer pem = {0};

    file_text("tests/data/dkim-test-key.pem", &pem);
    assert_int_equal(dkim_pair_read(buffer_text(&pem), out, NULL), STATUS_OK);
    buffer_clear(&pem);
}

static void public_half_is_subject_public_key_info(void **state)
{
    struct dkim_pair pair;
    struct buffer expected = {0};

    (void)state;
    test_pair(&pair);
    file_text("tests/data/dkim-test-key.pub", &expected);
    assert_string_equal(pair.public_key, text_trim(expected.bytes));
    assert_int_equal(strlen(pair.public_key), 392);
    buffer_clear(&expected);
    dkim_pair_clear(&pair);
    assert_null(pair.public_key);
    assert_null(pair.private_key.bytes);
}

static void private_half_survives_pem(void **state)
{
    struct dkim_pair pair, again;
    char *pem = NULL;

    (void)state;
    test_pair(&pair);
    assert_int_equal(dkim_private_pem(&pair.private_key, &pem, NULL), STATUS_OK);
    assert_true(text_starts(pem, "-----BEGIN PRIVATE KEY-----\n"));
    assert_int_equal(dkim_pair_read(pem, &again, NULL), STATUS_OK);
    assert_string_equal(again.public_key, pair.public_key);
    assert_int_equal(again.private_key.length, pair.private_key.length);
    assert_memory_equal(again.private_key.bytes, pair.private_key.bytes, pair.private_key.length);
    free(pem);
    dkim_pair_clear(&pair);
    dkim_pair_clear(&again);
}

/* The one test that makes a key: a tenth of a second. */
static void made_pairs_are_rsa_2048(void **state)
{
    struct dkim_pair pair, again;
    char *pem = NULL;

    (void)state;
    assert_int_equal(dkim_pair_make(&pair, NULL), STATUS_OK);
    assert_int_equal(strlen(pair.public_key), 392);
    assert_int_equal(dkim_private_pem(&pair.private_key, &pem, NULL), STATUS_OK);
    assert_int_equal(dkim_pair_read(pem, &again, NULL), STATUS_OK);
    free(pem);
    dkim_pair_clear(&pair);
    dkim_pair_clear(&again);
}

static void other_things_are_refused(void **state)
{
    static const char *const texts[] = {
        "", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
        /* an Ed25519 key, RFC 8410 section 10.3 */
        "-----BEGIN PRIVATE KEY-----\n"
        "MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n"
        "-----END PRIVATE KEY-----\n"};

    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct dkim_pair pair = {0};
        struct fault fault = {0};

        assert_int_equal(dkim_pair_read(texts[i], &pair, &fault), STATUS_INVALID);
        assert_string_equal(fault.code, "invalid-key");
        assert_null(pair.public_key);
    }
}

static void damaged_private_keys_give_no_pem(void **state)
{
    struct secret junk = {0};
    struct fault fault = {0};
    char *pem = NULL;

    (void)state;
    secret_set(&junk, "not DER at all", 14);
    assert_int_equal(dkim_private_pem(&junk, &pem, &fault), STATUS_INTERNAL);
    assert_null(pem);
    secret_clear(&junk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(public_half_is_subject_public_key_info),
        cmocka_unit_test(private_half_survives_pem),
        cmocka_unit_test(made_pairs_are_rsa_2048),
        cmocka_unit_test(other_things_are_refused),
        cmocka_unit_test(damaged_private_keys_give_no_pem),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
