// SPDX-License-Identifier: MIT
#include "engine/reply.h"

#include "base/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Under ASan a payload that is not freed fails the test. */
static void payloads_are_freed(void **state)
{
    struct reply reply;

    (void)state;
    reply_init(&reply);
    reply.kind = REPLY_DOMAINS;
    reply.as.domains.items = mem_array(2, sizeof(struct domain *));
    reply.as.domains.items[0] = domain_new();
    reply.as.domains.items[1] = domain_new();
    reply.as.domains.count = 2;
    reply_clear(&reply);
    reply.kind = REPLY_IMPORT;
    reply.as.import.rows = mem_array(1, sizeof(struct import_row));
    reply.as.import.rows[0].written = mem_text("a");
    reply.as.import.rows[0].message = mem_text("b");
    reply.as.import.count = 1;
    reply_clear(&reply);
    reply.kind = REPLY_CREDENTIALS;
    reply.as.credentials.items = mem_array(1, sizeof(struct credential));
    reply.as.credentials.count = 1;
    reply_clear(&reply);
    reply.kind = REPLY_SPF_MERGE;
    reply.as.spf_merge.records = mem_array(1, sizeof(char *));
    reply.as.spf_merge.records[0] = mem_text("v=spf1 -all");
    reply.as.spf_merge.record_count = 1;
    reply.as.spf_merge.merged = mem_text("v=spf1 -all");
    reply_clear(&reply);
    assert_int_equal(reply.kind, REPLY_NOTHING);
}

static void empty_payloads_can_be_cleared(void **state)
{
    (void)state;
    for (int kind = 0; kind < REPLY_KIND_COUNT; kind++) {
        struct reply reply;

        reply_init(&reply);
        reply.kind = (enum reply_kind)kind;
        reply_clear(&reply);
        assert_int_equal(reply.kind, REPLY_NOTHING);
    }
}

static void taking_leaves_nothing_behind(void **state)
{
    struct reply from, to;

    (void)state;
    reply_init(&from);
    from.kind = REPLY_KEY;
    from.as.key = mem_text("secret");
    reply_take(&to, &from);
    assert_int_equal(from.kind, REPLY_NOTHING);
    assert_null(from.as.key);
    assert_string_equal(to.as.key, "secret");
    reply_clear(&from);
    reply_clear(&to);
}

static void a_failure_is_its_fault(void **state)
{
    struct fault fault = {0};
    struct reply reply;

    (void)state;
    assert_int_equal(fault_set(&fault, STATUS_REFUSED, "blocked-name", "no"), STATUS_REFUSED);
    assert_ptr_equal(reply_fail(&reply, &fault), &reply);
    assert_int_equal(reply.status, STATUS_REFUSED);
    assert_int_equal(reply.kind, REPLY_NOTHING);
    assert_string_equal(reply.fault.code, "blocked-name");
    reply_clear(&reply);
    assert_int_equal(reply.status, STATUS_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(payloads_are_freed),
        cmocka_unit_test(empty_payloads_can_be_cleared),
        cmocka_unit_test(taking_leaves_nothing_behind),
        cmocka_unit_test(a_failure_is_its_fault),
    };

    return cmocka_run_group_tests_name("engine/reply", tests, NULL, NULL);
}
