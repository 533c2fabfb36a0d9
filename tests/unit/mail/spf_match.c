// SPDX-License-Identifier: MIT
/* One mechanism at a time; whole records are in spf_eval.tsv and in the RFC 7208 suite. */
#include "mail/spf_check.h"
#include "mail/spf_term.h"
#include "tests/support/spf_world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static enum spf_match match(struct zone_book *zoned, const char *ip, const char *text)
{
    struct spf_sender sender = {.helo = "h.test", .mail_from = "bob@inc-own.test"};
    struct spf_check check;
    struct spf_term term;
    enum spf_match seen;
    struct name domain;

    assert_true(address_parse(ip, &sender.ip));
    spf_term_read(text, strlen(text), 0, &term);
    assert_false(term.bad);
    zone_book_restart(zoned);
    for (;;) {
        check = (struct spf_check){.book = zoned->book, .sender = &sender};
        assert_true(spf_set_sender(&check, &domain));
        seen = spf_match(&check, &domain, &term);
        spf_macros_clear(&check.macros);
        if (seen != SPF_MATCH_WAITING) {
            break;
        }
        zone_book_answer(zoned);
    }
    spf_term_clear(&term);
    return seen;
}

static void test_each(void **state)
{
    assert_int_equal(match(*state, "192.0.2.1", "all"), SPF_MATCH_YES);
    assert_int_equal(match(*state, "203.0.113.9", "a"), SPF_MATCH_YES); /* the domain's own */
    assert_int_equal(match(*state, "203.0.113.8", "a"), SPF_MATCH_NO);
    assert_int_equal(match(*state, "203.0.113.8", "a/31"), SPF_MATCH_YES);
    assert_int_equal(match(*state, "203.0.113.8", "a:silent.test"), SPF_MATCH_TEMPERROR);
    assert_int_equal(match(*state, "203.0.113.8", "a:a..test"), SPF_MATCH_NO);
    assert_int_equal(match(*state, "192.0.2.21", "mx:mx.test"), SPF_MATCH_YES);
    assert_int_equal(match(*state, "192.0.2.21", "mx"), SPF_MATCH_NO);
    assert_int_equal(match(*state, "192.0.2.21", "mx:mx-many.test"), SPF_MATCH_PERMERROR);
    assert_int_equal(match(*state, "192.0.2.30", "ptr:ptr.test"), SPF_MATCH_YES);
    assert_int_equal(match(*state, "192.0.2.30", "ptr"), SPF_MATCH_NO);
    assert_int_equal(match(*state, "192.0.2.1", "ip4:192.0.2.0/31"), SPF_MATCH_YES);
    assert_int_equal(match(*state, "192.0.2.1", "ip4:192.0.2.2/31"), SPF_MATCH_NO);
    assert_int_equal(match(*state, "2001:db8::1", "ip4:0.0.0.0/0"), SPF_MATCH_NO);
    assert_int_equal(match(*state, "2001:db8::1", "ip6:2001:db8::/32"), SPF_MATCH_YES);
    assert_int_equal(match(*state, "2001:db8::1", "exists:%{l}.x.test"), SPF_MATCH_YES);
    assert_int_equal(match(*state, "192.0.2.1", "exists:gone.test"), SPF_MATCH_NO);
}

/* What the included record says decides (RFC 7208 5.2). */
static void test_include(void **state)
{
    assert_int_equal(match(*state, "192.0.2.1", "include:pass.test"), SPF_MATCH_YES);
    assert_int_equal(match(*state, "192.0.2.1", "include:fail.test"), SPF_MATCH_NO);
    assert_int_equal(match(*state, "192.0.2.1", "include:soft.test"), SPF_MATCH_NO);
    assert_int_equal(match(*state, "192.0.2.1", "include:neutral.test"), SPF_MATCH_NO);
    assert_int_equal(match(*state, "192.0.2.1", "include:nospf.test"), SPF_MATCH_PERMERROR);
    assert_int_equal(match(*state, "192.0.2.1", "include:bad.test"), SPF_MATCH_PERMERROR);
    assert_int_equal(match(*state, "192.0.2.1", "include:silent.test"), SPF_MATCH_TEMPERROR);
    assert_int_equal(match(*state, "192.0.2.1", "include:a..test"), SPF_MATCH_PERMERROR);
}

/* %{p}: the domain itself, else a name below it, else any, else "unknown" (RFC 7208 7.3). */
static void test_p(void **state)
{
    assert_int_equal(match(*state, "192.0.2.30", "exists:%{p}.x.test"), SPF_MATCH_YES);
    assert_int_equal(match(*state, "192.0.2.31", "exists:%{p}"), SPF_MATCH_NO);
    assert_int_equal(match(*state, "192.0.2.30", "a:%{p}"), SPF_MATCH_YES);
    assert_int_equal(match(*state, "192.0.2.30", "mx:%{p}"), SPF_MATCH_NO);
    assert_int_equal(match(*state, "192.0.2.30", "ptr:%{p}"), SPF_MATCH_YES);
}

static void test_limit(void **state)
{
    struct spf_check check = {0};

    (void)state;
    for (int i = 0; i < SPF_LOOKUP_LIMIT; i++) {
        assert_true(spf_may_look_up(&check));
    }
    assert_false(spf_may_look_up(&check));
}

static int open_world(void **state)
{
    *state = spf_world();
    return 0;
}

static int close_world(void **state)
{
    zone_book_free(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each),
        cmocka_unit_test(test_include),
        cmocka_unit_test(test_p),
        cmocka_unit_test(test_limit),
    };

    return cmocka_run_group_tests_name("spf_match", tests, open_world, close_world);
}
