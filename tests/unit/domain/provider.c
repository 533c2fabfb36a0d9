// SPDX-License-Identifier: MIT
#include "domain/provider.h"

#include "base/words.h"
#include "domain/provider_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static struct provider_book *shipped(void)
{
    struct provider_book *book = NULL;

    assert_int_equal(provider_book_shipped(&book, NULL), STATUS_OK);
    return book;
}

static struct name name_of(const char *text)
{
    struct name name;

    assert_true(name_parse(text, &name));
    return name;
}

static void forty_and_more(void **state)
{
    struct provider_book *book = shipped();

    (void)state;
    assert_true(provider_book_count(book) >= 40);
    for (size_t i = 0; i < provider_book_count(book); i++) {
        const struct provider *provider = provider_at(book, i);

        assert_ptr_equal(provider_by_id(book, provider->id), provider);
        assert_true(*provider->name);
        assert_true(provider->ttl > 0);
        assert_true(provider->publish_usual <= provider->publish_worst);
        for (size_t j = 0; j < provider->trap_count; j++) {
            assert_string_not_equal(provider_trap_text(provider->traps[j]), provider->traps[j]);
        }
    }
    assert_null(provider_by_id(book, "nobody"));
    provider_book_free(book);
}

// clang-format off
static const struct {
    const char *ns, *zone, *first, *second;
} matches[] = {
    {"ns37.domaincontrol.com", "shop.example", "godaddy", NULL},
    {"lia.ns.cloudflare.com", "shop.example", "cloudflare", NULL},
    {"ns.cloudflare.com.example", "shop.example", NULL, NULL},
    {"cloudflare.com", "shop.example", NULL, NULL},
    {"ns-1536.awsdns-00.co.uk", "shop.example", "route53", NULL},
    {"ns-12.awsdns-01.com", "shop.example", "route53", NULL},
    {"ns-12.awsdns-.com", "shop.example", NULL, NULL},
    {"ns-12.awsdns.com", "shop.example", NULL, NULL},
    {"ns1.amzndns.net", "shop.example", "route53", NULL},
    {"NS.GABIA.CO.KR", "shop.example", "gabia", NULL},
    {"ns1.gabia.net", "shop.example", "gabia", NULL},
    {"notgabia.net", "shop.example", NULL, NULL},
    {"ns1.cafe24.com", "shop.example", "cafe24", NULL},
    {"dns1.cafe24.com", "shop.example", "cafe24-shop", NULL},
    {"cns1.simplexi.com", "shop.example", "cafe24-vps", NULL},
    {"ns1-1.ns-ncloud.com", "shop.example", "naver-cloud", NULL},
    {"01.dnsv.jp", "shop.example", "onamae", "value-domain"},
    {"dns01.muumuu-domain.com", "shop.example", "muumuu", NULL},
    {"ns1.value-domain.com", "shop.example", "value-domain", NULL},
    {"ns-cloud-a1.googledomains.com", "shop.example", "google-cloud", "squarespace"},
    {"dns1.p03.nsone.net", "shop.example", "netlify", NULL},
    {"dns9.p03.nsone.net", "shop.example", "ns1", NULL},
    {"ns1.verification-hold.suspended-domain.com", "shop.example", "on-hold", NULL},
    {"ns1.dns-parking.com", "shop.example", "hostinger", NULL},
    {"ns1.name.com", "shop.example", "name-com", NULL},
    {"ns1.domain-name.com", "shop.example", NULL, NULL},
    {"ns1.shop.example", "shop.example", "self", NULL},
    {"ns1.other.example", "shop.example", NULL, NULL},
    {"ns1.gabia.net", "gabia.net", "self", NULL},
};
// clang-format on

static void name_servers_tell_who(void **state)
{
    struct provider_book *book = shipped();

    (void)state;
    for (size_t i = 0; i < sizeof matches / sizeof *matches; i++) {
        struct name ns = name_of(matches[i].ns), zone = name_of(matches[i].zone);
        const struct provider *found[3] = {0};
        size_t n = provider_match(book, &ns, &zone, found, 3);

        if (n != (size_t)(matches[i].first != NULL) + (matches[i].second != NULL)) {
            fail_msg("%s: %zu providers", matches[i].ns, n);
        }
        if (matches[i].first) {
            assert_string_equal(found[0]->id, matches[i].first);
        }
        if (matches[i].second) {
            assert_string_equal(found[1]->id, matches[i].second);
        }
    }
    provider_book_free(book);
}

static void no_more_than_asked_for(void **state)
{
    struct provider_book *book = shipped();
    struct name ns = name_of("01.dnsv.jp");
    const struct provider *found[1];

    (void)state;
    assert_int_equal(provider_match(book, &ns, NULL, found, 1), 1);
    assert_int_equal(provider_match(book, &ns, NULL, found, 0), 0);
    provider_book_free(book);
}

static void a_file_replaces_and_adds(void **state)
{
    static const char text[] =
        "[provider gabia]\nname = My Gabia\nns = gabia.example\napex = name\nhost = full-dot\n"
        "value = bind\nset = yes\nttl = 5m\npublish = 30s\nsave = Do it\ntrap = no-quotes lines\n"
        "[provider mine]\nns = ns.mine.example\n";
    struct provider_book *book = shipped();
    size_t before = provider_book_count(book);
    struct name ns = name_of("ns.gabia.net");
    const struct provider *found[2], *gabia;

    (void)state;
    assert_int_equal(provider_book_read(book, "f", text, strlen(text), NULL), STATUS_OK);
    assert_int_equal(provider_book_count(book), before + 1);
    assert_int_equal(provider_match(book, &ns, NULL, found, 2), 0);
    gabia = provider_by_id(book, "gabia");
    assert_string_equal(gabia->name, "My Gabia");
    assert_int_equal(gabia->value, PROVIDER_VALUE_BIND);
    assert_true(gabia->record_set);
    assert_int_equal(gabia->ttl, 300);
    assert_int_equal(gabia->publish_usual, 30);
    assert_int_equal(gabia->publish_worst, 30);
    assert_string_equal(gabia->save, "Do it");
    assert_int_equal(gabia->trap_count, 2);
    assert_string_equal(provider_by_id(book, "mine")->name, "mine");
    assert_string_equal(provider_by_id(book, "mine")->save, "Press Save.");
    provider_book_free(book);
}

// clang-format off
static const struct {
    const char *text, *message;
} wrong[] = {
    {"[other]\n", "f:1:1: only [provider NAME] is expected here"},
    {"a = 1\n", "f:1:1: only [provider NAME] is expected here"},
    {"[provider]\n", "f:1:1: a provider needs a short name: [provider NAME]"},
    {"[provider a-name-that-is-much-too-long-for-an-id]\n", "f:1:1: a provider needs a short name: [provider NAME]"},
    {"[provider x]\ncolour = red\n", "f:2:1: \"colour\" is not a setting of a provider"},
    {"[provider x]\napex = top\n", "f:2:1: one of at|empty|name is expected"},
    {"[provider x]\napex =\n", "f:2:1: one of at|empty|name is expected"},
    {"[provider x]\nns = a..b\n", "f:2:1: \"a..b\" is not a name"},
    {"[provider x]\nns = .\n", "f:2:1: \".\" is not a name"},
    {"[provider x]\ntrap = tiger\n", "f:2:1: \"tiger\" is not a known trap"},
    {"[provider x]\npublish = soon\n", "f:2:1: \"soon\" is not a duration such as 10s, 5m, 2h or 1d"},
    {"[provider x]\nttl = 99d\n", "f:2:1: \"99d\" is not a duration such as 10s, 5m, 2h or 1d"},
};
// clang-format on

static void errors_say_where_and_change_nothing(void **state)
{
    struct provider_book *book = shipped();
    size_t before = provider_book_count(book);

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct fault fault = {0};

        assert_int_equal(
            provider_book_read(book, "f", wrong[i].text, strlen(wrong[i].text), &fault),
            STATUS_INVALID);
        assert_string_equal(fault.message, wrong[i].message);
        assert_int_equal(provider_book_count(book), before);
    }
    provider_book_free(book);
    provider_book_free(NULL);
}

static void hosts_are_written_as_wanted(void **state)
{
    struct provider_book *book = shipped();
    struct name zone = name_of("shop.example"), dkim = name_of("s1._domainkey.shop.example");
    struct name other = name_of("other.example");
    struct provider dotted = {.host = PROVIDER_HOST_FULL_DOT, .apex = PROVIDER_APEX_NAME};
    char text[NAME_TEXT];

    (void)state;
    provider_host_text(provider_by_id(book, "gabia"), &zone, &zone, text);
    assert_string_equal(text, "@");
    provider_host_text(NULL, &zone, &zone, text);
    assert_string_equal(text, "@");
    provider_host_text(provider_by_id(book, "route53"), &zone, &zone, text);
    assert_string_equal(text, "");
    provider_host_text(provider_by_id(book, "gabia"), &dkim, &zone, text);
    assert_string_equal(text, "s1._domainkey");
    provider_host_text(&dotted, &dkim, &zone, text);
    assert_string_equal(text, "s1._domainkey.shop.example.");
    provider_host_text(&dotted, &zone, &zone, text);
    assert_string_equal(text, "shop.example");
    provider_host_text(NULL, &other, &zone, text);
    assert_string_equal(text, "other.example");
    provider_book_free(book);
}

static void names_follow_the_language(void **state)
{
    struct provider_book *book = shipped();

    (void)state;
    words_use("ko");
    assert_string_equal(provider_name(provider_by_id(book, "gabia")), "가비아");
    words_use("ja");
    assert_string_equal(provider_name(provider_by_id(book, "gabia")), "ガビア");
    assert_string_equal(provider_name(provider_by_id(book, "godaddy")), "GoDaddy");
    words_use("en");
    assert_string_equal(provider_name(provider_by_id(book, "gabia")), "Gabia");
    provider_book_free(book);
}

static void unknown_words_stand_for_themselves(void **state)
{
    (void)state;
    assert_string_equal(provider_trap_text("tiger"), "tiger");
    assert_false(provider_trap_is_known("tiger"));
    assert_string_equal(provider_save_text("Push it."), "Push it.");
    assert_string_equal(provider_save_text("ok"), "Press OK.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forty_and_more),
        cmocka_unit_test(name_servers_tell_who),
        cmocka_unit_test(no_more_than_asked_for),
        cmocka_unit_test(a_file_replaces_and_adds),
        cmocka_unit_test(errors_say_where_and_change_nothing),
        cmocka_unit_test(hosts_are_written_as_wanted),
        cmocka_unit_test(names_follow_the_language),
        cmocka_unit_test(unknown_words_stand_for_themselves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
