// SPDX-License-Identifier: MIT
/* What is spelled as text is, to the letter, what the tree of the same thing prints. */
#include "wire/spell.h"
#include "base/memory.h"
#include "tests/unit/wire/expect.h"
#include "wire/shape.h"

static void finding_is_same(const char *bytes, size_t n)
{
    struct finding_list list = {0};
    struct finding *finding = finding_add(&list, CODE_HOST_DOUBLED, AREA_DKIM, NULL);
    struct buffer tree = {0}, text = {0};
    char *whole = mem_text_n(bytes, n);

    finding->found = whole; /* past finding_expect(), which would make it safe */
    finding_word_bytes(finding, "host", bytes, n);
    finding->ttl = n % 2 ? 600 : 0;
    json_line(wire_finding(finding), &tree);
    spell_finding(&text, finding);
    buffer_add_byte(&text, '\n');
    assert_string_equal(buffer_text(&text), buffer_text(&tree));
    buffer_clear(&tree);
    buffer_clear(&text);
    finding_list_clear(&list);
}

static void findings_are_spelled_as_trees_print_them(void **state)
{
    static const char *const texts[] = {
        "",
        "v=DKIM1; p=MIIB",
        "quote \" backslash \\ slash / tab \t line \n return \r bell \a feed \f back \b",
        "\033[31mred\033[m\x7f",
        "\xe6\x97\xa5\xe6\x9c\xac \xed\x95\x9c\xea\xb5\xad \xf0\x9f\x90\x9f",
        "bidi \xe2\x80\xae override, zero \xe2\x80\x8b width, bom \xef\xbb\xbf",
        "language tag \xf3\xa0\x81\xa5",
        "not utf8 \xff\xc3 \xed\xa0\x80",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        finding_is_same(texts[i], strlen(texts[i]));
    }
    for (int byte = 1; byte < 256; byte++) {
        char single[] = {'a', (char)byte, 'b'};

        finding_is_same(single, sizeof single);
    }
}

static void numbers_and_nothing(void **state)
{
    struct buffer text = {0};

    (void)state;
    spell_open(&text, NULL, '[');
    spell_number(&text, NULL, INT64_MIN);
    spell_number(&text, NULL, 0);
    spell_null(&text, NULL);
    spell_open(&text, NULL, '{');
    spell_text(&text, "none", NULL);
    spell_text(&text, "open", "{[");
    spell_open(&text, "list", '[');
    spell_close(&text, ']');
    spell_close(&text, '}');
    spell_close(&text, ']');
    assert_string_equal(
        buffer_text(&text),
        "[-9223372036854775808,0,null,{\"none\":null,\"open\":\"{[\",\"list\":[]}]");
    buffer_clear(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(findings_are_spelled_as_trees_print_them),
        cmocka_unit_test(numbers_and_nothing),
    };

    wire_open();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
