// SPDX-License-Identifier: MIT
#include "domain/profile.h"

#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct profile shipped(void)
{
    struct profile profile;

    assert_int_equal(profile_shipped(&profile, NULL), STATUS_OK);
    return profile;
}

static void the_shipped_one_is_whole(void **state)
{
    struct profile profile = shipped();
    struct buffer text = {0};

    (void)state;
    assert_string_equal(profile.name, "NAVER Cloud Outbound Mailer");
    assert_int_equal(profile.dkim_bits, 2048);
    assert_int_equal(profile.legacy_until, 20241107);
    profile_spf(&profile, &text);
    assert_string_equal(buffer_text(&text), "v=spf1 include:email.ncloud.com ~all");
    buffer_clear(&text);
}

static void selectors_follow_place_and_date(void **state)
{
    // clang-format off
    static const struct { enum environment environment; enum region region; int date; const char *selector; } rows[] = {
        {ENVIRONMENT_PUBLIC, REGION_KR, 20261002, "ncpcompubkr"},
        {ENVIRONMENT_PUBLIC, REGION_JP, 20261002, "ncpcompubjpn"},
        {ENVIRONMENT_PUBLIC, REGION_SG, 20261002, "ncpcompubsgn"},
        {ENVIRONMENT_FINANCIAL, REGION_KR, 20261002, "ncpcomfin"},
        {ENVIRONMENT_GOVERNMENT, REGION_KR, 20261002, "ncpcomgov"},
        {ENVIRONMENT_PUBLIC, REGION_JP, 20241107, "mailer"},
        {ENVIRONMENT_FINANCIAL, REGION_KR, 20230101, "mailer"},
        {ENVIRONMENT_PUBLIC, REGION_KR, 20241108, "ncpcompubkr"},
        {ENVIRONMENT_PUBLIC, REGION_KR, 0, "ncpcompubkr"},
    };
    // clang-format on
    struct profile profile = shipped();

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_string_equal(
            profile_selector(&profile, rows[i].environment, rows[i].region, rows[i].date),
            rows[i].selector);
    }
    profile.selector_count = 1;
    assert_null(profile_selector(&profile, ENVIRONMENT_PUBLIC, REGION_JP, 20261002));
}

static void blocked_on_a_label_boundary(void **state)
{
    // clang-format off
    static const struct { const char *name, *by; } rows[] = {
        {"naver.com", "naver.com"}, {"mail.naver.com", "naver.com"}, {"NAVER.COM.", "naver.com"},
        {"a.b.ncloud.com", "ncloud.com"}, {"navercorp.com", "navercorp.com"}, {"notnaver.com", NULL},
        {"naver.com.example", NULL}, {"com", NULL},
    };
    // clang-format on
    struct profile profile = shipped();

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct name name;
        const struct name *by;
        char text[NAME_TEXT] = "";

        assert_true(name_parse(rows[i].name, &name));
        by = profile_blocks(&profile, &name);
        if (by) {
            name_text(by, text);
        }
        assert_string_equal(text, rows[i].by ? rows[i].by : "");
    }
}

static void tokens_are_prefix_and_base32(void **state)
{
    static const unsigned char random[16] = {0xff, 0x00, 0x10};
    struct profile profile = shipped();
    struct buffer token = {0};

    (void)state;
    profile_token(&profile, random, &token);
    assert_int_equal(token.length, strlen("ncp-verify=") + 26);
    assert_memory_equal(token.bytes, "ncp-verify=74abaaaa", 19);
    buffer_clear(&token);
}

// clang-format off
static const struct {
    const char *text, *message;
} wrong[] = {
    {"x = 1\n", "p:1:1: [service], [selectors] and [blocked] make a profile"},
    {"[service]\ncolour = red\n", "p:2:1: \"colour\" is not a setting of a service"},
    {"[service]\ninclude = a..b\n", "p:2:1: \"a..b\" is not a name"},
    {"[service]\ndkim-bits = many\n", "p:2:1: a number from 1024 to 4096 is expected"},
    {"[service]\ndkim-bits = 512\n", "p:2:1: a number from 1024 to 4096 is expected"},
    {"[service]\nlegacy-until = soon\n", "p:2:1: a date such as 2024-11-07 is expected"},
    {"[service]\ntoken-prefix = aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n", "p:2:1: longer than 39 bytes"},
    {"[selectors]\npublic-us = x\n", "p:2:1: \"public-us\" is not an environment and a region"},
    {"[selectors]\nprivate = x\n", "p:2:1: \"private\" is not an environment and a region"},
    {"[blocked]\nname = x\n", "p:2:1: [service], [selectors] and [blocked] make a profile"},
    {"[blocked]\ndomain = ..\n", "p:2:1: \"..\" is not a name"},
    {"[service]\nname = x\n", "p: a profile needs name, token-prefix, include and a selector"},
};
// clang-format on

static void errors_say_where(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct profile profile = {.dkim_bits = 7};
        struct fault fault = {0};

        assert_int_equal(profile_read("p", wrong[i].text, strlen(wrong[i].text), &profile, &fault),
                         STATUS_INVALID);
        assert_string_equal(fault.message, wrong[i].message);
        assert_int_equal(profile.dkim_bits, 7);
    }
}

static void lists_have_an_end(void **state)
{
    struct buffer text = {0};
    struct profile profile;
    struct fault fault = {0};

    (void)state;
    buffer_add_text(&text, "[blocked]\n");
    for (int i = 0; i <= PROFILE_BLOCKED; i++) {
        buffer_printf(&text, "domain = a%d.example\n", i);
    }
    assert_int_equal(profile_read("p", text.bytes, text.length, &profile, &fault), STATUS_INVALID);
    assert_string_equal(fault.message, "p:66:1: more than 64 blocked names");
    buffer_clear(&text);
}

static void a_file_of_ones_own(void **state)
{
    static const char text[] =
        "[service]\nname = Mine\ntoken-prefix = mine\ninclude = spf.mine.example\nbounce =\n"
        "[selectors]\npublic = m1\n";
    char path[] = "/tmp/vouch-profile-XXXXXX";
    struct profile profile;
    int fd = mkstemp(path);

    (void)state;
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    close(fd);
    assert_int_equal(profile_read_file(path, &profile, NULL), STATUS_OK);
    assert_string_equal(profile.name, "Mine");
    assert_string_equal(profile.bounce, "");
    assert_string_equal(profile_selector(&profile, ENVIRONMENT_PUBLIC, REGION_SG, 20200101), "m1");
    unlink(path);
    assert_int_equal(profile_read_file(path, &profile, NULL), STATUS_MISSING);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_shipped_one_is_whole),
        cmocka_unit_test(selectors_follow_place_and_date),
        cmocka_unit_test(blocked_on_a_label_boundary),
        cmocka_unit_test(tokens_are_prefix_and_base32),
        cmocka_unit_test(errors_say_where),
        cmocka_unit_test(lists_have_an_end),
        cmocka_unit_test(a_file_of_ones_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
