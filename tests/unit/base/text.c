// SPDX-License-Identifier: MIT
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

// clang-format off
static const struct {
    const char *bytes;
    size_t length;
    uint32_t point;
} characters[] = {
    { "a",                1, 'a'      },
    { "\x7f",             1, 0x7f     },
    { "\xc2\x80",         2, 0x80     },
    { "\xdf\xbf",         2, 0x7ff    },
    { "\xe0\xa0\x80",     3, 0x800    },
    { "\xed\x9f\xbf",     3, 0xd7ff   },
    { "\xee\x80\x80",     3, 0xe000   },
    { "\xef\xbf\xbf",     3, 0xffff   },
    { "\xf0\x90\x80\x80", 4, 0x10000  },
    { "\xf4\x8f\xbf\xbf", 4, 0x10ffff },
};

static const char *const no_characters[] = {
    "",                                       /* nothing */
    "\x80", "\xbf",                           /* a continuation alone */
    "\xc0\x80", "\xc1\xbf",                   /* overlong forms */
    "\xe0\x9f\xbf", "\xf0\x8f\xbf\xbf",
    "\xed\xa0\x80", "\xed\xbf\xbf",           /* surrogates */
    "\xf4\x90\x80\x80", "\xf5\x80\x80\x80",   /* beyond U+10FFFF */
    "\xf8\x88\x80\x80\x80", "\xfe", "\xff",
    "\xc2", "\xe3\x81", "\xf0\x90\x80",       /* cut short */
    "\xc2" "a", "\xe3\x81" "a", "\xe3" "a\x82",
};
// clang-format on

static void utf8_is_decoded_and_encoded(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(characters); i++) {
        uint32_t point = 0;
        char bytes[4];

        assert_int_equal(text_decode(characters[i].bytes, characters[i].length, &point),
                         characters[i].length);
        assert_int_equal(point, characters[i].point);
        assert_int_equal(text_encode(point, bytes), characters[i].length);
        assert_memory_equal(bytes, characters[i].bytes, characters[i].length);
    }
}

static void broken_utf8_is_none(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(no_characters); i++) {
        uint32_t point = 7;

        assert_int_equal(text_decode(no_characters[i], strlen(no_characters[i]), &point), 0);
        assert_int_equal(point, 7);
        assert_int_equal(text_is_utf8(no_characters[i], strlen(no_characters[i])), i == 0);
    }
    assert_true(text_is_utf8("メール\0b", 11));
    assert_true(text_is_ascii("a\0b\x7f", 4));
    assert_false(text_is_ascii("a\x80", 2));
}

static void copies_are_cut_at_a_character(void **state)
{
    char to[6];

    (void)state;
    assert_true(text_copy(to, sizeof to, "abcde"));
    assert_string_equal(to, "abcde");
    assert_false(text_copy(to, sizeof to, "abcdef"));
    assert_string_equal(to, "abcde");
    assert_false(text_copy(to, sizeof to, "aあい"));
    assert_string_equal(to, "aあ");
    assert_false(text_copy(to, 1, "あ"));
    assert_string_equal(to, "");
    assert_false(text_copy(to, 0, ""));
}

static void comparing_may_ignore_ascii_case(void **state)
{
    (void)state;
    assert_true(text_starts("v=spf1 -all", "v=spf1"));
    assert_false(text_starts("v=sp", "v=spf1"));
    assert_true(text_starts_nocase("V=SPF1 -all", "v=spf1"));
    assert_false(text_starts_nocase("V=SP", "v=spf1"));
    assert_true(text_equal(NULL, NULL));
    assert_false(text_equal("", NULL));
    assert_false(text_equal("a", "A"));
    assert_true(text_equal_nocase("aZ09", "Az09"));
    assert_false(text_equal_nocase("a", "ab"));
    assert_false(text_equal_nocase("[", "{"));
    assert_false(text_equal_nocase("Ä", "ä"));
    assert_true(text_same_nocase("a\0B", "A\0b", 3));
    assert_true(text_same_nocase("abx", "ABy", 2));
    assert_false(text_same_nocase("abx", "ABy", 3));
    assert_true(text_same_nocase("", "", 0));
    assert_true(text_equal_nocase(NULL, NULL));
    assert_false(text_equal_nocase(NULL, ""));
}

static void lowering_touches_ascii_only(void **state)
{
    char text[] = "AZ[@ÄÉ";

    (void)state;
    text_lower(text);
    assert_string_equal(text, "az[@ÄÉ");
}

static void white_space_is_trimmed(void **state)
{
    char text[] = " \t\r\n a b \v\f ", blank[] = "  ", bare[] = "a";

    (void)state;
    assert_string_equal(text_trim(text), "a b");
    assert_string_equal(text_trim(blank), "");
    assert_string_equal(text_trim(bare), "a");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(utf8_is_decoded_and_encoded),
        cmocka_unit_test(broken_utf8_is_none),
        cmocka_unit_test(copies_are_cut_at_a_character),
        cmocka_unit_test(comparing_may_ignore_ascii_case),
        cmocka_unit_test(lowering_touches_ascii_only),
        cmocka_unit_test(white_space_is_trimmed),
    };

    return cmocka_run_group_tests_name("base/text", tests, NULL, NULL);
}
