// SPDX-License-Identifier: MIT
#include "dns/name.h"

#include "tests/support/rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct name name_of(const char *text)
{
    struct name name;

    if (!name_parse(text, &name)) {
        fail_msg("not a name: %s", text);
    }
    return name;
}

static void assert_name(const struct name *name, const char *text)
{
    char have[NAME_TEXT];

    name_text(name, have);
    assert_string_equal(have, text);
}

static void check_text(const struct row *row, void *arg)
{
    struct name name;
    struct name again;
    char text[NAME_TEXT];

    (void)arg;
    if (row->cells[1][0] == '!') {
        assert_false(name_parse(row->cells[0], &name));
        return;
    }
    assert_true(name_parse(row->cells[0], &name));
    name_text(&name, text);
    assert_string_equal(text, row->cells[1]);
    assert_true(name_parse(text, &again));
    assert_true(name_equal(&name, &again));
    assert_true(name_from_wire(name.wire, name.length, &again));
    assert_true(name_equal(&name, &again));
}

static void parses_and_prints(void **state)
{
    (void)state;
    rows_each("tests/data/dns/name_text.tsv", check_text, NULL);
}

/* Each byte at each place of a name that is looked at by sixteen bytes. */
static void escapes_what_needs_it_anywhere(void **state)
{
    (void)state;
    for (size_t at = 0; at < 20; at++) {
        for (unsigned byte = 0; byte < 256; byte++) {
            uint8_t wire[] = "\12aaaaaaaaaa\13bbbbbbbbbbb";
            bool is_plain = byte > ' ' && byte <= '~' && byte != '.' && byte != '\\';
            char text[NAME_TEXT], part[8];
            struct name name, same;
            size_t place = at < 10 ? at + 1 : at + 2;

            wire[place] = (uint8_t)byte;
            assert_true(name_from_wire(wire, sizeof wire, &name));
            name_text(&name, text);
            snprintf(part, sizeof part, byte > ' ' && byte <= '~' ? "\\%c" : "\\%03u", byte);
            assert_int_equal(strlen(text), is_plain ? 22 : 21 + strlen(part));
            assert_true(is_plain || strncmp(text + place - 1, part, strlen(part)) == 0);
            assert_true(name_parse(text, &same) && name_equal(&name, &same));
        }
    }
}

static void tells_what_stands_above(void **state)
{
    (void)state;
    assert_int_equal(name_text_above("s1._domainkey.a.example", "a.example"), 13);
    assert_int_equal(name_text_above("a.example", "a.example"), 0);
    assert_int_equal(name_text_above("aa.example", "a.example"), 0);
    assert_int_equal(name_text_above("example", "a.example"), 0);
    assert_int_equal(name_text_above(".a.example", "a.example"), 0);
    assert_int_equal(name_text_above("x\\.a.example", "a.example"), 0);
    assert_int_equal(name_text_above("x\\\\.a.example", "a.example"), 3);
    assert_int_equal(name_text_above("a.example", "."), 9);
    assert_int_equal(name_text_above(".", "."), 0);
}

static void compares_by_label(void **state)
{
    struct name apex = name_of("naver.com");
    struct name below = name_of("mail.naver.com");
    struct name beside = name_of("notnaver.com");
    struct name dotted = name_of("a\\.naver.com");
    struct name root = name_of(".");
    struct name none = {0};

    (void)state;
    assert_true(name_is_within(&apex, &apex));
    assert_true(name_is_within(&below, &apex));
    assert_false(name_is_within(&apex, &below));
    assert_false(name_is_within(&beside, &apex));
    assert_false(name_is_within(&dotted, &apex));
    assert_true(name_is_within(&apex, &root));
    assert_false(name_is_within(&apex, &none));
    assert_false(name_is_within(&none, &root));
    assert_true(name_is_root(&root));
    assert_false(name_is_root(&apex));
    assert_true(name_hash(&apex) != name_hash(&below));
    assert_true(name_compare(&apex, &below) > 0);
    assert_true(name_compare(&below, &apex) < 0);
    assert_int_equal(name_compare(&apex, &apex), 0);
}

static void climbs_and_joins(void **state)
{
    struct name name = name_of("s1._domainkey.example.com");
    struct name apex = name_of("example.com");
    struct name out;
    char text[NAME_TEXT];

    (void)state;
    assert_true(name_parent(&name, &out));
    assert_name(&out, "_domainkey.example.com");
    name_suffix(&name, 2, &out);
    assert_true(name_equal(&out, &apex));
    name_suffix(&name, 9, &out);
    assert_true(name_equal(&out, &name));
    name_suffix(&name, 0, &out);
    assert_true(name_is_root(&out));
    assert_false(name_parent(&out, &out));
    assert_true(name_prefix("s1._domainkey", &apex, &out));
    assert_true(name_equal(&out, &name));
    assert_true(name_join(&name, &apex, &out));
    assert_name(&out, "s1._domainkey.example.com.example.com");
    assert_int_equal(out.labels, 6);
    assert_true(name_relative(&name, &apex, text));
    assert_string_equal(text, "s1._domainkey");
    assert_true(name_relative(&apex, &apex, text));
    assert_string_equal(text, "@");
    assert_false(name_relative(&apex, &name, text));
}

static void refuses_what_gets_too_long(void **state)
{
    struct name name = name_of("a.example");
    struct name longer;

    (void)state;
    while (name_join(&name, &name, &longer)) {
        assert_true(longer.length <= NAME_WIRE);
        name = longer;
    }
    assert_true(name.length * 2 - 1 > NAME_WIRE);
    assert_false(name_prefix("", &name, &longer));
    assert_false(name_prefix("a..b", &name, &longer));
}

static void reads_labels(void **state)
{
    struct name name = name_of("_dmarc.example.com");
    const uint8_t *label;
    size_t n;

    (void)state;
    label = name_label(&name, 0, &n);
    assert_int_equal(n, 6);
    assert_memory_equal(label, "_dmarc", 6);
    label = name_label(&name, 2, &n);
    assert_memory_equal(label, "com", 3);
}

static void splits_raw_bytes_at_dots(void **state)
{
    struct name name;

    (void)state;
    assert_true(name_from_bytes("A\\b.example.com.", 16, &name));
    assert_name(&name, "a\\\\b.example.com");
    assert_false(name_from_bytes("", 0, &name));
    assert_false(name_from_bytes(".", 1, &name));
    assert_false(name_from_bytes("a..b", 4, &name));
    assert_false(name_from_bytes(".a", 2, &name));
}

static void refuses_broken_wire(void **state)
{
    struct name name;
    uint8_t endless[NAME_WIRE + 10];

    (void)state;
    memset(endless, 1, sizeof endless);
    assert_false(name_from_wire(endless, sizeof endless, &name));
    assert_false(name_from_wire((const uint8_t *)"\3com", 4, &name));
    assert_false(name_from_wire((const uint8_t *)"\3co", 3, &name));
    assert_false(name_from_wire((const uint8_t *)"\100abc", 4, &name));
    assert_false(name_from_wire((const uint8_t *)"", 0, &name));
    assert_true(name_from_wire((const uint8_t *)"\0", 1, &name));
    assert_true(name_is_root(&name));
}

static void shows_unicode_only_when_it_is_the_same_name(void **state)
{
    struct name name;
    char text[NAME_TEXT];

    (void)state;
    name = name_of("_dmarc.xn--wgv71a119e.jp");
    name_unicode(&name, text);
    assert_string_equal(text, "_dmarc.日本語.jp");
    name = name_of("xn--abc.com"); /* no name has these letters */
    name_unicode(&name, text);
    assert_string_equal(text, "xn--abc.com");
    name = name_of("example.com");
    name_unicode(&name, text);
    assert_string_equal(text, "example.com");
    name = name_of("\\027[31m.xn--wgv71a119e.jp");
    name_unicode(&name, text);
    assert_null(strchr(text, 27));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parses_and_prints),
        cmocka_unit_test(escapes_what_needs_it_anywhere),
        cmocka_unit_test(tells_what_stands_above),
        cmocka_unit_test(compares_by_label),
        cmocka_unit_test(climbs_and_joins),
        cmocka_unit_test(refuses_what_gets_too_long),
        cmocka_unit_test(reads_labels),
        cmocka_unit_test(splits_raw_bytes_at_dots),
        cmocka_unit_test(refuses_broken_wire),
        cmocka_unit_test(shows_unicode_only_when_it_is_the_same_name),
    };

    return cmocka_run_group_tests_name("dns/name", tests, NULL, NULL);
}
