// SPDX-License-Identifier: MIT
/* Faults and replies as HTTP says them, and the figures. */
#include "server/answer.h"

#include "base/text.h"
#include "server/metrics.h"
#include "wire/wire.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void statuses_are_as_promised(void **state)
{
    static const struct {
        enum status status;
        const char *code;
        unsigned http;
        int64_t retry_s;
    } rows[] = {
        {STATUS_INVALID, "usage", 400, 0},
        {STATUS_INVALID, "bad-json", 400, 0},
        {STATUS_INVALID, "large-body", 413, 0},
        {STATUS_INVALID, "large-head", 431, 0},
        {STATUS_INVALID, "wrong-type", 415, 0},
        {STATUS_INVALID, "no-such-method", 405, 0},
        {STATUS_REFUSED, "unsigned", 401, 0},
        {STATUS_REFUSED, "bad-signature", 401, 0},
        {STATUS_REFUSED, "late-signature", 401, 0},
        {STATUS_REFUSED, "replayed", 401, 0},
        {STATUS_REFUSED, "plain-signature", 401, 0},
        {STATUS_REFUSED, "body-altered", 401, 0},
        {STATUS_REFUSED, "read-key", 403, 0},
        {STATUS_REFUSED, "not-owner", 403, 0},
        {STATUS_REFUSED, "operator-only", 403, 0},
        {STATUS_MISSING, "no-such-domain", 404, 0},
        {STATUS_REFUSED, "blocked-name", 409, 0},
        {STATUS_REFUSED, "idempotency-key-reused", 409, 0},
        {STATUS_REFUSED, "changed-meanwhile", 412, 0},
        {STATUS_BUSY, "too-many", 429, 17},
        {STATUS_BUSY, "store-busy", 503, 17},
        {STATUS_UNSURE, "dns", 503, 17},
        {STATUS_IO, "store-full", 503, 17},
        {STATUS_INTERNAL, "no-handler", 500, 0},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct answer answer = {.status = 0};
        struct fault fault = {0};

        fault_set(&fault, rows[i].status, rows[i].code, "said");
        fault_detail(&fault, "retry_after", "17");
        answer_fault(&answer, &fault);
        assert_int_equal(answer.status, rows[i].http);
        assert_int_equal(answer.retry_after_s, rows[i].retry_s);
        assert_non_null(strstr(answer.body.bytes, rows[i].code));
        answer_clear(&answer);
    }
}

static void retrying_is_always_dated(void **state)
{
    struct answer answer = {.status = 0};
    struct fault fault = {0};

    (void)state;
    fault_set(&fault, STATUS_BUSY, "store-busy", "said");
    fault_detail(&fault, "retry_after", "soon");
    answer_fault(&answer, &fault);
    assert_int_equal(answer.retry_after_s, 1);
    answer_clear(&answer);
}

static void replies_say_what_they_did(void **state)
{
    struct answer answer = {.status = 0};
    struct reply reply;

    (void)state;
    reply_init(&reply);
    answer_reply(&answer, &reply, false);
    assert_int_equal(answer.status, 200);
    assert_string_equal(answer.body.bytes, "{}\n");
    reply.kind = REPLY_TOKEN;
    text_copy(reply.as.token, sizeof reply.as.token, "ncp-verify=x");
    reply.created = true;
    answer_reply(&answer, &reply, true);
    assert_int_equal(answer.status, 201);
    reply.accepted = true;
    answer_reply(&answer, &reply, false);
    assert_int_equal(answer.status, 202);
    assert_int_equal(answer.revision, 0);
    answer_clear(&answer);
    reply_clear(&reply);
}

static void figures_add_up(void **state)
{
    struct metrics metrics = {.seconds = 0};
    struct buffer text = {0};

    (void)state;
    metrics_count(&metrics, 200, 0);
    metrics_count(&metrics, 200, 7);
    metrics_count(&metrics, 503, 40000);
    metrics_count(&metrics, 100000, 1);
    metrics_write(&metrics, &text);
    assert_non_null(strstr(text.bytes, "vouch_http_requests_total{status=\"200\"} 2\n"));
    assert_non_null(strstr(text.bytes, "vouch_http_requests_total{status=\"503\"} 1\n"));
    assert_non_null(strstr(text.bytes, "_bucket{le=\"0.001\"} 2\n"));
    assert_non_null(strstr(text.bytes, "_bucket{le=\"0.010\"} 3\n"));
    assert_non_null(strstr(text.bytes, "_bucket{le=\"25.000\"} 3\n"));
    assert_non_null(strstr(text.bytes, "_bucket{le=\"+Inf\"} 4\n"));
    assert_non_null(strstr(text.bytes, "_sum 40.008\n"));
    buffer_clear(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(statuses_are_as_promised),
        cmocka_unit_test(retrying_is_always_dated),
        cmocka_unit_test(replies_say_what_they_did),
        cmocka_unit_test(figures_add_up),
    };

    wire_open();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
