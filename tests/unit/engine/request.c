// SPDX-License-Identifier: MIT
#include "engine/request.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static enum status check(struct request *request, char code[40])
{
    struct fault fault = {0};
    enum status status = request_check(request, &fault);

    strcpy(code, fault.code);
    request_clear(request);
    return status;
}

static void values_are_kept_in_order(void **state)
{
    struct request request;

    (void)state;
    request_init(&request, VERB_DOMAINS_IMPORT);
    request_set(&request, "row", "one");
    request_set(&request, "row", "two");
    request_set(&request, "dry-run", NULL);
    assert_string_equal(request_get(&request, "row"), "one");
    assert_string_equal(request_get_nth(&request, "row", 1), "two");
    assert_null(request_get_nth(&request, "row", 2));
    assert_false(request_has(&request, "dry-run"));
    request_replace(&request, "row", "three");
    assert_string_equal(request_get(&request, "row"), "three");
    assert_null(request_get_nth(&request, "row", 1));
    request_clear(&request);
    assert_int_equal(request.count, 0);
}

static void a_copy_stands_alone(void **state)
{
    struct request request, copy;
    char text[] = "GET /v1/project";
    struct proof proof = {.access_key = "k", .signature = "s", .at = 7, .text = text};

    (void)state;
    request_init(&request, VERB_DOMAINS_SHOW);
    strcpy(request.project, "crm");
    request.read_only = true;
    request_set(&request, "domain", "shop.example");
    request_prove(&request, &proof);
    request_copy(&copy, &request);
    request_clear(&request);
    assert_int_equal(copy.verb, VERB_DOMAINS_SHOW);
    assert_string_equal(copy.project, "crm");
    assert_true(copy.read_only);
    assert_string_equal(request_get(&copy, "domain"), "shop.example");
    assert_ptr_not_equal(copy.proof->text, text);
    assert_string_equal(copy.proof->text, text);
    assert_string_equal(copy.proof->access_key, "k");
    assert_int_equal(copy.proof->at, 7);
    request_clear(&copy);
    assert_null(copy.proof);
}

static void a_copy_can_be_changed(void **state)
{
    struct request request, copy;

    (void)state;
    request_init(&request, VERB_CHECK);
    request_set(&request, "domain", "shop.example");
    request_set(&request, "selector", "s1");
    request_copy(&copy, &request);
    request_set(&copy, "token", request_get(&copy, "domain"));
    request_replace(&copy, "domain", "other.example");
    assert_string_equal(request_get(&copy, "token"), "shop.example");
    assert_string_equal(request_get(&copy, "domain"), "other.example");
    assert_string_equal(request_get(&copy, "selector"), "s1");
    assert_string_equal(request_get(&request, "domain"), "shop.example");
    request_clear(&copy);
    request_clear(&request);
    request_init(&request, VERB_CHECK);
    request_copy(&copy, &request);
    request_set(&copy, "domain", "shop.example");
    assert_string_equal(request_get(&copy, "domain"), "shop.example");
    request_clear(&copy);
}

static void what_is_required_must_be_there(void **state)
{
    struct request request;
    char code[40];

    (void)state;
    request_init(&request, VERB_DOMAINS_USE);
    request_set(&request, "domain", "shop.example");
    assert_int_equal(check(&request, code), STATUS_INVALID);
    assert_string_equal(code, "usage");
    request_init(&request, VERB_DOMAINS_USE);
    request_set(&request, "domain", "shop.example");
    request_set(&request, "record", "spf");
    assert_int_equal(check(&request, code), STATUS_OK);
}

static void values_must_be_allowed(void **state)
{
    struct request request;
    char code[40], longest[1100];

    (void)state;
    request_init(&request, VERB_DOMAINS_USE);
    request_set(&request, "domain", "shop.example");
    request_set(&request, "record", "dmarc");
    assert_int_equal(check(&request, code), STATUS_INVALID);
    request_init(&request, VERB_DOMAINS_LIST);
    request_set(&request, "limit", "-1");
    assert_int_equal(check(&request, code), STATUS_INVALID);
    request_init(&request, VERB_DOMAINS_LIST);
    request_set(&request, "limit", "99999999999999999999");
    assert_int_equal(check(&request, code), STATUS_INVALID);
    memset(longest, 'a', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    request_init(&request, VERB_DOMAINS_SHOW);
    request_set(&request, "domain", longest);
    assert_int_equal(check(&request, code), STATUS_INVALID);
    assert_string_equal(code, "invalid-name");
}

static void what_belongs_to_the_mouth_is_refused(void **state)
{
    struct request request;
    char code[40];

    (void)state;
    request_init(&request, VERB_DOMAINS_DELETE);
    request_set(&request, "domain", "shop.example");
    request_set(&request, "yes", "");
    assert_int_equal(check(&request, code), STATUS_INVALID);
    request_init(&request, VERB_DOMAINS_VERIFY);
    request_set(&request, "domain", "shop.example");
    request_set(&request, "quick", "");
    assert_int_equal(check(&request, code), STATUS_OK);
}

static void once_is_enough(void **state)
{
    struct request request;
    char code[40];

    (void)state;
    request_init(&request, VERB_DOMAINS_LIST);
    request_set(&request, "limit", "1");
    request_set(&request, "limit", "2");
    assert_int_equal(check(&request, code), STATUS_INVALID);
}

static void numbers_have_a_fallback(void **state)
{
    struct request request;

    (void)state;
    request_init(&request, VERB_DOMAINS_LIST);
    assert_int_equal(request_number(&request, "limit", 50), 50);
    request_set(&request, "limit", "7");
    assert_int_equal(request_number(&request, "limit", 50), 7);
    request_clear(&request);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_kept_in_order),
        cmocka_unit_test(a_copy_stands_alone),
        cmocka_unit_test(a_copy_can_be_changed),
        cmocka_unit_test(what_is_required_must_be_there),
        cmocka_unit_test(values_must_be_allowed),
        cmocka_unit_test(what_belongs_to_the_mouth_is_refused),
        cmocka_unit_test(once_is_enough),
        cmocka_unit_test(numbers_have_a_fallback),
    };

    return cmocka_run_group_tests_name("engine/request", tests, NULL, NULL);
}
