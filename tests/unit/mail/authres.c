// SPDX-License-Identifier: MIT
#include "mail/authres.h"

#include "tests/support/rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static void write_result(struct buffer *out, const struct authres_result *result)
{
    buffer_printf(out, " | %s=%s", result->method, result->result);
    if (result->reason) {
        buffer_printf(out, " reason=%s", result->reason);
    }
    for (size_t i = 0; i < result->prop_count; i++) {
        buffer_printf(out, " %s=%s", result->props[i].name, result->props[i].value);
    }
    if (result->comment) {
        buffer_printf(out, " (%s)", result->comment);
    }
}

static void write_field(struct buffer *out, const struct authres *authres)
{
    buffer_add_text(out, authres->authserv_id ? authres->authserv_id : "-");
    for (size_t i = 0; i < authres->count; i++) {
        write_result(out, &authres->results[i]);
    }
}

static void check_refusal(const struct row *row, const struct fault *fault)
{
    const char *why = row->cells[1] + 1;

    assert_string_equal(fault->code, "ar-malformed");
    if (row->cells[1][0] != '!' || !strstr(fault->message, why)) {
        fail_msg("line %zu: refused, %s", row->line, fault->message);
    }
}

static void check_field(const struct row *row, void *arg)
{
    struct authres *authres = NULL;
    struct fault fault = {0};
    struct buffer out = {0};

    (void)arg;
    if (authres_parse(row->cells[0], row->lengths[0], &authres, &fault) != STATUS_OK) {
        assert_null(authres);
        check_refusal(row, &fault);
        return;
    }
    write_field(&out, authres);
    if (strcmp(buffer_text(&out), row->cells[1]) != 0) {
        fail_msg("line %zu: have %s", row->line, buffer_text(&out));
    }
    assert_int_equal(authres->version, 1);
    buffer_clear(&out);
    authres_free(authres);
}

static void reads_fields(void **state)
{
    (void)state;
    rows_each("tests/data/mail/authres.tsv", check_field, NULL);
}

static void finds_properties(void **state)
{
    static const char body[] = "a.example; spf=pass smtp.mailfrom=b.example";
    struct authres *authres = NULL;

    (void)state;
    assert_int_equal(authres_parse(body, strlen(body), &authres, NULL), STATUS_OK);
    assert_string_equal(authres_prop(&authres->results[0], "smtp.mailfrom"), "b.example");
    assert_null(authres_prop(&authres->results[0], "smtp.helo"));
    authres_free(authres);
    authres_free(NULL);
}

static void keeps_what_came_before(void **state)
{
    static const char body[] =
        "a.example; spf=pass; dkim=pass header.d=b.example header; dmarc=pass";
    const char *bad = NULL;
    struct authres *authres;

    (void)state;
    authres = authres_parse_some(body, strlen(body), &bad);
    assert_non_null(bad);
    assert_int_equal(authres->count, 2);
    assert_string_equal(authres_prop(&authres->results[1], "header.d"), "b.example");
    authres_free(authres);
}

static void bounds_what_it_keeps(void **state)
{
    struct buffer body = {0};
    struct authres *authres;
    const char *bad;

    (void)state;
    buffer_add_text(&body, "a.example; x=y");
    for (int i = 0; i < 100; i++) {
        buffer_add_text(&body, " a.b=c");
    }
    for (int i = 0; i < 300; i++) {
        buffer_add_text(&body, ";x=y");
    }
    authres = authres_parse_some(buffer_text(&body), body.length, &bad);
    assert_string_equal(bad, "there are too many results");
    assert_int_equal(authres->count, 256);
    assert_int_equal(authres->results[0].prop_count, 64);
    authres_free(authres);
    buffer_clear(&body);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_fields),
        cmocka_unit_test(finds_properties),
        cmocka_unit_test(keeps_what_came_before),
        cmocka_unit_test(bounds_what_it_keeps),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
