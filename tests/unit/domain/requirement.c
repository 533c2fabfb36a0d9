// SPDX-License-Identifier: MIT
#include "domain/requirement.h"

#include "base/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct domain *shop(const char *name)
{
    struct domain *domain = domain_new();

    strcpy(domain->name, name);
    strcpy(domain->selector, "s1");
    domain->token = mem_text("t=1");
    domain->spf = mem_text("v=spf1 include:x.example ~all");
    domain->dkim = mem_text("MIIB");
    domain->records[RECORD_SPF].verdict = VERDICT_VERIFIED;
    return domain;
}

static void a_domain_of_its_own(void **state)
{
    struct domain *domain = shop("shop.example");
    struct requirement_list list;

    (void)state;
    requirement_list_make(domain, NULL, &list);
    assert_int_equal(list.count, 4);
    assert_string_equal(list.items[0].host, "@");
    assert_string_equal(list.items[0].value, "t=1");
    assert_false(list.items[0].satisfied);
    assert_string_equal(list.items[1].host, "@");
    assert_true(list.items[1].satisfied);
    assert_string_equal(list.items[2].name, "s1._domainkey.shop.example");
    assert_string_equal(list.items[2].host, "s1._domainkey");
    assert_string_equal(list.items[2].value, "v=DKIM1;k=rsa;p=MIIB");
    assert_string_equal(list.items[3].host, "_dmarc");
    assert_string_equal(list.items[3].value, "v=DMARC1; p=none; rua=mailto:dmarc@shop.example");
    requirement_list_clear(&list);
    assert_int_equal(list.count, 0);
    domain_free(domain);
}

static void hosts_follow_the_zone(void **state)
{
    struct domain *domain = shop("news.shop.example");
    struct requirement_list list;
    struct name zone;

    (void)state;
    assert_true(name_parse("shop.example", &zone));
    requirement_list_make(domain, &zone, &list);
    assert_string_equal(list.items[0].host, "news");
    assert_string_equal(list.items[2].host, "s1._domainkey.news");
    assert_string_equal(list.items[3].host, "_dmarc.news");
    requirement_list_clear(&list);

    assert_true(name_parse("other.example", &zone));
    requirement_list_make(domain, &zone, &list);
    assert_string_equal(list.items[0].host, "@");
    requirement_list_clear(&list);
    domain_free(domain);
}

static void guests_see_no_token(void **state)
{
    struct domain *domain = shop("shop.example");
    struct requirement_list list;

    (void)state;
    free(domain->token);
    domain->token = NULL;
    requirement_list_make(domain, NULL, &list);
    assert_int_equal(list.count, 3);
    assert_int_equal(list.items[0].record, RECORD_SPF);
    requirement_list_clear(&list);
    domain_free(domain);
}

static void a_key_in_the_making_has_no_value(void **state)
{
    struct domain *domain = domain_new();
    struct requirement_list list;

    (void)state;
    strcpy(domain->name, "shop.example");
    strcpy(domain->selector, "s1");
    requirement_list_make(domain, NULL, &list);
    assert_int_equal(list.count, 3);
    assert_null(list.items[0].value);
    assert_null(list.items[1].value);
    requirement_list_clear(&list);
    strcpy(domain->name, "not..a.name");
    requirement_list_make(domain, NULL, &list);
    assert_int_equal(list.count, 0);
    domain_free(domain);
}

static void names_that_do_not_fit_are_said(void **state)
{
    char label[64], text[260];
    struct name name, out;

    (void)state;
    memset(label, 'a', 63);
    label[63] = '\0';
    snprintf(text, sizeof text, "%s.%s.%s.%.58s", label, label, label, label);
    assert_true(name_parse(text, &name));
    assert_true(record_name(RECORD_SPF, &name, "", &out));
    assert_false(record_name(RECORD_DKIM, &name, "s1", &out));
    assert_false(record_name(RECORD_DMARC, &name, "s1", &out));
    assert_false(record_name(RECORD_COUNT, &name, "s1", &out));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_domain_of_its_own),
        cmocka_unit_test(hosts_follow_the_zone),
        cmocka_unit_test(guests_see_no_token),
        cmocka_unit_test(a_key_in_the_making_has_no_value),
        cmocka_unit_test(names_that_do_not_fit_are_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
