// SPDX-License-Identifier: MIT
#include "dns/record.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define RR(kind, text)                                                                             \
    ((struct rr){.type = (kind), .length = sizeof(text) - 1, .bytes = (const uint8_t *)(text)})

static void names_types_both_ways(void **state)
{
    static const char *const names[] = {"A", "TXT", "SPF", "DNAME", "TYPE1234", "TYPE65535"};
    char name[16];
    uint16_t type;

    (void)state;
    for (size_t i = 0; i < COUNT(names); i++) {
        assert_true(rr_type_parse(names[i], &type));
        assert_string_equal(rr_type_name(type, name), names[i]);
    }
    assert_false(rr_type_parse("TYPE", &type));
    assert_false(rr_type_parse("TYPE65536", &type));
    assert_false(rr_type_parse("TYPE99999999999", &type));
    assert_false(rr_type_parse("TYPE1x", &type));
    assert_false(rr_type_parse("txt", &type));
}

static void keeps_the_borders_of_strings(void **state)
{
    struct rr rr = RR(RR_TXT, "\3abc\0\2d\0");
    struct buffer joined = {0};
    const uint8_t *bytes;
    size_t n;

    (void)state;
    assert_int_equal(rr_txt_count(&rr), 3);
    bytes = rr_txt_string(&rr, 0, &n);
    assert_int_equal(n, 3);
    assert_memory_equal(bytes, "abc", 3);
    rr_txt_string(&rr, 1, &n);
    assert_int_equal(n, 0);
    bytes = rr_txt_string(&rr, 2, &n);
    assert_int_equal(n, 2);
    assert_memory_equal(bytes, "d\0", 2);
    rr_txt_join(&rr, &joined);
    assert_int_equal(joined.length, 5);
    assert_memory_equal(joined.bytes, "abcd\0", 5);
    buffer_clear(&joined);
}

static void lends_a_string_that_stands_alone(void **state)
{
    struct rr one = RR(RR_TXT, "\3abc"), two = RR(RR_TXT, "\2ab\1c"), none = RR(RR_TXT, "\0");
    struct buffer room = {0};
    size_t n = 9;

    (void)state;
    assert_ptr_equal(rr_txt_alone(&one, &n), one.bytes + 1);
    assert_int_equal(n, 3);
    assert_ptr_equal(rr_txt_text(&one, &room, &n), one.bytes + 1);
    assert_string_equal(rr_txt_alone(&none, &n), "");
    assert_int_equal(n, 0);
    assert_null(rr_txt_alone(&two, &n));
    assert_string_equal(rr_txt_text(&two, &room, &n), "abc");
    assert_int_equal(n, 3);
    two.length = 0;
    assert_null(rr_txt_alone(&two, &n));
    assert_string_equal(rr_txt_text(&two, &room, &n), "");
    assert_int_equal(n, 0);
    buffer_clear(&room);
}

static void reads_addresses(void **state)
{
    struct rr a = RR(RR_A, "\300\0\2\1");
    struct rr aaaa = RR(RR_AAAA, "\x20\1\xd\xb8\0\0\0\0\0\0\0\0\0\0\0\1");
    struct rr txt = RR(RR_TXT, "\3abc");
    struct address address;
    char text[ADDRESS_TEXT];

    (void)state;
    assert_true(rr_address(&a, &address));
    address_text(&address, text);
    assert_string_equal(text, "192.0.2.1");
    assert_true(rr_address(&aaaa, &address));
    address_text(&address, text);
    assert_string_equal(text, "2001:db8::1");
    assert_false(rr_address(&txt, &address));
    a.length = 3;
    assert_false(rr_address(&a, &address));
}

static void reads_names(void **state)
{
    struct rr mx = RR(RR_MX, "\0\12\2mx\3com\0");
    struct rr ns = RR(RR_NS, "\2ns\3com\0");
    struct rr txt = RR(RR_TXT, "\2ns");
    struct name name;
    char text[NAME_TEXT];

    (void)state;
    assert_true(rr_name(&mx, &name));
    name_text(&name, text);
    assert_string_equal(text, "mx.com");
    assert_int_equal(rr_preference(&mx), 10);
    assert_true(rr_name(&ns, &name));
    name_text(&name, text);
    assert_string_equal(text, "ns.com");
    assert_int_equal(rr_preference(&ns), 0);
    assert_false(rr_name(&txt, &name));
    ns.length = 4;
    assert_false(rr_name(&ns, &name));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_types_both_ways),
        cmocka_unit_test(keeps_the_borders_of_strings),
        cmocka_unit_test(lends_a_string_that_stands_alone),
        cmocka_unit_test(reads_addresses),
        cmocka_unit_test(reads_names),
    };

    return cmocka_run_group_tests_name("dns/record", tests, NULL, NULL);
}
