// SPDX-License-Identifier: MIT
#include "store/packed.h"

#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void list_make(struct finding_list *list)
{
    struct name name;
    struct address server;
    struct finding *finding;

    assert_true(name_parse("s1._domainkey.shop.example", &name));
    assert_true(address_parse("192.0.2.53", &server));
    finding = finding_add(list, CODE_HOST_DOUBLED, AREA_DKIM, &name);
    finding_expect(finding, "v=DKIM1", "");
    finding_server(finding, &server);
    finding->ttl = 4294967295;
    finding_word(finding, "host", "%s", "s1._domainkey");
    finding_word(finding, "empty", "%s", "");
    finding = finding_add(list, CODE_DMARC_POLICY_NONE, AREA_DMARC, NULL);
    finding->severity = SEVERITY_TEMP;
    finding_add(list, CODE_ALL_OK, AREA_ALL, NULL);
}

static void text_same(const char *a, const char *b)
{
    assert_true(text_equal(a, b));
}

static void finding_same(const struct finding *a, const struct finding *b)
{
    assert_int_equal(a->code, b->code);
    assert_int_equal(a->area, b->area);
    assert_int_equal(a->severity, b->severity);
    assert_int_equal(a->ttl, b->ttl);
    text_same(a->name, b->name);
    text_same(a->expected, b->expected);
    text_same(a->found, b->found);
    text_same(a->server, b->server);
    assert_int_equal(a->word_count, b->word_count);
    for (size_t i = 0; i < a->word_count; i++) {
        text_same(a->words[i].key, b->words[i].key);
        text_same(a->words[i].value, b->words[i].value);
    }
}

static void comes_back_as_it_was(void **state)
{
    struct finding_list list = {0}, again = {0};
    struct buffer text = {0};

    (void)state;
    list_make(&list);
    packed_findings(&list, &text);
    packed_findings_read(buffer_text(&text), &again);
    assert_int_equal(again.count, list.count);
    for (size_t i = 0; i < list.count; i++) {
        finding_same(&list.items[i], &again.items[i]);
    }
    buffer_clear(&text);
    finding_list_clear(&list);
    finding_list_clear(&again);
}

static void nothing_is_nothing(void **state)
{
    struct finding_list none = {0}, again = {0};
    struct buffer text = {0};

    (void)state;
    packed_findings(&none, &text);
    assert_string_equal(buffer_text(&text), "");
    packed_findings_read("", &again);
    assert_int_equal(again.count, 0);
}

static void unreadable_lines_are_left_out(void **state)
{
    static const char *const lines[] = {"no-such-code\t1\t1\t0\t\t\t\t\n",
                                        "host-doubled\n",
                                        "host-doubled\t99\t1\t0\t\t\t\t\n",
                                        "host-doubled\t1\t99\t0\t\t\t\t\n",
                                        "host-doubled\t1\t1\t4294967296\t\t\t\t\n",
                                        "host-doubled\tx\t1\t0\n",
                                        "\n",
                                        "\t\t\t\n"};

    (void)state;
    for (size_t i = 0; i < COUNT(lines); i++) {
        struct finding_list list = {0};

        packed_findings_read(lines[i], &list);
        assert_int_equal(list.count, 0);
    }
}

static void short_lines_are_filled_with_nothing(void **state)
{
    struct finding_list list = {0};

    (void)state;
    packed_findings_read("host-doubled\t3\t4\t60\t=name\nall-ok\t0\t0\t0", &list);
    assert_int_equal(list.count, 2);
    assert_string_equal(list.items[0].name, "name");
    assert_null(list.items[0].expected);
    assert_int_equal(list.items[1].code, CODE_ALL_OK);
    finding_list_clear(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(comes_back_as_it_was),
        cmocka_unit_test(nothing_is_nothing),
        cmocka_unit_test(unreadable_lines_are_left_out),
        cmocka_unit_test(short_lines_are_filled_with_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
