// SPDX-License-Identifier: MIT
#include "base/url.h"

#include "base/status.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char *const safe[] = {
    "https://told.example",
    "https://told.example/",
    "https://told.example:8443/vouch?key=%41&b=c",
    "https://192.0.2.1/x",
    "https://[2001:db8::1]:443/x",
    "https://told.example?x",
    "http://localhost:8080/x",
    "http://LOCALHOST/",
    "http://127.0.0.1:1/",
    "http://127.1.2.3:65535",
    "http://[::1]:8080/x",
};
static const char *const unsafe[] = {
    "",
    "https://",
    "https:///x",
    "https:told.example",
    "HTTPS://told.example",
    "ftp://told.example/",
    "file:///etc/passwd",
    "told.example",
    "http://told.example/",
    "http://192.0.2.1/",
    "http://localhost.told.example/",
    "http://127.0.0.1.told.example/",
    "http://[2001:db8::1]/",
    "http://[::1/",
    "https://[]/",
    "https://[192.0.2.1]/",
    "https://[told]/",
    "https://me:secret@told.example/",
    "http://localhost@told.example/",
    "https://told.example:/",
    "https://told.example:0/",
    "https://told.example:65536/",
    "https://told.example:8443x/",
    "https://told.example:123456/",
    "https://.example/",
    "https://-told.example/",
    "https://told example/",
    "https://told.example/a b",
    "https://told.example/#x",
    "https://told.example/\x1b[2J",
    "https://told.example/\r\nx: y",
    "https://told.example/\xe3\x81\x82",
    "https://told.example\\@127.0.0.1/",
};

static void what_nobody_can_listen_to_is_safe(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(safe); i++) {
        if (!url_is_safe(safe[i])) {
            fail_msg("%s is refused", safe[i]);
        }
    }
    for (size_t i = 0; i < COUNT(unsafe); i++) {
        if (url_is_safe(unsafe[i])) {
            fail_msg("%s is taken", unsafe[i]);
        }
    }
}

static void what_is_too_long_is_refused(void **state)
{
    char text[4096] = "https://told.example/";

    (void)state;
    memset(text + strlen(text), 'a', 2048 - strlen(text));
    assert_true(url_is_safe(text));
    text[2048] = 'a';
    assert_false(url_is_safe(text));
    memset(text + strlen("https://"), 'a', 300);
    text[strlen("https://") + 300] = '\0';
    assert_false(url_is_safe(text));
    text[strlen("https://") + 253] = '\0';
    assert_true(url_is_safe(text));
}

static void loopback_is_this_machine_only(void **state)
{
    (void)state;
    assert_true(url_is_loopback("localhost"));
    assert_true(url_is_loopback("[::1]"));
    assert_true(url_is_loopback("::1"));
    assert_true(url_is_loopback("127.255.0.1"));
    assert_false(url_is_loopback("[::2]"));
    assert_false(url_is_loopback("128.0.0.1"));
    assert_false(url_is_loopback("localhost."
                                 "0123456789012345678901234567890123456789012345678901234567890"));
    assert_false(url_is_loopback(""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_nobody_can_listen_to_is_safe),
        cmocka_unit_test(what_is_too_long_is_refused),
        cmocka_unit_test(loopback_is_this_machine_only),
    };

    return cmocka_run_group_tests_name("base/url", tests, NULL, NULL);
}
