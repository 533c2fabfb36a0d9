// SPDX-License-Identifier: MIT
#include "domain/value.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

/* What the value-* findings of a value say, and where. */
static const struct {
    const char *bytes, *mark, *message;
} values[] = {
    // clang-format off
    {"v=spf1 -all", "v=spf1", ""},
    {"v=spf1 -all ", "v=spf1", "Spaces stand behind the value; they do no harm."},
    {"\"v=spf1 -all\"", "v=spf1", "The quotation marks have become part of the value."},
    {"v=spf1\xc2\xa0-all", "v=spf1", "A non-breaking space stands at character 7, where an ordinary one belongs."},
    {"v=spf1\xa0-all", "v=spf1", "A non-breaking space stands at character 7, where an ordinary one belongs."},
    {"\xe3\x81\x82v\xef\xbc\x9dx", NULL, "A full-width '\xef\xbc\x9d' stands at character 3 of the value."},
    {"\x93v=x", NULL,
     "The value holds a typographic quotation mark '\xe2\x80\x9c' at character 1, as a word processor writes it."},
    {"a\xe2\x80\x8b" "b", NULL, "An invisible character (U+200B) is hidden at character 2 of the value."},
    {"a&quot;b", NULL, "The value holds the HTML code '&quot;'."},
    {"a\\;b", NULL, "The semicolons are escaped: the value holds '\\;'."},
    {"a\nb", NULL, "The value holds a line break or a tab at character 2."},
    {" a", NULL, "A space stands before the first letter; receivers do not recognise such a record."},
    {"@ TXT \"v=spf1 -all\"", "v=spf1",
     "A whole zone-file line was entered as the value; it begins with '@ TXT \"v=spf1 -all\"'."},
    {"p=none; v=DMARC1", "v=DMARC1", ""},
    // clang-format on
};

static void flaws_are_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        struct finding_list list = {0};
        struct buffer text = {0};
        struct value value;

        value_read(values[i].bytes, strlen(values[i].bytes), values[i].mark, &value);
        value_tell(&value, AREA_SPF, NULL, "wanted", &list);
        for (size_t j = 0; j < list.count; j++) {
            finding_message(&list.items[j], &text);
            assert_string_equal(list.items[j].expected, "wanted");
        }
        assert_string_equal(buffer_text(&text), values[i].message);
        buffer_clear(&text);
        value_clear(&value);
        finding_list_clear(&list);
    }
}

static void a_zero_ends_no_value(void **state)
{
    static const char bytes[] = "a\0b\xe2\x80\x8b";
    struct finding_list list = {0};
    struct value value;

    (void)state;
    value_read(bytes, sizeof bytes - 1, NULL, &value);
    assert_string_equal(buffer_text(&value.plain), "a\xef\xbf\xbd"
                                                   "b");
    assert_int_equal(value.plain.length, 5);
    value_tell(&value, AREA_SPF, NULL, NULL, &list);
    assert_int_equal(list.count, 1);
    assert_string_equal(list.items[0].found, "a\xef\xbf\xbd"
                                             "b\\u{200b}");
    value_clear(&value);
    finding_list_clear(&list);
}

static void a_token_has_a_code_of_its_own(void **state)
{
    struct finding_list list = {0};
    struct value value;

    (void)state;
    value_read("\"t=1\"", 5, "t=", &value);
    assert_true(value_is_harmed(&value));
    assert_string_equal(buffer_text(&value.plain), "t=1");
    value_tell(&value, AREA_TOKEN, NULL, NULL, &list);
    assert_int_equal(list.count, 1);
    assert_int_equal(list.items[0].code, CODE_VALUE_TOKEN_QUOTED);
    value_clear(&value);
    finding_list_clear(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(flaws_are_told),
        cmocka_unit_test(a_zero_ends_no_value),
        cmocka_unit_test(a_token_has_a_code_of_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
