// SPDX-License-Identifier: MIT
#include "mail/spf_check.h"
#include "tests/support/spf_world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The names of the address, in a zone of that text. */
static void look_up(const char *zone, const char *ip, const char *silent, struct spf_names *out)
{
    struct zone_book *zoned = zone == NULL ? spf_world() : zone_book_new(zone);
    struct spf_sender sender = {.helo = "h.test", .mail_from = ""};
    struct spf_check check = {.book = zoned->book, .sender = &sender};
    struct name domain;

    assert_true(address_parse(ip, &sender.ip));
    assert_true(spf_set_sender(&check, &domain));
    if (silent != NULL) {
        zone_book_silence(zoned, silent);
    }
    while (!spf_validated_names(&check, out)) {
        zone_book_answer(zoned);
        assert_true(zoned->rounds <= 2); /* PTR, then all addresses */
    }
    out->answers = NULL; /* the book's */
    spf_macros_clear(&check.macros);
    zone_book_free(zoned);
}

static void test_validated(void **state)
{
    struct spf_names names;
    char text[NAME_TEXT];

    (void)state;
    look_up(NULL, "192.0.2.30", NULL, &names);
    assert_int_equal(names.count, 2);
    name_text(&names.items[0], text);
    assert_string_equal(text, "mail.ptr.test");
    look_up(NULL, "192.0.2.31", NULL, &names); /* leads elsewhere */
    assert_int_equal(names.count, 0);
    look_up(NULL, "192.0.2.32", NULL, &names); /* the root, a silent one, a good one */
    assert_int_equal(names.count, 1);
    look_up(NULL, "192.0.2.34", NULL, &names);
    assert_int_equal(names.count, 0);
    look_up(NULL, "192.0.2.34", "34.2.0.192.in-addr.arpa", &names); /* an error is no name */
    assert_int_equal(names.count, 0);
}

static void test_ip6(void **state)
{
    struct spf_names names;

    (void)state;
    look_up(
        "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa. PTR six.test.\n"
        "six.test. AAAA 2001:db8::1\nsix.test. A 192.0.2.1\n",
        "2001:db8::1", NULL, &names);
    assert_int_equal(names.count, 1);
}

static void test_ten_at_most(void **state)
{
    struct buffer zone = {0};
    struct spf_names names;

    (void)state;
    for (int i = 0; i < 15; i++) {
        buffer_printf(&zone, "1.2.0.192.in-addr.arpa. PTR n%d.test.\nn%d.test. A 192.0.2.%d\n", i,
                      i, i < 8 ? 9 : 1);
    }
    look_up(zone.bytes, "192.0.2.1", NULL, &names);
    assert_int_equal(names.count, 2); /* the ninth and the tenth */
    buffer_clear(&zone);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_validated),
        cmocka_unit_test(test_ip6),
        cmocka_unit_test(test_ten_at_most),
    };

    return cmocka_run_group_tests_name("spf_ptr", tests, NULL, NULL);
}
