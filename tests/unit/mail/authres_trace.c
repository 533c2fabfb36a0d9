// SPDX-License-Identifier: MIT
#include "mail/authres_trace.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static void add(struct authres_trace *trace, const char *body)
{
    authres_trace_add(trace, body, strlen(body));
}

static bool is_foreign(const struct authres_trace *trace, const char *own)
{
    return authres_trace_is_foreign(trace, &own, 1);
}

static void reads_hosts(void **state)
{
    struct authres_trace trace = {0};

    (void)state;
    add(&trace, " from A.Example (b.example [192.0.2.1] by c) (envelope-from x)\r\n\tby D.Example"
                " (Postfix) with ESMTP; Mon, 5 Oct 2026 by nobody");
    assert_string_equal(trace.hops[0].from, "a.example");
    assert_string_equal(trace.hops[0].by, "d.example");
    add(&trace, "by e.example; from nobody");
    assert_string_equal(trace.hops[1].from, "");
    assert_string_equal(trace.hops[1].by, "e.example");
    add(&trace, "from f.example by \"no end");
    assert_string_equal(trace.hops[2].from, "f.example");
    assert_string_equal(trace.hops[2].by, "");
    add(&trace, "from by by from");
    assert_string_equal(trace.hops[3].from, "by");
    add(&trace, "\"no end");
    assert_int_equal(trace.count, 5);
}

static void knows_where_the_mail_came_in(void **state)
{
    struct authres_trace trace = {0};

    (void)state;
    assert_false(is_foreign(&trace, "mx.recv.example"));
    add(&trace, "from inner.recv.example by store.recv.example");
    add(&trace, "from localhost by inner.recv.example");
    add(&trace, "from mx.lan by [192.0.2.7]");
    assert_false(is_foreign(&trace, "mx.recv.example"));
    add(&trace, "from out.shop.example by mx.recv.example");
    assert_false(is_foreign(&trace, "mx.recv.example")); /* the border itself is the receiver's */
    add(&trace, "from app by mx.recv.example");
    assert_true(is_foreign(&trace, "mx.recv.example")); /* whatever it says */
}

static void takes_the_topmost_for_the_receiver(void **state)
{
    struct authres_trace trace = {0};

    (void)state;
    add(&trace, "from out.shop.example by store.hosting.example");
    assert_false(is_foreign(&trace, "mx.recv.example"));
    add(&trace, "from out.shop.example by other.example");
    assert_true(is_foreign(&trace, "mx.recv.example"));
}

static void bounds_the_hops(void **state)
{
    struct authres_trace trace = {0};

    (void)state;
    for (int i = 0; i < AUTHRES_HOPS; i++) {
        add(&trace, "by mx.recv.example");
    }
    assert_false(is_foreign(&trace, "mx.recv.example"));
    add(&trace, "by mx.recv.example");
    assert_true(is_foreign(&trace, "mx.recv.example"));
}

static void knows_operators(void **state)
{
    (void)state;
    assert_true(authres_same_operator("mx.google.com", "GMAIL.com"));
    assert_true(authres_same_operator("a.prod.outlook.com", "b.office365.com"));
    assert_true(authres_same_operator("mx.naver.com", "cmail.navercorp.com"));
    assert_true(authres_same_operator("a.shop.co.kr", "b.shop.co.kr"));
    assert_false(authres_same_operator("a.shop.co.kr", "a.other.co.kr"));
    assert_false(authres_same_operator("shop.example", "other.example"));
    assert_false(authres_same_operator("mx.google.com", "mx.naver.com"));
    assert_true(authres_same_operator("localhost", "localhost"));
    assert_false(authres_same_operator("bad..name", "bad..name"));
    assert_false(authres_same_operator("", "mx.recv.example"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_hosts),
        cmocka_unit_test(knows_where_the_mail_came_in),
        cmocka_unit_test(takes_the_topmost_for_the_receiver),
        cmocka_unit_test(bounds_the_hops),
        cmocka_unit_test(knows_operators),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
