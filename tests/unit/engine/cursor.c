// SPDX-License-Identifier: MIT
#include "engine/cursor.h"

#include "base/status.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void orders_are_read(void **state)
{
    struct list_order order;

    (void)state;
    assert_true(list_order_parse(NULL, &order));
    assert_int_equal(order.sort, LIST_BY_NAME);
    assert_false(order.reversed);
    assert_true(list_order_parse("-checked", &order));
    assert_int_equal(order.sort, LIST_BY_CHECKED);
    assert_true(order.reversed);
    assert_false(list_order_parse("", &order));
    assert_false(list_order_parse("-", &order));
    assert_false(list_order_parse("names", &order));
    assert_int_equal(order.sort, LIST_BY_CHECKED);
}

static void a_place_comes_back(void **state)
{
    struct domain *domain = domain_new();
    struct cursor cursor;
    char text[CURSOR_TEXT];

    (void)state;
    strcpy(domain->name, "shop.example");
    domain->registered_at = 1759381331000;
    cursor_make(domain, (struct list_order){LIST_BY_REGISTERED, true}, text);
    assert_true(cursor_parse(text, &cursor));
    assert_true(cursor.key == 1759381331000);
    assert_string_equal(cursor.name, "shop.example");
    cursor_make(domain, (struct list_order){LIST_BY_NAME, false}, text);
    assert_string_equal(text, "shop.example");
    assert_true(cursor_parse(text, &cursor));
    assert_int_equal(cursor.key, 0);
    domain_free(domain);
}

static void nonsense_is_no_place(void **state)
{
    static const char *const wrong[] = {
        "",
        ":",
        "5:",
        ":a",
        "x:a",
        "5 :a",
        " 5:a",
        "+5:a",
        "5:a:b",
        "a b",
        "99999999999999999999:a",
        "a\x01",
        "\xe3\x81\x82",
    };
    char longest[400];
    struct cursor cursor = {.key = 7};

    (void)state;
    for (size_t i = 0; i < COUNT(wrong); i++) {
        assert_false(cursor_parse(wrong[i], &cursor));
    }
    memset(longest, 'a', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    assert_false(cursor_parse(longest, &cursor));
    assert_int_equal(cursor.key, 7);
    assert_true(cursor_parse("-5:a", &cursor));
    assert_int_equal(cursor.key, -5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(orders_are_read),
        cmocka_unit_test(a_place_comes_back),
        cmocka_unit_test(nonsense_is_no_place),
    };

    return cmocka_run_group_tests_name("engine/cursor", tests, NULL, NULL);
}
