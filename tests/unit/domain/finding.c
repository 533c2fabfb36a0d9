// SPDX-License-Identifier: MIT
#include "domain/finding.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static struct name name_of(const char *text)
{
    struct name name;

    assert_true(name_parse(text, &name));
    return name;
}

static void the_same_finding_is_one(void **state)
{
    struct finding_list list = {0};
    struct name here = name_of("a.example"), there = name_of("b.example");
    struct finding *first = finding_add(&list, CODE_DNS_TIMEOUT, AREA_SPF, &here);

    (void)state;
    assert_ptr_equal(finding_add(&list, CODE_DNS_TIMEOUT, AREA_SPF, &here), first);
    assert_int_equal(list.count, 1);
    finding_add(&list, CODE_DNS_TIMEOUT, AREA_SPF, &there);
    finding_add(&list, CODE_DNS_TIMEOUT, AREA_DKIM, &here);
    finding_add(&list, CODE_DNS_TIMEOUT, AREA_SPF, NULL);
    finding_add(&list, CODE_DNS_SERVFAIL, AREA_SPF, &here);
    assert_int_equal(list.count, 5);
    assert_int_equal(list.items[0].severity, SEVERITY_TEMP);
    assert_string_equal(list.items[0].name, "a.example");
    finding_list_clear(&list);
}

static void words_are_replaced_and_made_safe(void **state)
{
    struct finding_list list = {0};
    struct finding *finding = finding_add(&list, CODE_SPF_SYNTAX, AREA_SPF, NULL);

    (void)state;
    finding_word(finding, "n", "%d", 1);
    finding_word(finding, "n", "%d", 2);
    finding_word_bytes(finding, "term", "a\x1b[2J", 5);
    assert_int_equal(finding->word_count, 2);
    assert_string_equal(finding->words[0].value, "2");
    assert_string_equal(finding->words[1].value, "a\\x1b[2J");
    finding_expect(finding, "right\n", NULL);
    finding_expect(finding, NULL, "wrong");
    assert_string_equal(finding->expected, "right\\x0a");
    assert_string_equal(finding->found, "wrong");
    finding_list_clear(&list);
}

static void servers_are_written_without_port(void **state)
{
    struct finding_list list = {0};
    struct finding *finding = finding_add(&list, CODE_DNS_LAME, AREA_DNS, NULL);
    struct address server;

    (void)state;
    finding_server(finding, &(struct address){0});
    assert_null(finding->server);
    assert_true(address_parse_port("192.0.2.1:53", &server));
    finding_server(finding, &server);
    assert_string_equal(finding->server, "192.0.2.1");
    finding_list_clear(&list);
}

static void copies_are_whole(void **state)
{
    struct finding_list list = {0}, copy = {0};
    struct name here = name_of("a.example");
    struct finding *finding = finding_add(&list, CODE_DNS_LAME, AREA_DNS, &here);

    (void)state;
    finding_word(finding, "ns", "ns1");
    finding_expect(finding, "e", "f");
    finding->ttl = 7;
    finding_add(&copy, CODE_ALL_OK, AREA_ALL, NULL);
    finding_list_copy(&copy, &list);
    finding_list_clear(&list);
    assert_int_equal(copy.count, 1);
    assert_int_equal(copy.items[0].ttl, 7);
    assert_string_equal(copy.items[0].words[0].value, "ns1");
    assert_string_equal(copy.items[0].expected, "e");
    finding_word(&copy.items[0], "n", "2");
    assert_int_equal(copy.items[0].word_count, 2);
    finding_list_clear(&copy);
}

static void the_worst_comes_first(void **state)
{
    struct finding_list list = {0};
    struct name a = name_of("a.example"), b = name_of("b.example");
    // clang-format off
    static const enum code wanted[] = {
        CODE_SPF_MISSING, CODE_DKIM_MISSING, CODE_DNS_TIMEOUT, CODE_SPF_PTR, CODE_DNS_NODATA, CODE_DNS_NODATA,
        CODE_DNS_NODATA, CODE_ALL_OK,
    };
    // clang-format on

    (void)state;
    finding_add(&list, CODE_ALL_OK, AREA_ALL, NULL);
    finding_add(&list, CODE_DNS_NODATA, AREA_SPF, &b);
    finding_add(&list, CODE_DNS_NODATA, AREA_SPF, &a);
    finding_add(&list, CODE_DNS_NODATA, AREA_SPF, NULL);
    finding_add(&list, CODE_DKIM_MISSING, AREA_DKIM, &a);
    finding_add(&list, CODE_SPF_PTR, AREA_SPF, &a);
    finding_add(&list, CODE_SPF_MISSING, AREA_SPF, &a);
    finding_add(&list, CODE_DNS_TIMEOUT, AREA_DMARC, &a);
    finding_list_sort(&list);
    for (size_t i = 0; i < list.count; i++) {
        assert_int_equal(list.items[i].code, wanted[i]);
    }
    assert_null(list.items[4].name);
    assert_string_equal(list.items[5].name, "a.example");
    assert_string_equal(list.items[6].name, "b.example");
    finding_list_clear(&list);
    finding_list_sort(&list);
}

static void lists_are_searched(void **state)
{
    struct finding_list list = {0};

    (void)state;
    finding_add(&list, CODE_SPF_PTR, AREA_SPF, NULL);
    finding_add(&list, CODE_SPF_MISSING, AREA_SPF, NULL);
    assert_true(finding_list_has(&list, CODE_SPF_MISSING));
    assert_false(finding_list_has(&list, CODE_DKIM_MISSING));
    assert_int_equal(finding_list_first(&list, AREA_SPF, SEVERITY_ERROR)->code, CODE_SPF_MISSING);
    assert_int_equal(finding_list_first(&list, AREA_SPF, SEVERITY_OK)->code, CODE_SPF_PTR);
    assert_null(finding_list_first(&list, AREA_DKIM, SEVERITY_OK));
    finding_add(&list, CODE_SPF_PTR, AREA_DKIM, NULL);
    assert_false(finding_list_repeats(&list, 0));
    assert_false(finding_list_repeats(&list, 1));
    assert_true(finding_list_repeats(&list, 2));
    finding_list_remove(&list, CODE_SPF_PTR, AREA_DKIM);
    finding_list_remove(&list, CODE_SPF_MISSING, AREA_DKIM);
    assert_int_equal(list.count, 2);
    finding_list_remove(&list, CODE_SPF_PTR, AREA_SPF);
    assert_int_equal(list.count, 1);
    assert_int_equal(list.items[0].code, CODE_SPF_MISSING);
    finding_list_clear(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_finding_is_one),
        cmocka_unit_test(words_are_replaced_and_made_safe),
        cmocka_unit_test(servers_are_written_without_port),
        cmocka_unit_test(copies_are_whole),
        cmocka_unit_test(the_worst_comes_first),
        cmocka_unit_test(lists_are_searched),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
