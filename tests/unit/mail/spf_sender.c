// SPDX-License-Identifier: MIT
/* What a sender becomes before any record is read; the results are in spf_eval.tsv. */
#include "mail/spf_check.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct sent {
    struct spf_check check;
    struct spf_sender sender;
    struct name domain;
    bool good;
};

static void send_from(struct sent *sent, const char *ip, const char *helo, const char *from)
{
    *sent = (struct sent){.sender = {.helo = helo, .mail_from = from, .now_ms = 1999}};
    assert_true(address_parse(ip, &sent->sender.ip));
    sent->check.sender = &sent->sender;
    sent->good = spf_set_sender(&sent->check, &sent->domain);
}

static void assert_macro(struct sent *sent, const char *macro, const char *value)
{
    struct buffer text = {0};

    assert_true(spf_macro_expand(&sent->check.macros, macro, strlen(macro), &text));
    assert_string_equal(buffer_text(&text), value);
    buffer_clear(&text);
}

static void test_macros(void **state)
{
    struct sent sent;

    (void)state;
    send_from(&sent, "192.0.2.1", "h.test", "a@b@Example.COM");
    assert_true(sent.good);
    assert_macro(&sent, "%{l}|%{s}|%{o}|%{h}", "a@b|a@b@Example.COM|Example.COM|h.test");
    assert_macro(&sent, "%{i}|%{c}|%{v}|%{r}|%{t}", "192.0.2.1|192.0.2.1|in-addr|unknown|1");
    spf_macros_clear(&sent.check.macros);
}

static void test_ip6(void **state)
{
    struct sent sent;

    (void)state;
    send_from(&sent, "2001:db8::cb01", "h.test", "");
    assert_macro(&sent, "%{i}", "2.0.0.1.0.D.B.8.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.C.B.0.1");
    assert_macro(&sent, "%{c}|%{v}|%{s}", "2001:db8::cb01|ip6|postmaster@h.test");
    assert_int_equal(spf_address_type(&sent.check), RR_AAAA);
    spf_macros_clear(&sent.check.macros);
}

static void test_mapped(void **state)
{
    struct sent sent;

    (void)state;
    send_from(&sent, "::ffff:192.0.2.1", "h.test", "@example.com");
    assert_macro(&sent, "%{i}|%{v}|%{l}", "192.0.2.1|in-addr|postmaster");
    assert_int_equal(spf_address_type(&sent.check), RR_A);
    spf_macros_clear(&sent.check.macros);
}

static void test_malformed(void **state)
{
    static const char *const malformed[] = {"a@[192.0.2.1]", "a@test", "a@", "a@b..test",
                                            "a@\xff.test"};
    struct sent sent;

    (void)state;
    for (size_t i = 0; i < COUNT(malformed); i++) {
        send_from(&sent, "192.0.2.1", "h.test", malformed[i]);
        assert_false(sent.good);
        spf_macros_clear(&sent.check.macros);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_macros),
        cmocka_unit_test(test_ip6),
        cmocka_unit_test(test_mapped),
        cmocka_unit_test(test_malformed),
    };

    return cmocka_run_group_tests_name("spf_sender", tests, NULL, NULL);
}
