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

/* Also in the middle, which does not end it. */
static void pieces_are_the_whole(void **state)
{
    static const char text[] = "the quick brown fox jumps over the lazy dog";
    struct digest *digest = digest_new();
    uint8_t at_once[DIGEST_BYTES], in_pieces[DIGEST_BYTES];

    (void)state;
    for (size_t n = 0; n <= strlen(text); n++) {
        digest_sha256(text, n, at_once);
        digest_now(digest, in_pieces);
        assert_memory_equal(in_pieces, at_once, DIGEST_BYTES);
        digest_add(digest, text + n, 1);
    }
    digest_free(digest);
    digest_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_answer),
        cmocka_unit_test(pieces_are_the_whole),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
