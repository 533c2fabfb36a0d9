// SPDX-License-Identifier: MIT
#include "keys/seal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char place[] = "dkim|17|shop.example|s1";
static const char plain[] = "a private key";

static struct key_ring *ring_of(uint8_t first)
{
    struct master_key master = {{first, 1, 2, 3}};
    struct key_ring *ring = NULL;

    assert_int_equal(key_ring_new(&master, &ring, NULL), STATUS_OK);
    return ring;
}

static void sealed_with(const struct key_ring *ring, struct buffer *out)
{
    assert_int_equal(seal(ring, SEAL_DKIM, place, plain, sizeof plain, out, NULL), STATUS_OK);
}

/* Opens, or says "sealed-otherwise" and gives nothing. */
static bool opens(const struct key_ring *ring, enum seal_purpose purpose, const char *where,
                  const void *sealed, size_t n)
{
    struct secret out = {0};
    struct fault fault = {0};
    enum status status = unseal(ring, purpose, where, sealed, n, &out, &fault);

    if (status == STATUS_OK) {
        assert_int_equal(out.length, sizeof plain);
        assert_memory_equal(out.bytes, plain, sizeof plain);
    } else {
        assert_string_equal(fault.code, "sealed-otherwise");
        assert_null(out.bytes);
    }
    secret_clear(&out);
    return status == STATUS_OK;
}

static void opens_where_it_was_sealed(void **state)
{
    struct key_ring *ring = ring_of(1), *same = ring_of(1), *other = ring_of(2);
    struct buffer sealed = {0};

    (void)state;
    sealed_with(ring, &sealed);
    assert_true(opens(ring, SEAL_DKIM, place, sealed.bytes, sealed.length));
    assert_true(opens(same, SEAL_DKIM, place, sealed.bytes, sealed.length));
    assert_false(opens(other, SEAL_DKIM, place, sealed.bytes, sealed.length));
    assert_false(opens(ring, SEAL_CREDENTIAL, place, sealed.bytes, sealed.length));
    assert_false(opens(ring, SEAL_DKIM, "dkim|18|shop.example|s1", sealed.bytes, sealed.length));
    buffer_clear(&sealed);
    key_ring_free(ring);
    key_ring_free(same);
    key_ring_free(other);
}

static void hides_and_never_repeats(void **state)
{
    struct key_ring *ring = ring_of(1);
    struct buffer one = {0}, other = {0};

    (void)state;
    sealed_with(ring, &one);
    sealed_with(ring, &other);
    assert_int_equal(one.length, other.length);
    assert_memory_not_equal(one.bytes, other.bytes, one.length);
    assert_null(memmem(one.bytes, one.length, plain, strlen(plain)));
    buffer_clear(&one);
    buffer_clear(&other);
    key_ring_free(ring);
}

static void every_damaged_bit_is_noticed(void **state)
{
    struct key_ring *ring = ring_of(1);
    struct buffer sealed = {0};

    (void)state;
    sealed_with(ring, &sealed);
    for (size_t i = 0; i < sealed.length; i++) {
        sealed.bytes[i] ^= 1;
        assert_false(opens(ring, SEAL_DKIM, place, sealed.bytes, sealed.length));
        sealed.bytes[i] ^= 1;
        assert_false(opens(ring, SEAL_DKIM, place, sealed.bytes, i));
    }
    buffer_clear(&sealed);
    key_ring_free(ring);
}

static void nothing_can_be_sealed(void **state)
{
    struct key_ring *ring = ring_of(1);
    struct buffer sealed = {0};
    struct secret out = {0};

    (void)state;
    assert_int_equal(seal(ring, SEAL_PROOF, "", "", 0, &sealed, NULL), STATUS_OK);
    assert_int_equal(unseal(ring, SEAL_PROOF, "", sealed.bytes, sealed.length, &out, NULL),
                     STATUS_OK);
    assert_int_equal(out.length, 0);
    secret_clear(&out);
    buffer_clear(&sealed);
    key_ring_free(ring);
    key_ring_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(opens_where_it_was_sealed),
        cmocka_unit_test(hides_and_never_repeats),
        cmocka_unit_test(every_damaged_bit_is_noticed),
        cmocka_unit_test(nothing_can_be_sealed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
