// SPDX-License-Identifier: MIT
#include "base/encode.h"
#include "base/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

// clang-format off
/* RFC 4648 section 10. */
static const struct {
    const char *plain, *base64, *base32, *hex;
} vectors[] = {
    { "",       "",         "",           ""             },
    { "f",      "Zg==",     "my",         "66"           },
    { "fo",     "Zm8=",     "mzxq",       "666f"         },
    { "foo",    "Zm9v",     "mzxw6",      "666f6f"       },
    { "foob",   "Zm9vYg==", "mzxw6yq",    "666f6f62"     },
    { "fooba",  "Zm9vYmE=", "mzxw6ytb",   "666f6f6261"   },
    { "foobar", "Zm9vYmFy", "mzxw6ytboi", "666f6f626172" },
};

static const struct {
    const char *text;
    size_t bad;
} no_base64[] = {
    { "Z",         1 }, { "Zg",        2 }, { "Zg=",       3 }, { "Zm9vYg",    6 },
    { "Zg===",     4 }, { "Zm9v=",     4 }, { "=",         0 }, { "Z===",      1 },
    { "Zg==Zg==",  4 }, { "Zm 9",      2 }, { "Zm9v\n",    4 }, { "Zm9-",      3 },
    { "Z=g=",      1 }, { "Zg=v",      3 }, { "Zm9v\xc3",  4 },
};
// clang-format on

static void the_vectors_of_the_rfc_hold(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(vectors); i++) {
        struct buffer out = {0};
        size_t n = strlen(vectors[i].plain);

        encode_base64(&out, vectors[i].plain, n);
        assert_string_equal(buffer_text(&out), vectors[i].base64);
        buffer_reset(&out);
        encode_base32(&out, vectors[i].plain, n);
        assert_string_equal(buffer_text(&out), vectors[i].base32);
        buffer_reset(&out);
        encode_hex(&out, vectors[i].plain, n);
        assert_string_equal(buffer_text(&out), vectors[i].hex);
        buffer_reset(&out);
        assert_true(decode_base64(&out, vectors[i].base64, strlen(vectors[i].base64), NULL));
        assert_string_equal(buffer_text(&out), vectors[i].plain);
        buffer_reset(&out);
        assert_true(decode_hex(&out, vectors[i].hex, strlen(vectors[i].hex)));
        assert_string_equal(buffer_text(&out), vectors[i].plain);
        buffer_clear(&out);
    }
}

static void bad_base64_is_refused_where_it_is_bad(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(no_base64); i++) {
        struct buffer out = {0};
        size_t bad = 99;

        buffer_add_text(&out, "kept");
        assert_false(decode_base64(&out, no_base64[i].text, strlen(no_base64[i].text), &bad));
        assert_int_equal(bad, no_base64[i].bad);
        assert_string_equal(out.bytes, "kept");
        buffer_clear(&out);
    }
}

/* Each byte at each place of a text that is read in several ways: by sixteen, four and one. */
static void only_digits_are_taken_anywhere(void **state)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    struct buffer out = {0};
    char text[44];

    (void)state;
    for (size_t at = 0; at < sizeof text; at++) {
        for (int byte = 0; byte < 256; byte++) {
            bool is_digit = byte != 0 && strchr(digits, byte);
            bool is_end = byte == '=' && at + 1 == sizeof text;
            size_t bad = 99;

            memset(text, 'z', sizeof text);
            text[at] = (char)byte;
            assert_int_equal(decode_base64(&out, text, sizeof text, &bad), is_digit || is_end);
            assert_int_equal(bad, is_digit || is_end ? 99 : at + (byte == '=' && at % 4 >= 2));
            buffer_reset(&out);
        }
    }
    buffer_clear(&out);
}

static void all_bytes_come_back(void **state)
{
    (void)state;
    for (size_t n = 0; n < 260; n++) {
        unsigned char bytes[260];
        struct buffer text = {0}, back = {0};

        random_bytes(bytes, n);
        encode_base64(&text, bytes, n);
        assert_true(decode_base64(&back, buffer_text(&text), text.length, NULL));
        assert_int_equal(back.length, n);
        assert_memory_equal(buffer_text(&back), bytes, n);
        buffer_reset(&text);
        buffer_reset(&back);
        encode_hex(&text, bytes, n);
        assert_true(decode_hex(&back, buffer_text(&text), text.length));
        assert_memory_equal(buffer_text(&back), bytes, n);
        buffer_clear(&text);
        buffer_clear(&back);
    }
}

static void sixteen_bytes_are_26_digits_of_base32(void **state)
{
    struct buffer out = {0};
    unsigned char ones[16];

    (void)state;
    memset(ones, 0xff, sizeof ones);
    encode_base32(&out, ones, sizeof ones);
    assert_string_equal(out.bytes, "7777777777777777777777777"
                                   "4");
    buffer_clear(&out);
}

static void bad_hex_leaves_nothing_behind(void **state)
{
    struct buffer out = {0};

    (void)state;
    assert_false(decode_hex(&out, "66g0", 4));
    assert_false(decode_hex(&out, "666", 3));
    assert_false(decode_hex(&out, "66 6", 4));
    assert_int_equal(out.length, 0);
    assert_true(decode_hex(&out, "aBcD", 4));
    assert_memory_equal(out.bytes, "\xab\xcd", 2);
    buffer_clear(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_vectors_of_the_rfc_hold),
        cmocka_unit_test(only_digits_are_taken_anywhere),
        cmocka_unit_test(bad_base64_is_refused_where_it_is_bad),
        cmocka_unit_test(all_bytes_come_back),
        cmocka_unit_test(sixteen_bytes_are_26_digits_of_base32),
        cmocka_unit_test(bad_hex_leaves_nothing_behind),
    };

    return cmocka_run_group_tests_name("base/encode", tests, NULL, NULL);
}
