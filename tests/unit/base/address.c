// SPDX-License-Identifier: MIT
#include "base/address.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

// clang-format off
static const struct {
    const char *text, *canonical;
} addresses[] = {
    { "192.0.2.1",                  "192.0.2.1"          },
    { "0.0.0.0",                    "0.0.0.0"            },
    { "9.10.99.100",                "9.10.99.100"        }, /* one, two and three digits */
    { "255.101.209.11",             "255.101.209.11"     },
    { "2001:DB8::1",                "2001:db8::1"        },
    { "2001:db8:0:0:1:0:0:1",       "2001:db8::1:0:0:1"  }, /* RFC 5952 4.2.3 */
    { "2001:db8:0:1:1:1:1:1",       "2001:db8:0:1:1:1:1:1" }, /* 4.2.2 */
    { "::",                         "::"                 },
    { "::1",                        "::1"                },
    { "::ffff:192.0.2.1",           "::ffff:192.0.2.1"   },
};

static const char *const no_addresses[] = {
    "", "1", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "1.2.3.4 ", " 1.2.3.4", "1.2.3.4:53", "0x1.2.3.4",
    ":::", "1::2::3", "fe80::1%eth0", "[::1]", "2001:db8::g", "12345::", "1:2:3:4:5:6:7:8:9", "localhost",
};

static const struct {
    const char *text, *canonical;
    unsigned port;
} ports[] = {
    { "192.0.2.1:53",     "192.0.2.1:53",      53 },
    { "192.0.2.1",        "192.0.2.1",          0 },
    { "[2001:db8::1]:53", "[2001:db8::1]:53",  53 },
    { "[2001:db8::1]",    "2001:db8::1",        0 },
    { "2001:db8::1",      "2001:db8::1",        0 },
    { "2001:db8::1:53",   "2001:db8::1:53",     0 },
    { "127.0.0.1:65535",  "127.0.0.1:65535", 65535 },
};

static const char *const no_ports[] = {
    "192.0.2.1:", "192.0.2.1:0", "192.0.2.1:65536", "192.0.2.1:053", "192.0.2.1:+5", "192.0.2.1:5x", "[192.0.2.1]:53",
    "[2001:db8::1", "[2001:db8::1]53", "[2001:db8::1]:", "[]:53", ":53", "[2001:db8::1]:99999999999999999999",
    "example.com:53",
};

static const struct {
    const char *range, *inside, *outside;
} ranges[] = {
    { "192.0.2.0/24",        "192.0.2.255",        "192.0.3.0"          },
    { "192.0.2.77/24",       "192.0.2.1",          "192.0.1.255"        },
    { "192.0.2.1",           "192.0.2.1",          "192.0.2.2"          },
    { "192.0.2.128/25",      "192.0.2.128",        "192.0.2.127"        },
    { "192.0.2.0/31",        "192.0.2.1",          "192.0.2.2"          },
    { "0.0.0.0/0",           "255.1.2.3",          "2001:db8::1"        },
    { "192.0.2.0/24",        "::ffff:192.0.2.9",   "::ffff:192.0.3.9"   },
    { "::ffff:192.0.2.0/120", "192.0.2.9",         "192.0.3.9"          },
    { "2001:db8::/32",       "2001:db8:ffff::",    "2001:db9::"         },
    { "2001:db8::/29",       "2001:dbf::1",        "2001:dc0::1"        },
    { "2001:db8::1/128",     "2001:db8::1",        "2001:db8::2"        },
    { "::/0",                "2001:db8::1",        "192.0.2.1"          },
};

static const char *const no_ranges[] = {
    "", "/24", "192.0.2.0/", "192.0.2.0/33", "192.0.2.0/024", "192.0.2.0/-1", "192.0.2.0/24/24", "2001:db8::/129",
    "192.0.2.0:53/24", "[2001:db8::]/32", "192.0.2.0/24 ",
};

static const char *const public_ones[] = {
    "8.8.8.8", "1.1.1.1", "100.63.255.255", "100.128.0.0", "172.15.255.255", "172.32.0.0", "192.0.1.0", "198.17.255.255",
    "198.20.0.0", "223.255.255.255", "192.88.98.1", "2001:4860:4860::8888", "2606:4700::1111", "2400::1", "3ffe::1",
    "2001:200::1", "::ffff:8.8.8.8",
};

static const char *const special_ones[] = {
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.255.255", "169.254.169.254",
    "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.19.255.255",
    "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1",
    "fc00::1", "fd12::1", "ff02::1", "2001::1", "2001:1ff::1", "2001:2::1", "2001:db8::1", "2002:808:808::1", "3fff::1",
    "64:ff9b::8.8.8.8", "4000::1", "100::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1",
};
// clang-format on

static void addresses_are_read_and_printed_canonically(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(addresses); i++) {
        struct address address;
        char text[ADDRESS_TEXT];

        assert_true(address_parse(addresses[i].text, &address));
        address_text(&address, text);
        assert_string_equal(text, addresses[i].canonical);
    }
}

static void what_is_no_address_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(no_addresses); i++) {
        struct address address = {.port = 7};

        assert_false(address_parse(no_addresses[i], &address));
        assert_int_equal(address.port, 7);
    }
}

static void ports_are_read_and_printed(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(ports); i++) {
        struct address address;
        char text[ADDRESS_TEXT];

        assert_true(address_parse_port(ports[i].text, &address));
        assert_int_equal(address.port, ports[i].port);
        address_port_text(&address, text);
        assert_string_equal(text, ports[i].canonical);
    }
}

static void what_is_no_port_is_refused(void **state)
{
    struct address address;

    (void)state;
    for (size_t i = 0; i < COUNT(no_ports); i++) {
        assert_false(address_parse_port(no_ports[i], &address));
    }
}

static void the_longest_address_fits(void **state)
{
    struct address address;
    char text[ADDRESS_TEXT];

    (void)state;
    assert_true(address_parse_port("[1111:2222:3333:4444:5555:6666:7777:8888]:65535", &address));
    address_port_text(&address, text);
    assert_string_equal(text, "[1111:2222:3333:4444:5555:6666:7777:8888]:65535");
}

static void ranges_hold_what_is_in_them(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(ranges); i++) {
        struct address_range range;
        struct address inside, outside;

        assert_true(address_range_parse(ranges[i].range, &range));
        assert_true(address_parse(ranges[i].inside, &inside));
        assert_true(address_parse(ranges[i].outside, &outside));
        assert_true(address_in(&inside, &range));
        assert_false(address_in(&outside, &range));
    }
}

static void what_is_no_range_is_refused(void **state)
{
    struct address_range range;

    (void)state;
    for (size_t i = 0; i < COUNT(no_ranges); i++) {
        assert_false(address_range_parse(no_ranges[i], &range));
    }
}

static void the_port_is_part_of_an_address(void **state)
{
    struct address a, b;

    (void)state;
    assert_true(address_parse_port("192.0.2.1:53", &a));
    assert_true(address_parse_port("192.0.2.1:54", &b));
    assert_false(address_equal(&a, &b));
    b.port = 53;
    assert_true(address_equal(&a, &b));
    assert_true(address_parse_port("[::c000:201]:53", &b));
    assert_false(address_equal(&a, &b));
}

static void only_the_public_internet_is_public(void **state)
{
    struct address address = {0};

    (void)state;
    assert_false(address_is_public_unicast(&address));
    for (size_t i = 0; i < COUNT(public_ones); i++) {
        assert_true(address_parse(public_ones[i], &address));
        assert_true(address_is_public_unicast(&address));
    }
    for (size_t i = 0; i < COUNT(special_ones); i++) {
        assert_true(address_parse(special_ones[i], &address));
        assert_false(address_is_public_unicast(&address));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses_are_read_and_printed_canonically),
        cmocka_unit_test(what_is_no_address_is_refused),
        cmocka_unit_test(ports_are_read_and_printed),
        cmocka_unit_test(what_is_no_port_is_refused),
        cmocka_unit_test(the_longest_address_fits),
        cmocka_unit_test(ranges_hold_what_is_in_them),
        cmocka_unit_test(what_is_no_range_is_refused),
        cmocka_unit_test(the_port_is_part_of_an_address),
        cmocka_unit_test(only_the_public_internet_is_public),
    };

    return cmocka_run_group_tests_name("base/address", tests, NULL, NULL);
}
