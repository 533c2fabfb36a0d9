// SPDX-License-Identifier: MIT
#include "base/buffer.h"
#include "mail/spf_macro.h"
#include "tests/support/rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void set(struct spf_macros *macros, char letter, const char *text)
{
    spf_macros_set(macros, letter, text, strlen(text));
}

/* The sender of RFC 7208 7.4. */
static struct spf_macros example(void)
{
    struct spf_macros macros = {0};
    struct name name;

    assert_true(name_parse("email.example.com", &name));
    spf_macros_set_name(&macros, 'd', &name);
    set(&macros, 's', "strong-bad@email.example.com");
    set(&macros, 'l', "strong-bad");
    set(&macros, 'o', "email.example.com");
    set(&macros, 'i', "192.0.2.3");
    set(&macros, 'v', "in-addr");
    set(&macros, 'h', "mx.example.org");
    set(&macros, 'c', "192.0.2.3");
    set(&macros, 'r', "mx.receiver.example");
    set(&macros, 't', "1792000000");
    return macros;
}

static void check_expand(const struct row *row, void *arg)
{
    struct buffer text = {0};

    assert_null(spf_macro_problem(row->cells[0], row->lengths[0], SPF_IN_TEXT));
    assert_true(spf_macro_expand(arg, row->cells[0], row->lengths[0], &text));
    assert_string_equal(buffer_text(&text), row->cells[1]);
    buffer_clear(&text);
}

static void check_name(const struct row *row, void *arg)
{
    struct name name;
    char text[NAME_TEXT];

    if (row->cells[1][0] == '!') {
        assert_false(spf_macro_name(arg, row->cells[0], row->lengths[0], &name));
        return;
    }
    assert_true(spf_macro_name(arg, row->cells[0], row->lengths[0], &name));
    name_text(&name, text);
    assert_string_equal(text, row->cells[1]);
}

static void test_expand(void **state)
{
    struct spf_macros macros = example();

    (void)state;
    rows_each("tests/data/mail/spf_macro.tsv", check_expand, &macros);
    spf_macros_clear(&macros);
}

static void test_names(void **state)
{
    struct spf_macros macros = example();

    (void)state;
    rows_each("tests/data/mail/spf_name.tsv", check_name, &macros);
    spf_macros_clear(&macros);
}

static void test_nibbles(void **state)
{
    static const char reverse[] = "%{ir}.%{v}.arpa";
    struct spf_macros macros = {0};
    struct buffer text = {0};

    (void)state;
    set(&macros, 'i', "2.0.0.1.0.D.B.8");
    set(&macros, 'v', "ip6");
    assert_true(spf_macro_expand(&macros, reverse, sizeof reverse - 1, &text));
    assert_string_equal(text.bytes, "8.B.D.0.1.0.0.2.ip6.arpa");
    buffer_clear(&text);
    spf_macros_clear(&macros);
}

/* RFC 8616 4: a local part outside ASCII makes no name, but may be told in an explanation. */
static void test_foreign_local_part(void **state)
{
    struct spf_macros macros = example();
    struct buffer text = {0};
    struct name name;

    (void)state;
    set(&macros, 'l', "caf\xc3\xa9");
    assert_false(spf_macro_name(&macros, "%{l}.example.com", 16, &name));
    assert_false(spf_macro_name(&macros, "%{s}.example.com", 16, &name));
    assert_true(spf_macro_name(&macros, "%{d}", 4, &name));
    assert_true(spf_macro_expand(&macros, "%{l}", 4, &text));
    assert_string_equal(text.bytes, "caf\xc3\xa9");
    buffer_clear(&text);
    spf_macros_clear(&macros);
}

static void test_limits(void **state)
{
    struct spf_macros macros = {0};
    struct buffer spec = {0};
    struct buffer text = {0};
    char value[5000];
    struct name name;

    (void)state;
    memset(value, 'x', sizeof value);
    spf_macros_set(&macros, 'l', value, 5000);
    assert_true(spf_macro_expand(&macros, "%{l}", 4, &text));
    assert_int_equal(text.length, 1024);
    for (int i = 0; i < 100; i++) {
        buffer_add_text(&spec, "%{l}.");
    }
    assert_false(spf_macro_expand(&macros, spec.bytes, spec.length, &text));
    assert_false(spf_macro_name(&macros, spec.bytes, spec.length, &name));
    assert_false(spf_macro_name(&macros, "%{l}", 4, &name)); /* one label, too long to shorten */
    assert_false(spf_macro_expand(&macros, "%{q}", 4, &text));
    buffer_clear(&text);
    buffer_clear(&spec);
    spf_macros_clear(&macros);
}

static void test_bytes(void **state)
{
    struct spf_macros macros = {0};
    struct buffer text = {0};

    (void)state;
    spf_macros_set(&macros, 'h', "a\0 ~%", 5);
    assert_true(spf_macro_expand(&macros, "%{H}", 4, &text));
    assert_string_equal(text.bytes, "a%00%20~%25");
    buffer_clear(&text);
    spf_macros_clear(&macros);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_expand),  cmocka_unit_test(test_names),
        cmocka_unit_test(test_nibbles), cmocka_unit_test(test_foreign_local_part),
        cmocka_unit_test(test_limits),  cmocka_unit_test(test_bytes),
    };

    return cmocka_run_group_tests_name("spf_expand", tests, NULL, NULL);
}
