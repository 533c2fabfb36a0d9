// SPDX-License-Identifier: MIT
#include "cli/settings.h"

#include "base/text.h"
#include "base/words.h"
#include "cli/config.h"
#include "tests/support/folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct folder folder;
static char path[256];

static void write_settings(const char *text)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

/* The settings that hold with this file; refused: part of the sentence, NULL: accepted. */
static void settings_are(const char *text, const char *refused, enum global global,
                         const char *value)
{
    struct globals globals = {0};
    struct fault fault = {0};
    enum status status;

    write_settings(text);
    globals_set(&globals, GLOBAL_CONFIG, path);
    status = settings_gather(&globals, &fault);
    assert_int_equal(status, refused ? STATUS_INVALID : STATUS_OK);
    if (refused) {
        assert_non_null(strstr(fault.message, refused));
    } else if (value) {
        assert_string_equal(globals_get(&globals, global), value);
    } else {
        assert_null(globals_get(&globals, global));
    }
    globals_clear(&globals);
}

static void the_file_is_read_strictly(void **state)
{
    (void)state;
    settings_are("project = crm\n", NULL, GLOBAL_PROJECT, "crm");
    settings_are("# nothing\n", NULL, GLOBAL_PROJECT, NULL);
    settings_are("ascii = yes\n", NULL, GLOBAL_ASCII, "yes");
    settings_are("\nascii = perhaps\n", ":2:1: \"ascii\" wants yes or no, not \"perhaps\"",
                 GLOBAL_ASCII, NULL);
    settings_are("projct = crm\n", "did you mean \"project\"?", GLOBAL_PROJECT, NULL);
    settings_are("json = yes\n", "unknown setting \"json\"", GLOBAL_JSON, NULL);
    settings_are("[dns]\n", ":1:1: there is no section [dns]", GLOBAL_DNS, NULL);
    settings_are("dns-public = 192.0.2.53, [2001:db8::53]:5353\n", NULL, GLOBAL_DNS_PUBLIC,
                 "192.0.2.53, [2001:db8::53]:5353");
    settings_are("dns-public = none\n", NULL, GLOBAL_DNS_PUBLIC, "none");
    settings_are("dns-public = 192.0.2.53,none\n", "\"dns-public\" wants addresses",
                 GLOBAL_DNS_PUBLIC, NULL);
    settings_are("project = a\nproject = b\n", "already set", GLOBAL_PROJECT, NULL);
}

/* The same for what stands in a section. */
static void sections_are(const char *text, enum setting setting, const char *value)
{
    struct globals globals = {0};

    write_settings(text);
    globals_set(&globals, GLOBAL_CONFIG, path);
    assert_int_equal(settings_gather(&globals, NULL), STATUS_OK);
    assert_string_equal(globals_setting(&globals, setting), value);
    globals_clear(&globals);
}

static void sections_have_settings_of_their_own(void **state)
{
    (void)state;
    sections_are("[serve]\nlisten = 127.0.0.1:1\n", SETTING_LISTEN, "127.0.0.1:1");
    sections_are("[log]\nformat = json\n[serve]\nsocket = /s\n", SETTING_SOCKET, "/s");
    setenv("VOUCH_LOG_LEVEL", "debug", 1);
    sections_are("[log]\nlevel = error\n", SETTING_LOG_LEVEL, "debug");
    unsetenv("VOUCH_LOG_LEVEL");
    settings_are("listen = 127.0.0.1:1\n", ":1:1: unknown setting", GLOBAL_DATA, NULL);
    settings_are("[serve]\ndata = /x\n", ":2:1: unknown setting", GLOBAL_DATA, NULL);
    settings_are("[serve]\nlisten = x\n", ":2:1: \"listen\" wants an address", GLOBAL_DATA, NULL);
    settings_are("data = /a\tb\n", ":1:1: \"data\" has a character that cannot be seen",
                 GLOBAL_DATA, NULL);
    settings_are("data = /a\u202eb\n", "cannot be seen", GLOBAL_DATA, NULL);
    settings_are("[srve]\n", "did you mean [serve]?", GLOBAL_DATA, NULL);
}

static void what_is_written_reads_back(void **state)
{
    struct globals globals = {0}, again = {0};
    struct buffer text = {0};

    (void)state;
    write_settings(
        "project = crm\nread-only = no\n[serve]\ntls-cert = /a b\n[log]\nlevel = warn\n");
    assert_int_equal(config_read_file(&globals, path, NULL), STATUS_OK);
    config_write(&globals, &text);
    write_settings(text.bytes);
    assert_int_equal(config_read_file(&again, path, NULL), STATUS_OK);
    for (size_t i = 0; i < GLOBAL_COUNT; i++) {
        assert_true(text_equal(globals.values[i], again.values[i]));
    }
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        assert_true(text_equal(globals.settings[i], again.settings[i]));
    }
    assert_string_equal(globals_setting(&again, SETTING_TLS_CERT), "/a b");
    buffer_clear(&text);
    globals_clear(&globals);
    globals_clear(&again);
}

static void the_nearer_voice_wins(void **state)
{
    struct globals globals = {0};

    (void)state;
    write_settings("project = file\ndata = /file\ndns = 192.0.2.1\n");
    setenv("VOUCH_PROJECT", "environment", 1);
    setenv("VOUCH_DATA", "/environment", 1);
    setenv("VOUCH_DNS", "", 1);
    globals_set(&globals, GLOBAL_CONFIG, path);
    globals_set(&globals, GLOBAL_PROJECT, "line");
    assert_int_equal(settings_gather(&globals, NULL), STATUS_OK);
    assert_string_equal(globals_get(&globals, GLOBAL_PROJECT), "line");
    assert_string_equal(globals_get(&globals, GLOBAL_DATA), "/environment");
    assert_string_equal(globals_get(&globals, GLOBAL_DNS), "192.0.2.1");
    unsetenv("VOUCH_PROJECT");
    unsetenv("VOUCH_DATA");
    unsetenv("VOUCH_DNS");
    globals_clear(&globals);
    globals_set(&globals, GLOBAL_CONFIG, path);
    assert_int_equal(settings_gather(&globals, NULL), STATUS_OK);
    assert_string_equal(globals_get(&globals, GLOBAL_DATA), "/file");
    globals_clear(&globals);
}

static void folders_have_their_usual_places(void **state)
{
    struct globals globals = {0};

    (void)state;
    setenv("HOME", "/nowhere/home", 1);
    setenv("XDG_DATA_HOME", "/nowhere/share", 1);
    setenv("XDG_CONFIG_HOME", "relative/does/not/count", 1);
    assert_int_equal(settings_gather(&globals, NULL), STATUS_OK);
    assert_string_equal(globals_get(&globals, GLOBAL_DATA), "/nowhere/share/vouch");
    assert_string_equal(globals_get(&globals, GLOBAL_CONFIG),
                        "/nowhere/home/.config/vouch/vouch.conf");
    globals_clear(&globals);
    unsetenv("HOME");
    unsetenv("XDG_DATA_HOME");
    unsetenv("XDG_CONFIG_HOME");
    assert_int_equal(settings_gather(&globals, NULL), STATUS_OK);
    assert_null(globals_get(&globals, GLOBAL_DATA));
    globals_clear(&globals);
}

static void a_file_that_was_named_must_be_there(void **state)
{
    struct globals globals = {0};
    struct fault fault = {0};

    (void)state;
    globals_set(&globals, GLOBAL_CONFIG, "/nowhere/vouch.conf");
    assert_int_equal(settings_gather(&globals, &fault), STATUS_INVALID);
    assert_non_null(strstr(fault.message, "/nowhere/vouch.conf"));
    globals_clear(&globals);
}

static void values_are_checked_where_they_are_used(void **state)
{
    struct globals globals = {0};
    struct clock clock;
    uint16_t port = 7;

    (void)state;
    assert_int_equal(settings_port(&globals, &port, NULL), STATUS_OK);
    assert_int_equal(port, 0);
    globals_set(&globals, GLOBAL_DNS_PORT, "5300");
    assert_int_equal(settings_port(&globals, &port, NULL), STATUS_OK);
    assert_int_equal(port, 5300);
    globals_set(&globals, GLOBAL_DNS_PORT, "65536");
    assert_int_equal(settings_port(&globals, &port, NULL), STATUS_INVALID);
    globals_set(&globals, GLOBAL_DNS_PORT, "53x");
    assert_int_equal(settings_port(&globals, &port, NULL), STATUS_INVALID);
    globals_set(&globals, GLOBAL_LANG, "tlh");
    assert_int_equal(settings_language(&globals, NULL), STATUS_INVALID);
    globals_set(&globals, GLOBAL_LANG, "ja");
    assert_int_equal(settings_language(&globals, NULL), STATUS_OK);
    assert_string_equal(words_language(), "ja");
    globals_clear(&globals);
    setenv("VOUCH_CLOCK", "2026-10-05T14:07:31Z", 1);
    assert_int_equal(settings_clock(&clock, NULL), STATUS_OK);
    assert_true(clock_now(&clock) == 1791209251000);
    setenv("VOUCH_CLOCK", "yesterday", 1);
    assert_int_equal(settings_clock(&clock, NULL), STATUS_INVALID);
    unsetenv("VOUCH_CLOCK");
}

static int make(void **state)
{
    (void)state;
    folder_make(&folder);
    folder_file(&folder, "vouch.conf", path);
    return 0;
}

static int unmake(void **state)
{
    (void)state;
    folder_remove(&folder);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_file_is_read_strictly),
        cmocka_unit_test(sections_have_settings_of_their_own),
        cmocka_unit_test(what_is_written_reads_back),
        cmocka_unit_test(the_nearer_voice_wins),
        cmocka_unit_test(folders_have_their_usual_places),
        cmocka_unit_test(a_file_that_was_named_must_be_there),
        cmocka_unit_test(values_are_checked_where_they_are_used),
    };

    return cmocka_run_group_tests_name("cli/global", tests, make, unmake);
}
