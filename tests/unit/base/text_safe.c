// SPDX-License-Identifier: MIT
#include "base/text.h"
#include "base/text_table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <locale.h>
#include <string.h>

// clang-format off
static const struct {
    const char *raw, *safe;
} texts[] = {
    { "plain text, 100%",            "plain text, 100%"            },
    { "back\\slash",                 "back\\slash"                 },
    { "日本語 한국어 é",             "日本語 한국어 é"             },
    /* controls */
    { "\x1b]52;c;AAAA\a",            "\\x1b]52;c;AAAA\\x07"        },
    { "a\tb\r\nc\x7f",               "a\\x09b\\x0d\\x0ac\\x7f"     },
    { "\xc2\x9b" "31m",              "\\x9b31m"                    },
    /* bidi, zero-width, format */
    { "a\u202e" "b",                 "a\\u{202e}b"                 },
    { "\u2066\u2069\u200e\u061c",    "\\u{2066}\\u{2069}\\u{200e}\\u{61c}" },
    { "a\u200b\u200d\ufeff\u2060",   "a\\u{200b}\\u{200d}\\u{feff}\\u{2060}" },
    { "soft\u00adhyphen",            "soft\\u{ad}hyphen"           },
    { "\u2028\u2029",                "\\u{2028}\\u{2029}"          },
    { "\U000e0041\U000e0100\ufe0f",  "\\u{e0041}\\u{e0100}\\u{fe0f}" },
    { "\u115f\u3164\u034f\u180e",    "\\u{115f}\\u{3164}\\u{34f}\\u{180e}" },
    { "\ufff9\ufffa\ufffb",          "\\u{fff9}\\u{fffa}\\u{fffb}" },
    /* private use, unassigned, noncharacters */
    { "\ue000\U000f0000",            "\\u{e000}\\u{f0000}"         },
    { "\u0378\ufdd0\uffff\U0010ffff", "\\u{378}\\u{fdd0}\\u{ffff}\\u{10ffff}" },
    /* broken UTF-8 */
    { "a\xff" "b\xc3",               "a\\xffb\\xc3"                },
    { "\xed\xa0\x80",                "\\xed\\xa0\\x80"             },
    { "\xc0\xaf",                    "\\xc0\\xaf"                  },
    { "\xad",                        "\\xad"                       },
    /* combining marks */
    { "e\u0301",                     "e\u0301"                     },
    { "e\u0301\u0302\u0303\u0304",   "e\u0301\u0302\\u{303}\\u{304}" },
    { "\u0301e",                     "\\u{301}e"                   },
    { "a \u0301",                    "a \\u{301}"                  },
    { "a\n\u0301",                   "a\\x0a\\u{301}"              },
    { "\u1112\u1161\u11ab",          "\u1112\u1161\u11ab"          },
    { "\u1161",                      "\\u{1161}"                   },
    { "あ\u20dd",                    "あ\u20dd"                    },
};

static const struct {
    uint32_t point;
    int cells;
} widths[] = {
    { 'a',     1 }, { ' ',     1 }, { 0x00e9,  1 }, { 0x2500,  1 }, { 0x2026,  1 }, { 0x25cf,  1 }, { 0x2605,  1 },
    { 0x2192,  1 }, { 0x00d7,  1 }, { 0x3042,  2 }, { 0xac00,  2 }, { 0x6f22,  2 }, { 0xff21,  2 }, { 0xff71,  1 },
    { 0x3000,  2 }, { 0x1f600, 2 }, { 0x20000, 2 }, { 0x1112,  2 }, { 0x1161,  0 }, { 0x11ab,  0 }, { 0xd7b0,  0 },
    { 0x0301,  0 }, { 0x3099,  0 }, { 0x20dd,  0 }, { 0x0000, -1 }, { 0x001b, -1 }, { 0x007f, -1 }, { 0x009f, -1 },
    { 0x00ad, -1 }, { 0x202e, -1 }, { 0xfe0f, -1 }, { 0xd800, -1 }, { 0xe000, -1 }, { 0xffff, -1 }, { 0x10ffff, -1 },
    { 0x110000, -1 }, { UINT32_MAX, -1 }, { 0x3248, 2 }, { 0x4dc0, 2 },
};
// clang-format on

static void everything_dangerous_is_escaped(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct buffer out = {0};
        char copy[128];

        text_safe(&out, texts[i].raw, strlen(texts[i].raw));
        assert_string_equal(buffer_text(&out), texts[i].safe);
        text_safe_copy(copy, sizeof copy, texts[i].raw, strlen(texts[i].raw));
        assert_string_equal(copy, texts[i].safe);
        buffer_clear(&out);
    }
}

static void a_nul_is_a_control_too(void **state)
{
    struct buffer out = {0};

    (void)state;
    text_safe(&out, "a\0b", 3);
    assert_string_equal(out.bytes, "a\\x00b");
    buffer_clear(&out);
}

static void a_zero_ends_no_text(void **state)
{
    struct buffer out = {0};

    (void)state;
    text_add_whole(&out, "a\0b\0", 4);
    assert_string_equal(buffer_text(&out), "a\ufffdb\ufffd");
    buffer_reset(&out);
    text_add_whole(&out, "\0", 1);
    text_add_whole(&out, "", 0);
    text_add_whole(&out, "c", 1);
    assert_string_equal(buffer_text(&out), "\ufffdc");
    buffer_clear(&out);
}

/* Every code point comes out either as itself with a known width, or as ASCII. Safe text stays as
 * it is. */
static void no_code_point_slips_through(void **state)
{
    (void)state;
    for (uint32_t point = 0; point <= 0x10ffff; point++) {
        struct buffer once = {0}, twice = {0};
        char bytes[5] = "a";
        size_t n;

        if (point >= 0xd800 && point <= 0xdfff) {
            continue;
        }
        n = 1 + text_encode(point, bytes + 1);
        text_safe(&once, bytes, n);
        text_safe(&twice, once.bytes, once.length);
        if (text_point_cells(point) < 0) {
            assert_true(text_is_ascii(once.bytes, once.length));
        } else {
            assert_int_equal(once.length, n);
            assert_memory_equal(once.bytes, bytes, n);
        }
        assert_string_equal(once.bytes, twice.bytes);
        buffer_clear(&once);
        buffer_clear(&twice);
    }
}

static void a_copy_is_cut_before_an_escape_that_does_not_fit(void **state)
{
    char to[6];

    (void)state;
    text_safe_copy(to, sizeof to, "ab\x1b", 3);
    assert_string_equal(to, "ab");
    text_safe_copy(to, sizeof to, "a\x1b", 2);
    assert_string_equal(to, "a\\x1b");
    text_safe_copy(to, sizeof to, "ab日本", 8);
    assert_string_equal(to, "ab日");
    text_safe_copy(to, 1, "a", 1);
    assert_string_equal(to, "");
    to[0] = 'x';
    text_safe_copy(to, 0, "a", 1);
    assert_int_equal(to[0], 'x');
}

static void cells_do_not_depend_on_the_locale(void **state)
{
    (void)state;
    assert_non_null(setlocale(LC_ALL, "C"));
    for (size_t i = 0; i < COUNT(widths); i++) {
        assert_int_equal(text_point_cells(widths[i].point), widths[i].cells);
    }
    assert_int_equal(text_cells("日本語"), 6);
    assert_int_equal(text_cells("e\u0301"), 1);
    assert_int_equal(text_cells(""), 0);
}

static void the_table_is_in_order(void **state)
{
    (void)state;
    assert_int_equal(text_borders[0], TEXT_ESCAPED);
    for (size_t i = 1; i < COUNT(text_borders); i++) {
        assert_true(text_borders[i] >> 2 > text_borders[i - 1] >> 2);
        assert_int_not_equal(text_borders[i] & 3, text_borders[i - 1] & 3);
    }
}

static void text_is_fitted_into_cells(void **state)
{
    size_t used = 99;

    (void)state;
    assert_int_equal(text_fit("日本語", 5, &used), 6);
    assert_int_equal(used, 4);
    assert_int_equal(text_fit("ab", 9, &used), 2);
    assert_int_equal(used, 2);
    assert_int_equal(text_fit("ae\u0301b", 2, &used), 4);
    assert_int_equal(used, 2);
    assert_int_equal(text_fit("abc", 0, &used), 0);
    assert_int_equal(used, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_dangerous_is_escaped),
        cmocka_unit_test(a_nul_is_a_control_too),
        cmocka_unit_test(a_zero_ends_no_text),
        cmocka_unit_test(no_code_point_slips_through),
        cmocka_unit_test(a_copy_is_cut_before_an_escape_that_does_not_fit),
        cmocka_unit_test(cells_do_not_depend_on_the_locale),
        cmocka_unit_test(the_table_is_in_order),
        cmocka_unit_test(text_is_fitted_into_cells),
    };

    return cmocka_run_group_tests_name("base/text_safe", tests, NULL, NULL);
}
