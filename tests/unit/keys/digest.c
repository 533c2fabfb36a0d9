// SPDX-License-Identifier: MIT
#include "keys/digest.h"

#include "base/encode.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* FIPS 180-2, appendix B.1. */
static void known_answer(void **state)
{
    uint8_t digest[DIGEST_BYTES];
    struct buffer hex = {0};

    (void)state;
    digest_sha256("abc", 3, digest);
    encode_hex(&hex, digest, sizeof digest);
    assert_string_equal(buffer_text(&hex),
                        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    buffer_clear(&hex);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(known_answer)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
